import type { Connection } from "../core/channel.ts";
import type { DeskConfig } from "../core/config/schema.ts";
import { Fault } from "../core/errors.ts";
import type { OpenQueue, Pace } from "../core/queue.ts";
import { inlineQueue } from "../worker/queue/inline.ts";
import { secret } from "./secrets.ts";

export interface TriageQueue {
  open: OpenQueue;
  /** How the queue's server is connected; none is needed in one process. */
  connections(): Connection[];
}

type Log = (line: { level: string; message: string }) => void;

/** The address in REDIS_URL (or NIGHTDESK_REDIS_URL); undefined when there is none. It may hold a password and is never repeated. */
export async function redisUrl(): Promise<string | undefined> {
  const url = (await secret("REDIS_URL")) ?? process.env.REDIS_URL;
  if (url === undefined || url === "") return undefined;
  if (/^rediss?:\/\/./.test(url) && URL.canParse(url)) return url;
  throw new Fault("usage", "REDIS_URL is not the address of a Redis", {
    next: "It looks like redis://localhost:6379, or rediss:// for TLS.",
  });
}

/**
 * BullMQ where an address of a Redis is given, else this process's own memory. `desk` names the desk among those of one Redis; a process
 * that does not read tickets stays away from its line.
 */
export async function triageQueue(config: DeskConfig, desk: string, log: Log, reads = true): Promise<TriageQueue> {
  const pace = paceOf(config);
  const url = reads ? await redisUrl() : undefined;
  if (url === undefined) return { open: inlineQueue(pace), connections: () => [] };
  const { bullQueue } = await import("../worker/queue/bullmq.ts");
  const queue = bullQueue({ url, desk, ...pace, changed: (state) => log(LINES[state]) });
  return { open: queue.open, connections: () => [connectionOf(queue.state())] };
}

/** Without a model a suggestion is a few reads and one write: as many at once as share one write well. */
const WITHOUT_MODEL = 16;

const paceOf = ({ model }: DeskConfig): Pace => ({
  atOnce: model?.atOnce ?? WITHOUT_MODEL,
  rate: model?.perMinute === undefined ? undefined : { most: model.perMinute, per: 60_000 },
});

const LOST = "Redis cannot be reached: tickets go on without suggestions, which are made when it is back";
const LINES = {
  connecting: { level: "info", message: "queue: connecting to Redis" },
  ready: { level: "info", message: "queue: connected to Redis" },
  degraded: { level: "error", message: `queue: ${LOST}` },
  dead: { level: "error", message: `queue: ${LOST}` },
} satisfies Record<Connection["state"], { level: string; message: string }>;

const connectionOf = (state: Connection["state"]): Connection => ({
  name: "redis",
  state,
  ...(state === "degraded" ? { detail: LOST, next: "Start Redis, or check REDIS_URL." } : {}),
});
