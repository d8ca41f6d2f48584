import { beforeEach, describe, expect, it } from "vitest";
import type { Effect } from "../../src/core/effect.ts";
import type { Holder, Store } from "../../src/core/ports.ts";
import { change, conversation, NOON, send, taken } from "../harness/commits.ts";
import { storeEngines } from "../harness/stores.ts";

const LEASE = 30_000;

describe.each(storeEngines)("the outbox of a store on $name", ({ open }) => {
  let store: Store;
  let commits = 0;

  beforeEach(async () => {
    store = await open();
  });

  const put = async (...effects: Effect[]) => {
    commits += 1;
    taken(await store.commit(change(conversation(`outbox-${commits}`), 0, { effects })));
  };
  const claim = (now = NOON, limit = 100) => store.claim({ now, limit, leaseUntil: now + LEASE });
  const claimed = async (now = NOON, limit = 100) => (await claim(now, limit)).map(({ effect }) => effect.id);
  const done = (id: string, now = NOON) => store.settle([{ id, outcome: "done" }], now);
  const hold = async (holder: Holder) => {
    const id = conversation("c1");
    const version = (await store.read(id)).length;
    const row = { id, version: version + 1, holder, customer: "mei", ticket: null, updatedAt: NOON };
    taken(await store.commit(change(id, version, { conversation: row })));
  };

  it("knows which messages a text became in each place, as they were last", async () => {
    const where = { channel: "discord", thread: "t", content: "e#0" };
    expect(await store.posted(where)).toEqual([]);
    await put(send("e#0", { key: "k" }), send("f#0", { key: "l" }));
    await claim();
    const posted = (messages: string[]) => ({ ...where, messages });
    await store.settle([{ id: "e#0", outcome: "done", posted: posted(["t/1", "t/2"]) }], NOON);
    expect(await store.posted(where)).toEqual(["t/1", "t/2"]);
    expect(await store.posted({ ...where, thread: "u" })).toEqual([]);
    await Promise.all([
      store.settle([{ id: "f#0", outcome: "done", posted: posted(["t/3"]) }], NOON),
      store.settle([{ id: "f#0", outcome: "done", posted: posted([]) }], NOON),
    ]);
    expect(await store.posted(where)).toEqual([]);
  });

  it("hands an effect out once, as it was committed", async () => {
    const effect = send("a#0", { key: "k", dueAt: NOON - 5, holder: { conversation: conversation("c1") } });
    await put(effect);
    expect(await claim()).toEqual([{ effect, attempt: 1 }]);
    expect(await claim()).toEqual([]);
    await done("a#0");
    expect(await claim(NOON + LEASE * 2)).toEqual([]);
    expect(await store.effects({ status: "done", limit: 10 })).toMatchObject([
      { effect: { id: "a#0" }, status: "done", attempts: 1, error: null },
    ]);
  });

  it("hands nothing out before it is due", async () => {
    await put(send("a#0", { dueAt: NOON + 1 }));
    expect(await claimed()).toEqual([]);
    expect(await claimed(NOON + 1)).toEqual(["a#0"]);
  });

  it("hands out the oldest first and no more than asked for", async () => {
    await put(
      send("c", { key: "3", dueAt: NOON }),
      send("a", { key: "1", dueAt: NOON - 2 }),
      send("b", { key: "2", dueAt: NOON - 1 }),
    );
    await put(send("d", { key: "4", dueAt: NOON }));
    expect(await claimed(NOON, 2)).toEqual(["a", "b"]);
    expect(await claimed(NOON, 2)).toEqual(["c", "d"]);
  });

  it("delivers those of one key one at a time, in the order of their commits", async () => {
    await put(send("a", { key: "k" }), send("b", { key: "k" }));
    await put(send("c", { key: "k" }), send("other", { key: "else" }));
    expect(await claimed()).toEqual(["a", "other"]);
    await put(send("d", { key: "k" }));
    expect(await claimed()).toEqual([]);
    for (const [id, next] of [
      ["a", "b"],
      ["b", "c"],
      ["c", "d"],
    ] as const) {
      await done(id);
      expect(await claimed()).toEqual([next]);
    }
    await done("d");
    await put(send("e", { key: "k" }));
    expect(await claimed()).toEqual(["e"]);
  });

  it("keeps the later ones of a key waiting for one that is not due yet", async () => {
    await put(send("later", { key: "k", dueAt: NOON + 10 }), send("now", { key: "k" }));
    expect(await claimed()).toEqual([]);
    expect(await claimed(NOON + 10)).toEqual(["later"]);
    await done("later", NOON + 10);
    expect(await claimed(NOON + 10)).toEqual(["now"]);
  });

  it("hands an effect out again when its lease has run out, and counts", async () => {
    await put(send("a", { key: "k" }), send("b", { key: "k" }));
    await claim();
    expect(await claim(NOON + LEASE - 1)).toEqual([]);
    expect(await claim(NOON + LEASE)).toMatchObject([{ effect: { id: "a" }, attempt: 2 }]);
    expect(await claim(NOON + LEASE)).toEqual([]);
  });

  it("tries again when it was told to, and keeps its place", async () => {
    await put(send("a", { key: "k" }), send("b", { key: "k" }));
    await claim();
    await store.settle([{ id: "a", outcome: "retry", at: NOON + 500, error: "502" }], NOON + 1);
    expect(await store.effects({ status: "pending", limit: 1 })).toMatchObject([
      { effect: { id: "a", dueAt: NOON + 500 }, attempts: 1, error: "502", updatedAt: NOON + 1 },
    ]);
    expect(await claimed(NOON + 499)).toEqual([]);
    expect(await claim(NOON + 500)).toMatchObject([{ effect: { id: "a" }, attempt: 2 }]);
  });

  it("lets the next of its key pass when one is dead or dropped", async () => {
    await put(send("a", { key: "k" }), send("b", { key: "k" }), send("c", { key: "k" }));
    await claim();
    await store.settle([{ id: "a", outcome: "dead", error: "blocked" }], NOON);
    expect(await claimed()).toEqual(["b"]);
    await store.settle([{ id: "b", outcome: "dropped", error: "erased" }], NOON + 1);
    expect(await claimed()).toEqual(["c"]);
    expect(await store.effects({ status: "dead", limit: 10 })).toMatchObject([
      { effect: { id: "a" }, error: "blocked" },
    ]);
    expect(await store.effects({ status: "dropped", limit: 10 })).toMatchObject([
      { effect: { id: "b" }, error: "erased" },
    ]);
  });

  it("believes a late delivery, and no failure that comes late", async () => {
    await put(send("a", { key: "1" }), send("b", { key: "2" }), send("c", { key: "3" }));
    await claim();
    await store.settle(
      [
        { id: "a", outcome: "dead", error: "blocked" },
        { id: "b", outcome: "done" },
      ],
      NOON,
    );
    await store.settle([{ id: "c", outcome: "dropped", error: "erased" }], NOON);
    await store.settle(
      [
        { id: "b", outcome: "dead", error: "late" },
        { id: "a", outcome: "retry", at: NOON, error: "late" },
      ],
      NOON + 1,
    );
    await store.settle(
      [
        { id: "c", outcome: "done" },
        { id: "unknown", outcome: "done" },
        { id: "b", outcome: "done" },
      ],
      NOON + 1,
    );
    expect(await claimed(NOON + LEASE)).toEqual([]);
    expect((await store.counts(NOON)).effects).toEqual({ pending: 0, leased: 0, done: 1, dead: 1, dropped: 1 });
    expect(await store.effects({ status: "done", limit: 9 })).toMatchObject([{ effect: { id: "b" }, updatedAt: NOON }]);
    await done("a", NOON + 2);
    expect((await store.counts(NOON)).effects).toMatchObject({ done: 2, dead: 0 });
    expect(await store.revive("a", NOON + 3)).toBe(false);
  });

  it("revives a dead letter, with its tries anew and one at a time", async () => {
    await put(send("a", { key: "k" }), send("b", { key: "k" }));
    await claim();
    await store.settle([{ id: "a", outcome: "dead", error: "blocked" }], NOON);
    expect(await claimed()).toEqual(["b"]);
    expect(await store.revive("a", NOON + 1)).toBe(true);
    expect(await store.revive("a", NOON + 1)).toBe(false);
    expect(await store.revive("b", NOON + 1)).toBe(false);
    expect(await claimed(NOON + 1)).toEqual([]);
    await done("b", NOON + 1);
    expect(await claim(NOON + 1)).toMatchObject([{ effect: { id: "a", dueAt: NOON + 1 }, attempt: 1 }]);
  });

  it("drops what only the bot may say once a person holds the conversation, and hands out the next", async () => {
    const holder = { conversation: conversation("c1") };
    await hold("bot");
    await put(send("said", { key: "k", holder }));
    expect(await claimed()).toEqual(["said"]);
    await done("said");
    await hold("agent");
    await put(send("x", { key: "k", holder }), send("y", { key: "k", holder }), send("handover", { key: "k" }));
    expect(await claimed()).toEqual(["handover"]);
    expect(await store.effects({ status: "dropped", limit: 10 })).toMatchObject([
      { effect: { id: "y" }, error: "a person holds the conversation", attempts: 0 },
      { effect: { id: "x" }, error: "a person holds the conversation" },
    ]);
    await done("handover");
    await hold("nobody");
    await put(send("z", { key: "k", holder }));
    expect(await claimed()).toEqual([]);
  });

  it("drops nothing that is not due, and nothing that would wait anyway", async () => {
    const holder = { conversation: conversation("c1") };
    await hold("agent");
    await put(send("future", { key: "k", dueAt: NOON + 60_000, holder }));
    await put(send("first", { key: "l" }), send("behind", { key: "l", holder }));
    expect(await claimed()).toEqual(["first"]);
    expect((await store.counts(NOON)).effects).toMatchObject({ dropped: 0, pending: 2, leased: 1 });
    await hold("bot");
    await done("first");
    expect(await claimed(NOON + 60_000)).toEqual(["behind", "future"]);
  });

  it("hands out what is held by nobody known", async () => {
    await put(send("a", { holder: { conversation: conversation("never-written") } }));
    expect(await claimed()).toEqual(["a"]);
  });

  it("gives each of 500 effects to one of eight workers", async () => {
    for (let i = 0; i < 10; i++)
      await put(...Array.from({ length: 50 }, (_, k) => send(`${i}-${k}`, { key: `k${k}` })));
    const order: string[] = [];
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (;;) {
          const batch = await claim(NOON, 7);
          if (batch.length === 0 && (await store.counts(NOON)).effects.pending === 0) return;
          order.push(...batch.map(({ effect }) => effect.id));
          await store.settle(
            batch.map(({ effect }) => ({ id: effect.id, outcome: "done" })),
            NOON,
          );
        }
      }),
    );
    expect(order).toHaveLength(500);
    expect(new Set(order).size).toBe(500);
    for (let k = 0; k < 50; k++) {
      const ofKey = order.filter((id) => id.endsWith(`-${k}`));
      expect(ofKey).toEqual(Array.from({ length: 10 }, (_, i) => `${i}-${k}`));
    }
  });

  it("counts by state and tells how long the oldest has waited", async () => {
    expect(await store.counts(NOON)).toMatchObject({ outboxLag: 0 });
    await put(
      send("a", { key: "1", dueAt: NOON - 3_000 }),
      send("b", { key: "2" }),
      send("c", { key: "3", dueAt: NOON + 60_000 }),
    );
    expect(await store.counts(NOON)).toMatchObject({ effects: { pending: 3, leased: 0 }, outboxLag: 3_000 });
    await claim(NOON, 1);
    expect(await store.counts(NOON)).toMatchObject({ effects: { pending: 2, leased: 1 }, outboxLag: 3_000 });
    await done("a");
    expect(await store.counts(NOON + 10)).toMatchObject({ effects: { pending: 2, done: 1 }, outboxLag: 10 });
  });

  it("lists by state, newest first", async () => {
    await put(send("a", { key: "1" }), send("b", { key: "2" }), send("c", { key: "3" }));
    await claim();
    for (const [i, id] of ["b", "c", "a"].entries())
      await store.settle([{ id, outcome: "dead", error: "no" }], NOON + i);
    expect((await store.effects({ status: "dead", limit: 2 })).map(({ effect }) => effect.id)).toEqual(["a", "c"]);
  });
});
