import { describe, expect, it } from "vitest";
import { change, conversation, message, NOON, taken, ticketRow } from "../harness/commits.ts";
import { storeEngines } from "../harness/stores.ts";

describe.each(storeEngines)("many writers of a store on $name", ({ open }) => {
  it("win each version of one stream one at a time, 64 of them", async () => {
    const store = await open();
    const stream = conversation("busy");
    const wins = await Promise.all(
      Array.from({ length: 64 }, async (_, writer) => {
        for (let tries = 1; ; tries++) {
          const version = (await store.read(stream)).length;
          const data = { type: "noted", writer };
          const result = await store.commit(change(stream, version, { events: [{ at: NOON, data, content: null }] }));
          if (result.ok) return tries;
          expect(result.reason).toBe("conflict");
        }
      }),
    );
    const events = await store.read(stream);
    expect(events.map(({ version }) => version)).toEqual(Array.from({ length: 64 }, (_, i) => i + 1));
    expect(new Set(events.map(({ data }) => (data as unknown as { writer: number }).writer)).size).toBe(64);
    expect(Math.max(...wins)).toBeGreaterThan(1);
  });

  it("share a transaction: one is taken per stream and version, one per message", async () => {
    const store = await open();
    const inbound = { channel: "discord", externalId: "m1" };
    const results = await Promise.all([
      store.commit(change(conversation("c1"), 0, { inbound })),
      store.commit(change(conversation("c1"), 0)),
      store.commit(change(conversation("c2"), 0, { inbound })),
      store.commit(change(conversation("c1"), 1)),
      store.commit(change(conversation("c3"), 0)),
    ]);
    expect(results.map((result) => (result.ok ? "taken" : result.reason))).toEqual([
      "taken",
      "conflict",
      "duplicate",
      "taken",
      "taken",
    ]);
    expect(await store.read(conversation("c1"))).toHaveLength(2);
    expect(await store.read(conversation("c2"))).toEqual([]);
  });

  it("share a transaction: the last says how a row is", async () => {
    const store = await open();
    const stream = conversation("c1");
    const row = { id: stream, version: 1, holder: "bot", customer: "mei", ticket: null, updatedAt: NOON } as const;
    const thread = { channel: "discord", thread: "t1", conversation: stream } as const;
    const early = {
      conversation: row,
      ticket: ticketRow("t1", 1),
      threads: [{ ...thread, side: "customer" } as const],
    };
    const late = {
      conversation: { ...row, version: 2, holder: "agent" } as const,
      ticket: ticketRow("t1", 1, { version: 2, owner: "ann" }),
      threads: [{ ...thread, side: "staff" } as const],
    };
    const results = await Promise.all([
      store.commit(change(stream, 0, { ...early, deadlines: [{ stream, kind: "first_response", at: NOON }] })),
      store.commit(change(stream, 1, { ...late, deadlines: [{ stream, kind: "resolution", at: NOON }] })),
      store.commit(change(stream, 1, early)),
    ]);
    expect(results.map(({ ok }) => ok)).toEqual([true, true, false]);
    expect(await store.conversation(stream)).toEqual(late.conversation);
    expect(await store.ticket({ number: 1 })).toEqual({ ...late.ticket, subject: null });
    expect(await store.threads(stream)).toEqual(late.threads);
    expect(await store.due(NOON, 10)).toEqual([{ stream, kind: "resolution", at: NOON }]);
  });

  it("lose nothing on 64 streams, 20 commits each", async () => {
    const store = await open();
    await Promise.all(
      Array.from({ length: 64 }, async (_, writer) => {
        for (let version = 0; version < 20; version++)
          taken(await store.commit(message(conversation(`c${writer}`), version, `n ${version}`)));
      }),
    );
    const log = await store.changes(0, 10_000);
    expect(log).toHaveLength(64 * 20);
    expect(log.map(({ position }) => position)).toEqual(log.map(({ position }) => position).toSorted((a, b) => a - b));
    expect(new Set(log.map(({ id }) => id)).size).toBe(64 * 20);
    for (let writer = 0; writer < 64; writer++) {
      const versions = log.filter(({ stream }) => stream === conversation(`c${writer}`)).map(({ version }) => version);
      expect(versions).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    }
  });

  it("never show a later change before an earlier one", async () => {
    const store = await open();
    let writing = true;
    const seen: number[] = [];
    const reader = (async () => {
      while (writing || seen.length < 400) {
        const fresh = await store.changes(seen.at(-1) ?? 0, 50);
        seen.push(...fresh.map(({ position }) => position));
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    await Promise.all(
      Array.from({ length: 16 }, async (_, writer) => {
        for (let version = 0; version < 25; version++)
          taken(await store.commit(change(conversation(`c${writer}`), version)));
      }),
    );
    writing = false;
    await reader;
    expect(seen).toEqual((await store.changes(0, 1_000)).map(({ position }) => position));
  });
});
