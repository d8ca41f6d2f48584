import { describe, expect, it } from "vitest";
import type { Effect } from "../../src/core/effect.ts";
import type { Lane } from "../../src/core/lane.ts";
import type { Store } from "../../src/core/ports.ts";
import { change, conversation, NOON, send, taken } from "../harness/commits.ts";
import { durableEngines } from "../harness/stores.ts";

describe.each(durableEngines)("two stores on one database, on $name", ({ openShared }) => {
  it("have one name, and one content", async () => {
    const { store, reopen } = await openShared();
    const stream = conversation("c1");
    taken(await store.commit(change(stream, 0)));
    const other = await reopen();
    expect(other.epoch).toBe(store.epoch);
    expect(await other.read(stream)).toEqual(await store.read(stream));
    expect(await other.commit(change(stream, 0))).toEqual({ ok: false, reason: "conflict" });
    const [next] = taken(await other.commit(change(stream, 1)));
    expect((await store.changes(0, 10)).at(-1)).toEqual(next);
  });

  it("let one win where both decide on the same version", async () => {
    const { store, reopen } = await openShared();
    const stores = [store, await reopen()];
    for (let version = 0; version < 30; version++) {
      const inbound = { channel: "discord", externalId: `m${version}` };
      const results = await Promise.all(
        stores.map((one) => one.commit(change(conversation("c1"), version, { inbound }))),
      );
      expect(results.map((result) => (result.ok ? "taken" : result.reason)).toSorted()).toEqual(["duplicate", "taken"]);
    }
    expect(await store.read(conversation("c1"))).toHaveLength(30);
  });

  it("give an effect to one of their workers", async () => {
    const { store, reopen } = await openShared();
    const stores = [store, await reopen()];
    for (let i = 0; i < 4; i++) {
      const effects = Array.from({ length: 25 }, (_, k) => send(`${i}-${k}`, { key: `k${k}` }));
      taken(await store.commit(change(conversation(`c${i}`), 0, { effects })));
    }
    const order: string[] = [];
    await Promise.all(
      stores.map(async (one) => {
        while ((await one.counts(NOON)).effects.pending > 0) {
          const claimed = await one.claim({ now: NOON, limit: 5, leaseUntil: NOON + 30_000 });
          order.push(...claimed.map(({ effect }) => effect.id));
          await one.settle(
            claimed.map(({ effect }) => ({ id: effect.id, outcome: "done" })),
            NOON,
          );
        }
      }),
    );
    expect(order.toSorted()).toEqual([...new Set(order)].toSorted());
    expect(order).toHaveLength(100);
    for (let k = 0; k < 25; k++) {
      expect(order.filter((id) => id.endsWith(`-${k}`))).toEqual([0, 1, 2, 3].map((i) => `${i}-${k}`));
    }
  });

  it("hand out what a process serves, and leave the rest to the others", async () => {
    const { store, reopen } = await openShared();
    const other = await reopen();
    const command: Effect["act"] = { kind: "triage", ticket: "ticket:t1" };
    const effects = [
      send("a", { key: "a" }),
      send("b", { key: "b", dueAt: NOON - 1, act: { ...send("b").act, channel: "slack" } as Effect["act"] }),
      send("c", { key: "c", act: command }),
      // Waits behind `a`, on another lane.
      send("d", { key: "a", act: command }),
      send("e", { key: "e", act: { ...send("e").act, channel: "console" } as Effect["act"] }),
    ];
    taken(await store.commit(change(conversation("c1"), 0, { effects })));
    const claim = async (one: Store, lanes?: Lane[]) =>
      (await one.claim({ now: NOON, limit: 10, leaseUntil: NOON + 30_000, lanes })).map(({ effect }) => effect.id);
    expect(await claim(store, [])).toEqual([]);
    expect(await claim(store, ["slack"])).toEqual(["b"]);
    expect(await claim(other, ["slack", "worker"])).toEqual(["c", "e"]);
    expect(await claim(other, ["worker"])).toEqual([]);
    expect(await claim(store, ["discord", "slack"])).toEqual(["a"]);
    await store.settle([{ id: "a", outcome: "done" }], NOON);
    expect(await claim(store, ["discord"])).toEqual([]);
    expect(await claim(other)).toEqual(["d"]);
  });

  it("agree on what was said first", async () => {
    const { store, reopen } = await openShared();
    const other = await reopen();
    const [one, two] = await Promise.all([store.agree("name", "a"), other.agree("name", "b")]);
    expect(one).toBe(two);
    expect(await store.agree("name", "c")).toBe(one);
    expect(await store.agree("another", "c")).toBe("c");
  });

  it("amend what is kept one after the other", async () => {
    const { store, reopen } = await openShared();
    const stores = [store, await reopen()];
    const more = (before: string | undefined) => String(Number(before ?? 0) + 1);
    await Promise.all(stores.flatMap((one) => Array.from({ length: 20 }, () => one.amend("count", more))));
    let last = "";
    await store.amend("count", (before = "") => {
      last = before;
      return before;
    });
    expect(last).toBe("40");
  });

  it("give a ticket one number", async () => {
    const { store, reopen } = await openShared();
    const stores = [store, await reopen()];
    const keys = Array.from({ length: 20 }, (_, i) => `t${i}`);
    const numbers = await Promise.all(stores.map((one) => Promise.all(keys.map((key) => one.ticketNumber(key)))));
    expect(numbers[0]).toEqual(numbers[1]);
    expect(numbers[0]?.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  it("hear of each other's commits", async () => {
    const { store, reopen } = await openShared();
    const other = await reopen();
    let heard = 0;
    const stop = store.watch(() => heard++);
    await expect.poll(() => settled(() => heard), { timeout: 5_000 }).toBe(true);
    for (let i = 0; i < 3; i++) {
      const before = heard;
      taken(await other.commit(change(conversation(`c${i}`), 0)));
      await expect.poll(() => heard, { timeout: 5_000 }).toBeGreaterThan(before);
      await settled(() => heard);
    }
    const last = heard;
    stop();
    taken(await other.commit(change(conversation("unheard"), 0)));
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(heard).toBe(last);
  });
});

/** Whether a count stands still for as long as it takes to hear of a change. */
async function settled(count: () => number): Promise<boolean> {
  const before = count();
  await new Promise((resolve) => setTimeout(resolve, 300));
  return count() === before;
}
