import type { Millis } from "../core/time.ts";

/** The promise, or an error when it takes longer than `limit`. */
export async function within<T>(limit: Millis, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not taken within ${limit / 1_000} s`)), limit);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
