import { describe, expect, it, onTestFinished } from "vitest";
import { Undeliverable, Unreachable } from "../../src/core/channel.ts";
import type { Priority, Settlement, StreamId } from "../../src/core/ports.ts";
import type { Job, Pace, Queue } from "../../src/core/queue.ts";
import { afterFailure } from "../../src/worker/failure.ts";
import { bullQueue } from "../../src/worker/queue/bullmq.ts";
import { inlineQueue } from "../../src/worker/queue/inline.ts";
import { startValkey } from "../harness/valkey.ts";

interface Engine {
  name: string;
  /** Opens the queue of one process with what it does. */
  place(): Promise<(pace: Pace, run: (job: Job) => Promise<void>) => Promise<Opened>>;
}

interface Opened {
  queue: Queue;
  settled: Settlement[];
  /** Resolves when so many jobs have ended. */
  ended(count: number): Promise<Settlement[]>;
}

function opened(
  open: (work: Parameters<ReturnType<typeof inlineQueue>>[0]) => Queue,
  run: (job: Job) => Promise<void>,
) {
  const settled: Settlement[] = [];
  const queue = open({
    async run(job) {
      try {
        await run(job);
        return { id: job.id, outcome: "done" };
      } catch (error) {
        return afterFailure(job.id, job.attempt, error, 0);
      }
    },
    settle: async (settlement) => void settled.push(settlement),
    failed: (error) => expect.fail(String(error)),
    now: () => 0,
  });
  onTestFinished(() => queue.close());
  return {
    queue,
    settled,
    async ended(count: number) {
      await expect.poll(() => settled.length, { timeout: 10_000, interval: 10 }).toBe(count);
      return settled;
    },
  };
}

const engines: Engine[] = [
  { name: "in process", place: async () => async (pace, run) => opened(inlineQueue(pace), run) },
  {
    name: "BullMQ",
    async place() {
      const { url } = await startValkey();
      return async (pace, run) => {
        const { promise: ready, resolve } = Promise.withResolvers<void>();
        const changed = (state: string) => state === "ready" && resolve();
        const it = opened(bullQueue({ url, desk: "test", stalledAfter: 500, changed, ...pace }).open, run);
        await ready;
        return it;
      };
    },
  },
];

const job = (id: string, priority: Priority = "P2", attempt = 1): Job => ({
  id,
  ticket: `ticket:${id}` as StreamId,
  priority,
  attempt,
});

/** Lets jobs begin one at a time, when told. */
function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { wait: promise, open: resolve };
}

describe.each(engines)("a queue $name", ({ place }) => {
  it("does a job with what it was given, and settles it", async () => {
    const open = await place();
    const seen: Job[] = [];
    const { queue, ended } = await open({ atOnce: 4 }, async (it) => void seen.push(it));
    const given = job("ticket:01/2#0", "P1", 3);
    await queue.add(given);
    expect(await ended(1)).toEqual([{ id: given.id, outcome: "done" }]);
    expect(seen).toEqual([given]);
  });

  it("keeps one job of an id in line, and takes the id again once it has ended", async () => {
    const open = await place();
    const begin = gate();
    let runs = 0;
    const { queue, ended } = await open({ atOnce: 1 }, async () => {
      runs += 1;
      await begin.wait;
    });
    for (const id of ["a", "a", "b", "b", "a"]) await queue.add(job(id));
    begin.open();
    await ended(2);
    expect(runs).toBe(2);
    await queue.idle();
    // BullMQ frees the id a moment after the settlement; the outbox comes again for one that came too early.
    await expect
      .poll(async () => {
        await queue.add(job("a", "P2", 2));
        return runs;
      })
      .toBe(3);
  });

  it("takes the most urgent first, and the older of two that are as urgent", async () => {
    const open = await place();
    const begin = gate();
    const order: string[] = [];
    const { queue, ended } = await open({ atOnce: 1 }, async ({ id }) => {
      order.push(id);
      await begin.wait;
    });
    await queue.add(job("first"));
    await expect.poll(() => order).toEqual(["first"]);
    const more: [string, Priority][] = [
      ["low", "P3"],
      ["mid1", "P2"],
      ["mid2", "P2"],
      ["high", "P1"],
      ["top", "P0"],
    ];
    for (const [id, priority] of more) await queue.add(job(id, priority));
    begin.open();
    await ended(6);
    expect(order).toEqual(["first", "top", "high", "mid1", "mid2", "low"]);
  });

  it("tries again nothing by itself: it settles a time, a dead letter, or a time without end", async () => {
    const open = await place();
    const errors = new Map<string, Error>([
      ["shaky", new Error("503")],
      ["hopeless", new Undeliverable("never")],
      ["tired", new Error("503")],
      ["away", new Unreachable("nobody there")],
    ]);
    let runs = 0;
    const { queue, ended } = await open({ atOnce: 4 }, async ({ id }) => {
      runs += 1;
      throw errors.get(id);
    });
    await queue.add(job("shaky"));
    await queue.add(job("hopeless"));
    await queue.add(job("tired", "P2", 12));
    await queue.add(job("away", "P2", 40));
    const byId = new Map((await ended(4)).map((it) => [it.id, it.outcome]));
    expect(Object.fromEntries(byId)).toEqual({ shaky: "retry", hopeless: "dead", tired: "dead", away: "retry" });
    expect(runs).toBe(4);
  });

  it("has no more under way than told", async () => {
    const open = await place();
    let [now, most] = [0, 0];
    const { queue, ended } = await open({ atOnce: 3 }, async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve, 20));
      now -= 1;
    });
    for (let i = 0; i < 12; i++) await queue.add(job(`j${i}`));
    await ended(12);
    expect(most).toBe(3);
  });

  it("begins no more in a span of time than the rate allows", async () => {
    const open = await place();
    const begun: number[] = [];
    const { queue, ended } = await open({ atOnce: 10, rate: { most: 2, per: 300 } }, async () => {
      begun.push(performance.now());
    });
    for (let i = 0; i < 5; i++) await queue.add(job(`j${i}`));
    await ended(5);
    const third = (begun[2] ?? 0) - (begun[0] ?? 0);
    const fifth = (begun[4] ?? 0) - (begun[0] ?? 0);
    // A timer may be early by a few milliseconds.
    expect(third).toBeGreaterThan(250);
    expect(fifth).toBeGreaterThan(500);
  });

  it("closes when what is under way has ended, and begins nothing more", async () => {
    const open = await place();
    const begin = gate();
    const begun: string[] = [];
    const { queue, settled } = await open({ atOnce: 1 }, async ({ id }) => {
      begun.push(id);
      await begin.wait;
    });
    await queue.add(job("a"));
    await queue.add(job("b"));
    await expect.poll(() => begun).toEqual(["a"]);
    const closed = queue.close();
    begin.open();
    await closed;
    expect(begun).toEqual(["a"]);
    expect(settled.filter(({ outcome }) => outcome === "done")).toEqual([{ id: "a", outcome: "done" }]);
  });
});
