import { ErrorCode, Queue as Line, Worker } from "bullmq";
import { Redis } from "ioredis";
import { type Connection, Unreachable } from "../../core/channel.ts";
import { PRIORITIES } from "../../core/ports.ts";
import type { Job, OpenQueue, Pace } from "../../core/queue.ts";
import type { Millis } from "../../core/time.ts";
import { within } from "../within.ts";

export interface BullQueueOptions extends Pace {
  /** redis:// or rediss:// */
  url: string;
  /** Names the desk, so that several may share a server: the store's epoch. */
  desk: string;
  /** A job whose process has not been heard of for so long goes to another. */
  stalledAfter?: Millis;
  /** Hears when the server is lost and when it is back. */
  changed?(state: Connection["state"]): void;
}

/** A server that takes a connection and says nothing is away as well. */
const PATIENCE: Millis = 5_000;
/** On the way out, no longer than this for the jobs under way: their effects come due again. */
const DRAIN: Millis = 25_000;
/** For what BullMQ has to say to the server after that. */
const GRACE: Millis = 2_000;
const LONGEST_PAUSE: Millis = 5_000;

export interface BullQueues {
  open: OpenQueue;
  state(): Connection["state"];
}

/**
 * The queue of several processes: BullMQ on a Redis. What Redis loses costs time only, so it needs no persistence. Trying again is the
 * outbox's, with its own back-off: here a job is done once, and gone.
 */
export function bullQueue({ url, desk, atOnce, rate, stalledAfter = 30_000, changed }: BullQueueOptions): BullQueues {
  let state: Connection["state"] = "connecting";
  const turn = (to: Connection["state"]): void => {
    if (state === to) return;
    state = to;
    changed?.(to);
  };

  const open: OpenQueue = ({ run, settle, failed }) => {
    const retryStrategy = (times: number) => Math.min(LONGEST_PAUSE, 50 * 2 ** Math.min(times, 7));
    // Whoever puts a job in line wants to know at once that it is not; whoever waits for jobs waits for as long as it takes.
    const adding = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 0, retryStrategy });
    const taking = new Redis(url, { maxRetriesPerRequest: null, retryStrategy });
    const connections = [adding, taking];
    // BullMQ makes another to wait on, and may wait for ever for its end after the server was lost.
    taking.duplicate = (...options) => {
      const made = Redis.prototype.duplicate.apply(taking, options);
      connections.push(made);
      return made;
    };
    adding.on("ready", () => turn("ready"));
    adding.on("close", () => turn("degraded"));
    // The connection says so once, when it is lost; each attempt to make it anew would say it again.
    for (const connection of connections) connection.on("error", () => undefined);

    const underWay = new Set<Promise<void>>();
    const common = { prefix: `nightdesk:${desk}` };
    const broken = (error: Error & { code?: unknown }) => {
      if (state === "ready" && !FORGOTTEN.has(error.code)) failed(error);
    };
    let line: Line | undefined;
    /** BullMQ asks the server who it is once, and remembers for ever when it was not answered: so only of one that answers. */
    function openLine(): Line {
      const opened = new Line(NAME, { ...common, connection: adding, skipMetasUpdate: true });
      opened.on("error", broken);
      return opened;
    }
    const worker = new Worker(
      NAME,
      ({ data }) => {
        const work: Promise<void> = run(data as Job)
          .then(settle)
          .catch(failed)
          .finally(() => underWay.delete(work));
        underWay.add(work);
        return work;
      },
      {
        ...common,
        connection: taking,
        concurrency: atOnce,
        lockDuration: stalledAfter,
        stalledInterval: stalledAfter,
        removeOnComplete: { count: 0 },
        removeOnFail: { count: 0 },
        ...(rate === undefined ? {} : { limiter: { max: rate.most, duration: rate.per } }),
      },
    );
    worker.on("error", broken);

    return {
      async add(job) {
        if (adding.status !== "ready") throw new Unreachable("Redis cannot be reached");
        const options = { jobId: jobId(job.id), priority: PRIORITIES.indexOf(job.priority) + 1, ...GONE };
        line ??= openLine();
        await within(PATIENCE, line.add(NAME, job, options)).catch((cause: unknown) => {
          line = undefined;
          throw new Unreachable("Redis did not take the job", { cause });
        });
      },
      async idle() {
        await Promise.all(underWay);
      },
      async close() {
        const closed = worker.close();
        await within(DRAIN, Promise.all(underWay)).catch(() => undefined);
        await within(GRACE, closed).catch(() => undefined);
        for (const connection of connections) connection.disconnect();
        await line?.close().catch(() => undefined);
      },
    };
  };
  return { open, state: () => state };
}

const NAME = "triage";
/** Once ended, a job's id is free for the next attempt. */
const GONE = { removeOnComplete: true, removeOnFail: true } as const;

/** A job that ended here after the server had lost it, or had given it to another: the store knows how it ended. */
const FORGOTTEN = new Set<unknown>([ErrorCode.JobNotExist, ErrorCode.JobLockNotExist, ErrorCode.JobLockMismatch]);

/** BullMQ takes no colon in an id. */
const jobId = (id: string): string => id.replace(/[:%]/g, encodeURIComponent);
