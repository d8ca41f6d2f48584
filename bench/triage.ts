/** Prints what triage costs, beside its peers in the same run: `npm run bench:triage`. Times are noisy; ratios hold. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect as connectTo } from "node:net";
import { Queue as Line, Worker } from "bullmq";
import { Redis } from "ioredis";
import pg from "pg";
import type { Policy } from "../src/core/policy.ts";
import type { Store } from "../src/core/ports.ts";
import type { Job } from "../src/core/queue.ts";
import { postgresStore } from "../src/store/sql/postgres.ts";
import { startLoop } from "../src/worker/loop.ts";
import { openOutbox } from "../src/worker/outbox.ts";
import { bullQueue } from "../src/worker/queue/bullmq.ts";
import { master } from "../tests/harness/master.ts";
import { startPostgres } from "../tests/harness/postgres.ts";
import { printTable, quantile } from "./figures.ts";
import { benchLeases } from "./leases.ts";
import { openBenchDesk } from "./receive.ts";
import { nextMessage } from "./store.ts";

const JOBS = 1_000;
const ROUNDS = 5;
const AT_ONCE = 16;
/** As many as the outbox hands out together. */
const TOGETHER = 256;
const TICKETS = 300;
const WRITERS = 64;
const SECONDS = 2;
const PORT = 16_391;

const median = (values: number[]): number => quantile(values, 0.5);

const given = process.env.REDIS_URL;
const valkey = given === undefined ? await startValkey() : undefined;
try {
  await benchQueue(given ?? `redis://127.0.0.1:${PORT}`);
  await benchHandOff();
  await benchPostgres();
} finally {
  valkey?.kill("SIGKILL");
}

async function startValkey(): Promise<ChildProcess> {
  const args = ["--no-warnings", "tests/harness/valkey-process.ts", String(PORT)];
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  for await (const piece of child.stdout?.iterator({ destroyOnReturn: false }) ?? [])
    if (String(piece).includes("ready\n")) break;
  child.stdout?.resume();
  await answers(PORT);
  return child;
}

/** It may say that it is ready a moment before it takes connections. */
async function answers(port: number): Promise<void> {
  for (let left = 100; ; left--) {
    const socket = connectTo(port, "127.0.0.1");
    try {
      await once(socket, "connect");
      return;
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      socket.destroy();
    }
  }
}

/** Empty jobs through bare BullMQ and through the desk's queue, in turns; from the first that is added to the last that is done. */
async function benchQueue(url: string): Promise<void> {
  const run = Date.now().toString(36);
  const bare = await openBare(url, run);
  const ours = await openOurs(url, run);
  const rates: Record<"bare" | "ours", number[]> = { bare: [], ours: [] };
  for (let round = 0; round <= ROUNDS; round++) {
    const measured = { bare: await rateOf(bare, round), ours: await rateOf(ours, round) };
    // The first round only warms up.
    if (round > 0) for (const key of ["bare", "ours"] as const) rates[key].push(measured[key]);
  }
  const [plain, desk] = [median(rates.bare), median(rates.ours)];
  printTable(`Jobs a second with nothing to do, ${AT_ONCE} at once, ${given === undefined ? "Valkey" : "Redis"}`, [
    ["queue", "jobs/s", "of bare BullMQ"],
    ["bare BullMQ", plain, 1],
    ["nightdesk's queue on BullMQ: one job an id, by urgency", desk, desk / plain],
  ]);
  await bare.close();
  await ours.close();
}

interface Peer {
  add(id: string, i: number): Promise<unknown>;
  done(count: number): Promise<void>;
  close(): Promise<void>;
}

async function rateOf(peer: Peer, round: number): Promise<number> {
  const begun = performance.now();
  const all = peer.done(JOBS);
  for (let i = 0; i < JOBS; i += TOGETHER) {
    const size = Math.min(TOGETHER, JOBS - i);
    await Promise.all(Array.from({ length: size }, (_, j) => peer.add(`ticket:t${round}-${i + j}/2#0`, i + j)));
  }
  await all;
  return (JOBS / (performance.now() - begun)) * 1_000;
}

function counter() {
  let left = 0;
  let reached: (() => void) | undefined;
  return {
    one() {
      left -= 1;
      if (left === 0) reached?.();
    },
    done: (count: number) =>
      new Promise<void>((resolve) => {
        left = count;
        reached = resolve;
      }),
  };
}

async function openBare(url: string, run: string): Promise<Peer> {
  const { one, done } = counter();
  const [adding, taking] = [new Redis(url), new Redis(url, { maxRetriesPerRequest: null })];
  const line = new Line(`bare-${run}`, { connection: adding });
  const options = { concurrency: AT_ONCE, removeOnComplete: { count: 0 } };
  const worker = new Worker(`bare-${run}`, async () => one(), { connection: taking, ...options });
  await worker.waitUntilReady();
  return {
    add: () => line.add("job", {}),
    done,
    async close() {
      await worker.close();
      await line.close();
      for (const connection of [adding, taking]) connection.disconnect();
    },
  };
}

async function openOurs(url: string, run: string): Promise<Peer> {
  const { one, done } = counter();
  const ready = Promise.withResolvers<void>();
  const queue = bullQueue({
    url,
    desk: `bench-${run}`,
    atOnce: AT_ONCE,
    changed: (state) => state === "ready" && ready.resolve(),
  }).open({
    run: async ({ id }) => ({ id, outcome: "done" }),
    settle: async () => one(),
    failed: (error) => process.stderr.write(`${String(error)}\n`),
    now: () => Date.now(),
  });
  await ready.promise;
  const priorities = ["P0", "P1", "P2", "P3"] as const;
  const job = (id: string, i: number): Job => ({
    id,
    ticket: "ticket:t",
    priority: priorities[i % 4] ?? "P2",
    attempt: 1,
  });
  return { add: (id, i) => queue.add(job(id, i)), done, close: () => queue.close() };
}

/** From the commit that hands a conversation over to the suggestion that a responder can read, by rules, one after the other. */
async function benchHandOff(): Promise<void> {
  const { desk, store, policy, close } = await openBenchDesk();
  const took = await handOffs(desk, store, policy);
  printTable("From hand-off to suggestion without a model (SQLite, 233 articles), milliseconds", [
    ["tickets", "p50", "p99"],
    [String(took.length), quantile(took, 0.5), quantile(took, 0.99)],
  ]);
  await close();
}

async function handOffs(
  desk: Awaited<ReturnType<typeof openBenchDesk>>["desk"],
  store: Store,
  policy: () => Policy,
): Promise<number[]> {
  const failed = (error: unknown) => process.stderr.write(`${String(error)}\n`);
  const outbox = openOutbox({ store, desk, channels: new Map(), policy, now: () => Date.now(), failed });
  const loop = startLoop(outbox.begin, { pause: 1_000, failed });
  let position = 0;
  let suggested: (() => void) | undefined;
  const look = async () => {
    for (const event of await store.changes(position, 1_000)) {
      position = event.position;
      if (event.data.type === "triage.suggested") suggested?.();
    }
  };
  const unwatch = store.watch(() => {
    loop.wake();
    void look();
  });
  const took: number[] = [];
  for (let i = 0; i < TICKETS + 20; i++) {
    const { promise, resolve } = Promise.withResolvers<void>();
    suggested = resolve;
    const thread = `hand-${i}`;
    const text = "my withdrawal has been processing since yesterday, human please";
    await desk.receive({ channel: "console", thread, externalId: `${i}`, customer: `console:${thread}`, text });
    const begun = performance.now();
    await promise;
    // The first ones only warm up.
    if (i >= 20) took.push(performance.now() - begun);
  }
  unwatch();
  await loop.stop();
  await outbox.close();
  return took;
}

/** Whole messages by the store and single rows by bare pg, each by 64 writers, in turns. */
async function benchPostgres(): Promise<void> {
  const server = process.env.DATABASE_URL ? undefined : await startPostgres([]);
  const url = process.env.DATABASE_URL ?? server?.url ?? "";
  const pool = new pg.Pool({ connectionString: url, max: WRITERS });
  pool.on("error", () => undefined);
  await pool.query("create table if not exists nightdesk_bench_plain (id bigserial primary key, body text)");
  const store = await postgresStore(url, { master });
  const row = () => pool.query("insert into nightdesk_bench_plain (body) values ($1)", ["hello"]);
  const message = () => store.commit(nextMessage());
  const rates: Record<"row" | "message", number[]> = { row: [], message: [] };
  for (let round = 0; round <= 3; round++) {
    const measured = { row: await perSecond(row), message: await perSecond(message) };
    if (round > 0) for (const key of ["row", "message"] as const) rates[key].push(measured[key]);
  }
  const [rows, messages] = [median(rates.row), median(rates.message)];
  printTable(`PostgreSQL, durable, ${WRITERS} writers`, [
    ["what is committed", "a second", "of bare pg"],
    ["one row by bare pg, 64 connections", rows, 1],
    ["a message, its answer and their effect by the store, 8 connections", messages, messages / rows],
  ]);
  await store.close();
  await pool.query("drop table nightdesk_bench_plain");
  await pool.end();
  await benchLeases(url);
  await server?.stop();
}

async function perSecond(write: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  const end = begun + SECONDS * 1_000;
  let written = 0;
  const one = async () => {
    while (performance.now() < end) {
      await write();
      written += 1;
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, one));
  return (written / (performance.now() - begun)) * 1_000;
}
