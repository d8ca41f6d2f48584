import { Fault } from "../../core/errors.ts";
import { lru } from "../../core/lru.ts";
import type { Embedder, Embeddings, EmbeddingsHealth } from "../../core/meaning/embedder.ts";
import type { Instant, Millis } from "../../core/time.ts";

export interface InTimeOptions {
  /** Opens the embedder; once, when it is first needed. */
  open(): Promise<Embedder>;
  /** The longest that a question waits for its vector. */
  deadline: Millis;
  /** Numbers of a vector of the articles, where there are any: one of another size cannot be compared with them. */
  size?: number | undefined;
  now(): Instant;
  failed(error: unknown): void;
}

const REMEMBERED = 500;
/** After so many failures or misses in a row it is left alone: at first for half a minute, then longer. */
const STRIKES = 3;
const [REST, LONGEST_REST] = [30_000, 10 * 60_000];

/** An embedder as questions meet it: a vector in time, or none. What fails or is slow again and again is left alone for a while. */
export function embeddingsInTime({ open, deadline, size, now, failed }: InTimeOptions): Embeddings {
  const known = lru<string, Promise<Float32Array>>(REMEMBERED);
  let opening: Promise<Embedder> | undefined;
  let broken = false;
  let embedder: Embedder | undefined;
  let error: string | null = null;
  let [strikes, rests, restUntil] = [0, 0, 0];
  let [embedded, missed] = [0, 0];

  const strike = (cause: unknown) => {
    error = cause instanceof Error ? cause.message : String(cause);
    if (++strikes < STRIKES) return;
    strikes = 0;
    restUntil = now() + Math.min(LONGEST_REST, REST * 2 ** rests++);
    failed(cause);
  };
  const opened = (): Promise<Embedder> => {
    if (opening !== undefined) return opening;
    opening = open();
    opening.then(
      (it) => {
        embedder = it;
      },
      (cause) => {
        broken = true;
        error = cause instanceof Error ? cause.message : String(cause);
        failed(cause);
      },
    );
    return opening;
  };

  function state(): EmbeddingsHealth["state"] {
    if (broken) return "broken";
    if (now() < restUntil) return "resting";
    if (embedder !== undefined) return "working";
    return opening === undefined ? "idle" : "loading";
  }

  async function ask(text: string): Promise<Float32Array> {
    const [vector] = await (await opened()).embed([text]);
    if (vector === undefined) throw new Error("no vector came back");
    return vector;
  }

  return {
    async vectorOf(text) {
      if (broken || now() < restUntil) {
        missed += 1;
        return undefined;
      }
      const asked = known.get(text) ?? ask(text);
      known.set(text, asked);
      try {
        const vector = await before(asked, deadline);
        if (size !== undefined && vector.length !== size) {
          // Another try would give the same, so it is left alone at once.
          strikes = STRIKES - 1;
          throw misfit(vector.length, size);
        }
        embedded += 1;
        [strikes, rests] = [0, 0];
        return vector;
      } catch (cause) {
        missed += 1;
        // What is merely late is remembered when it comes; what failed is asked again.
        asked.catch(() => known.delete(text));
        if (embedder !== undefined) strike(cause);
        return undefined;
      }
    },
    warm: () => void opened().catch(() => undefined),
    health: (): EmbeddingsHealth => ({
      model: embedder?.name ?? null,
      state: state(),
      embedded,
      missed,
      error,
    }),
  };
}

/** Why vectors of two sizes cannot be compared, and what to do. */
export const misfit = (got: number, size: number): Fault =>
  new Fault("usage", `a question got a vector of ${got} numbers, and those of the articles have ${size}`, {
    next: "Another model answers under the same name: put the old one back, or name the new one in knowledge.embeddings.",
  });

/** What is promised, or an error when it takes longer. */
async function before<T>(promise: Promise<T>, length: Millis): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no vector within ${length} ms`)), length);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
