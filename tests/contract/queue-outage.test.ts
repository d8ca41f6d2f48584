import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { consoleChannel } from "../../src/bots/console/console.ts";
import type { OpenQueue } from "../../src/core/queue.ts";
import { openOutbox } from "../../src/worker/outbox.ts";
import { bullQueue } from "../../src/worker/queue/bullmq.ts";
import { startValkey } from "../harness/valkey.ts";
import { openWorld } from "../harness/world.ts";

const WORKER = join(import.meta.dirname, "../harness/queue-worker.ts");
const LEASE = 30_000;

test("the job of a worker that was killed goes to another", async () => {
  const { url } = await startValkey();
  const victim = spawn(process.execPath, ["--no-warnings", WORKER, url, "d", "ticket:t/2#0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void victim.kill("SIGKILL"));
  await once(victim.stdout, "data");
  const done: string[] = [];
  const queue = bullQueue({ url, desk: "d", atOnce: 1, stalledAfter: 500 }).open({
    run: async ({ id }) => ({ id, outcome: "done" }),
    settle: async ({ id }) => void done.push(id),
    failed: (error) => expect.fail(String(error)),
    now: () => 0,
  });
  onTestFinished(() => queue.close());
  victim.kill("SIGKILL");
  await expect.poll(() => done, { timeout: 10_000 }).toEqual(["ticket:t/2#0"]);
});

/** A desk whose triage is in line at a Valkey; `hold` keeps the jobs that have begun from going on. */
async function deskWithQueue(url: string, atOnce: number) {
  const world = openWorld();
  let time = world.now();
  let state = "connecting";
  let held: Promise<void> | undefined;
  const changed = (to: string) => {
    state = to;
  };
  const bull = bullQueue({ url, desk: world.store.epoch, atOnce, changed });
  let begun = 0;
  const queue: OpenQueue = (work) =>
    bull.open({
      ...work,
      async run(job) {
        begun += 1;
        await held;
        return work.run(job);
      },
    });
  const outbox = openOutbox({
    ...world,
    channels: new Map([["console", consoleChannel(world.store, () => time)]]),
    now: () => time,
    queue,
    failed: (error) => expect.fail(String(error)),
  });
  onTestFinished(() => outbox.close());
  let tickets = 0;
  return {
    ...world,
    begun: () => begun,
    is: (wanted: string) => expect.poll(() => state, { timeout: 15_000 }).toBe(wanted),
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
    pass(length: number) {
      time += length;
    },
    /** Hands out what is due until nothing is. */
    async deliver() {
      while ((await outbox.begin()) > 0) await new Promise((resolve) => setImmediate(resolve));
    },
    async customersNeedHelp(count: number) {
      for (let i = 0; i < count; i++)
        await world.customer(`c${++tickets}`).says("someone is in my account please stop withdrawals");
    },
    async suggestions() {
      const events = await world.store.changes(0, 10_000);
      const by = new Map<string, number>();
      for (const { stream, data } of events)
        if (data.type === "opened" || data.type === "triage.suggested")
          by.set(stream, (by.get(stream) ?? 0) + (data.type === "opened" ? 0 : 1));
      return [...by.values()];
    },
  };
}

test("without Redis tickets go on without suggestions; when it is back, each is triaged once", async () => {
  const valkey = await startValkey();
  const desk = await deskWithQueue(valkey.url, 2);
  await desk.is("ready");
  await desk.customersNeedHelp(2);
  await desk.deliver();
  await expect.poll(desk.suggestions, { timeout: 10_000 }).toEqual([1, 1]);

  // Two are under way and two in line when it dies.
  const release = desk.hold();
  await desk.customersNeedHelp(4);
  await desk.deliver();
  await expect.poll(desk.begun).toBe(4);
  await valkey.kill();
  await desk.is("degraded");
  release();
  await expect.poll(desk.suggestions).toEqual([1, 1, 1, 1, 0, 0]);

  await desk.customersNeedHelp(2);
  await desk.deliver();
  await expect.poll(async () => (await desk.store.tickets({})).items.length).toBe(8);
  expect((await desk.store.consoleAfter("c8", 0, 10)).length).toBeGreaterThan(0);
  const waiting = await desk.store.effects({ status: "pending", limit: 10 });
  expect(waiting.map(({ error }) => error)).toEqual(["Redis cannot be reached", "Redis cannot be reached"]);

  await valkey.restart();
  await desk.is("ready");
  desk.pass(LEASE + 1);
  await desk.deliver();
  await expect.poll(desk.suggestions, { timeout: 20_000 }).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
  await expect
    .poll(async () => (await desk.store.counts(desk.now())).effects)
    .toMatchObject({ pending: 0, leased: 0, dead: 0 });
}, 60_000);

test("a desk that starts before Redis does works, and uses it once it is there", async () => {
  const valkey = await startValkey();
  await valkey.kill();
  const desk = await deskWithQueue(valkey.url, 2);
  await desk.customersNeedHelp(1);
  await desk.deliver();
  expect(await desk.suggestions()).toEqual([0]);
  await valkey.restart();
  await desk.is("ready");
  desk.pass(5_000);
  await desk.deliver();
  await expect.poll(desk.suggestions, { timeout: 20_000 }).toEqual([1]);
}, 60_000);
