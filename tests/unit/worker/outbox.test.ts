import { expect, test } from "vitest";
import { type Channel, type Outgoing, Undeliverable } from "../../../src/core/channel.ts";
import { MAX_ATTEMPTS, retryDelay } from "../../../src/core/effect.ts";
import { startLoop } from "../../../src/worker/loop.ts";
import { deliverDue, openOutbox } from "../../../src/worker/outbox.ts";
import { openWorld } from "../../harness/world.ts";

/** A platform that fails as told, and remembers what it took. */
function platform(fail: (message: Outgoing, attempt: number) => Error | undefined) {
  const taken: Outgoing[] = [];
  let attempts = 0;
  const channel: Channel = {
    name: "console",
    async send(message) {
      const error = fail(message, ++attempts);
      if (error !== undefined) throw error;
      taken.push(message);
    },
  };
  return { taken, channels: new Map([["console", channel]]), attempts: () => attempts };
}

async function delivering(fail: (message: Outgoing, attempt: number) => Error | undefined) {
  const world = openWorld();
  await world.customer("alice").says("hello");
  const target = platform(fail);
  let now = world.now();
  const deliver = () => deliverDue({ ...world, channels: target.channels, now: () => now });
  return { world, target, deliver, pass: (length: number) => (now += length) };
}

test("what the platform does not take is tried again later, with the same id", async () => {
  const ids: string[] = [];
  const { target, deliver, pass } = await delivering((message, attempt) => {
    ids.push(message.id);
    return attempt < 3 ? new Error("502 Bad Gateway") : undefined;
  });
  expect(await deliver()).toBe(1);
  expect(await deliver()).toBe(0);
  pass(2_000);
  await deliver();
  pass(5_000);
  await deliver();
  expect(target.taken).toHaveLength(1);
  expect(new Set(ids).size).toBe(1);
});

test("after the last attempt it is a dead letter that says why, and can be revived", async () => {
  let broken = true;
  const { world, target, deliver, pass } = await delivering(() => (broken ? new Error("503") : undefined));
  for (let i = 0; i < MAX_ATTEMPTS; i++) {
    await deliver();
    pass(2 * 600_000);
  }
  const [dead] = await world.store.effects({ status: "dead", limit: 5 });
  expect(dead).toMatchObject({ attempts: MAX_ATTEMPTS, error: "503" });
  broken = false;
  expect(await world.store.revive(dead?.effect.id ?? "", world.now())).toBe(true);
  await deliver();
  expect(target.taken).toHaveLength(1);
});

test("what can never work is not tried twice", async () => {
  const { world, target, deliver } = await delivering(() => new Undeliverable("Unknown Channel (10003)"));
  await deliver();
  expect(target.attempts()).toBe(1);
  expect(await world.store.effects({ status: "dead", limit: 5 })).toMatchObject([{ error: "Unknown Channel (10003)" }]);
});

test("an erased text is not sent any more", async () => {
  const { world, target, deliver } = await delivering(() => undefined);
  await world.store.erase("console:alice");
  await deliver();
  expect(target.taken).toEqual([]);
  expect(await world.store.effects({ status: "dropped", limit: 5 })).toMatchObject([{ error: "the text was erased" }]);
});

test("retries wait longer each time, at most ten minutes and a quarter, and the same each time", () => {
  const delays = Array.from({ length: 12 }, (_, i) => retryDelay("e", i + 1));
  expect(delays).toEqual([...delays].sort((a, b) => a - b));
  expect(delays[0]).toBeLessThanOrEqual(1_250);
  expect(delays[11]).toBeLessThanOrEqual(750_000);
  expect(retryDelay("e", 5)).toBe(delays[4]);
  expect(retryDelay("f", 5)).not.toBe(delays[4]);
});

test("a thread that hangs holds up nothing but itself", async () => {
  const world = openWorld();
  const hanging = Promise.withResolvers<void>();
  const taken: string[] = [];
  const channel: Channel = {
    name: "console",
    async send({ thread }) {
      if (thread === "alice") await hanging.promise;
      taken.push(thread);
    },
  };
  const outbox = openOutbox({ ...world, channels: new Map([["console", channel]]) });
  await world.customer("alice").says("hello");
  expect(await outbox.begin()).toBe(1);
  await world.customer("bob").says("hello");
  expect(await outbox.begin()).toBe(1);
  await expect.poll(() => taken).toEqual(["bob"]);
  expect((await world.store.counts(world.now())).effects).toMatchObject({ done: 1, leased: 1 });
  hanging.resolve();
  await outbox.idle();
  expect(taken).toEqual(["bob", "alice"]);
});

test("a loop survives failures, reports them, and stops when asked", async () => {
  const failures: unknown[] = [];
  let calls = 0;
  const loop = startLoop(
    async () => {
      calls += 1;
      if (calls === 1) throw new Error("store is away");
      return 0;
    },
    { pause: 1, failed: (error) => failures.push(error) },
  );
  while (calls < 3) await new Promise((resolve) => setTimeout(resolve, 2));
  await loop.stop();
  const after = calls;
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(calls).toBe(after);
  expect(failures).toHaveLength(1);
});
