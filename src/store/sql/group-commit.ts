import { Fault } from "../../core/errors.ts";

interface Waiting<Job, Result> {
  job: Job;
  resolve(result: Result): void;
  reject(fault: unknown): void;
}

export interface Group<Job, Result> {
  /** Resolves when the batch that carried the job is durable. */
  add(job: Job): Promise<Result>;
  /** Resolves when nothing waits or is under way. */
  idle(): Promise<void>;
}

/**
 * Lands the jobs that wait at the same time together, one batch after the other: what arrives while a batch is under way makes up the
 * next. `land` is all or nothing. When it throws, each job of the batch is tried once alone, so that one that can never land fails alone.
 */
export function grouped<Job, Result>(land: (jobs: Job[]) => Promise<Result[]>, most = 256): Group<Job, Result> {
  let waiting: Waiting<Job, Result>[] = [];
  let flight: Promise<void> | undefined;

  async function fly(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    const batch = waiting.slice(0, most);
    waiting = waiting.slice(most);
    await landed(batch, land);
    flight = waiting.length > 0 ? fly() : undefined;
  }

  return {
    add(job) {
      const { promise, resolve, reject } = Promise.withResolvers<Result>();
      waiting.push({ job, resolve, reject });
      flight ??= fly();
      return promise;
    },
    async idle() {
      while (flight !== undefined) await flight;
    },
  };
}

async function landed<Job, Result>(
  batch: Waiting<Job, Result>[],
  land: (jobs: Job[]) => Promise<Result[]>,
): Promise<void> {
  try {
    const results = await land(batch.map(({ job }) => job));
    for (const [i, { resolve }] of batch.entries()) resolve(results[i] as Result);
  } catch (fault) {
    if (batch.length === 1 || isOutOfReach(fault)) for (const { reject } of batch) reject(fault);
    else for (const one of batch) await landed([one], land);
  }
}

/** Trying one by one what cannot be reached would only make everybody wait longer. */
const isOutOfReach = (fault: unknown): boolean =>
  fault instanceof Fault && (fault.code === "store_unavailable" || fault.code === "store_corrupt");
