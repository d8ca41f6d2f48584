import type { Priority, Settlement, StreamId } from "./ports.ts";
import type { Instant, Millis } from "./time.ts";

/** Work that may be done by any process: ids and how urgent it is, never a text. */
export interface Job {
  /** The effect's. A job that is in line or under way already is not put in line again. */
  id: string;
  ticket: StreamId;
  priority: Priority;
  /** 1 on the first try. */
  attempt: number;
}

/**
 * Where jobs wait until a process has time for them: the most urgent first, those of one urgency in the order in which they came.
 * The outbox stays the truth. A job's effect is unsettled until the job has ended, so a queue may lose what it holds: the effect's
 * lease runs out, and the same job is put in line again.
 */
export interface Queue {
  /** Resolves when the job is in line. @throws Unreachable while the queue cannot be reached */
  add(job: Job): Promise<void>;
  /** Resolves when nothing waits or is under way that only this process knows of. */
  idle(): Promise<void>;
  /** Begins no further job and resolves when those under way have ended. */
  close(): Promise<void>;
}

/** What a queue is opened with, in each process that does the work. */
export interface Work {
  /** Does one job. Whatever goes wrong with it is a settlement: again at a time, or a dead letter. */
  run(job: Job): Promise<Settlement>;
  /** Writes down how it ended. */
  settle(settlement: Settlement): Promise<void>;
  /** Hears of a settlement that could not be written, and of a queue that cannot be reached. */
  failed(error: unknown): void;
  now(): Instant;
}

export type OpenQueue = (work: Work) => Queue;

/** At most `most` jobs are begun in any span of `per`. */
export interface Rate {
  most: number;
  per: Millis;
}

export interface Pace {
  /** Jobs under way at one time in one process. */
  atOnce: number;
  /** Over all processes of the queue. */
  rate?: Rate | undefined;
}
