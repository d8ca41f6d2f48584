import { describe, expect, it } from "vitest";
import { change, conversation, message, NOON, send, taken, ticketId, ticketRow } from "../harness/commits.ts";
import { storeEngines } from "../harness/stores.ts";

describe.each(storeEngines)("a store on $name", ({ open }) => {
  it("keeps the events of a stream in their order and hands them back as they were", async () => {
    const store = await open();
    const stream = conversation("c1");
    const data = { type: "answered", trace: { outcome: "answer", steps: [] }, title: "提现 “fees” 👛" };
    const first = taken(await store.commit(message(stream, 0, "hello")));
    const second = taken(await store.commit(change(stream, 1, { events: [{ at: NOON + 1, data, content: null }] })));
    expect(await store.read(stream)).toEqual([...first, ...second]);
    expect(first[0]).toMatchObject({
      id: `${stream}/1`,
      stream,
      version: 1,
      at: NOON,
      content: { id: `${stream}/1`, digest: "k7", length: 5 },
    });
    expect(second[0]).toMatchObject({ id: `${stream}/2`, version: 2, at: NOON + 1, data, content: null });
    expect(await store.read(conversation("nobody"))).toEqual([]);
  });

  it("refuses a decision that saw an older version", async () => {
    const store = await open();
    const stream = conversation("c1");
    await store.commit(change(stream, 0));
    expect(await store.commit(change(stream, 0))).toEqual({ ok: false, reason: "conflict" });
    expect(await store.commit(change(stream, 2))).toEqual({ ok: false, reason: "conflict" });
    expect(await store.commit(change(conversation("new"), 1))).toEqual({ ok: false, reason: "conflict" });
    expect(await store.read(stream)).toHaveLength(1);
  });

  it("takes an inbound message once, and says duplicate even when the version is out of date as well", async () => {
    const store = await open();
    const inbound = { channel: "discord", externalId: "m1" };
    expect(await store.seen("discord", "m1")).toBe(false);
    taken(await store.commit(change(conversation("c1"), 0, { inbound })));
    expect(await store.seen("discord", "m1")).toBe(true);
    expect(await store.seen("slack", "m1")).toBe(false);
    expect(await store.commit(change(conversation("c1"), 0, { inbound }))).toEqual({ ok: false, reason: "duplicate" });
    expect(await store.commit(change(conversation("c2"), 0, { inbound }))).toEqual({ ok: false, reason: "duplicate" });
    taken(await store.commit(change(conversation("c1"), 1, { inbound: { channel: "slack", externalId: "m1" } })));
  });

  it("keeps names of channels and messages apart that would read the same joined", async () => {
    const store = await open();
    taken(await store.commit(change(conversation("c1"), 0, { inbound: { channel: "a", externalId: "bc" } })));
    taken(await store.commit(change(conversation("c1"), 1, { inbound: { channel: "ab", externalId: "c" } })));
    expect(await store.seen("ab", "c")).toBe(true);
    expect(await store.seen("abc", "")).toBe(false);
  });

  it("writes all that a commit holds, or nothing of it", async () => {
    const store = await open();
    const stream = conversation("c1");
    const all = {
      conversation: { id: stream, version: 1, holder: "bot", customer: "mei", ticket: null, updatedAt: NOON } as const,
      ticket: ticketRow("t1", 1, { subjectContent: `${stream}/1` }),
      threads: [{ channel: "discord", thread: "t1", conversation: stream, side: "customer" } as const],
      deadlines: [{ stream, kind: "first_response", at: NOON }],
    };
    taken(await store.commit(message(stream, 0, "hello", all)));
    expect(await store.conversation(stream)).toEqual(all.conversation);
    expect(await store.ticket({ number: 1 })).toEqual({ ...all.ticket, subject: "hello" });
    expect(await store.ticket({ id: ticketId("t1") })).toEqual({ ...all.ticket, subject: "hello" });
    expect(await store.conversationAt("discord", "t1")).toBe(stream);
    expect(await store.threads(stream)).toEqual(all.threads);
    expect(await store.due(NOON, 10)).toEqual(all.deadlines);
    const before = await store.counts(NOON);

    const refused = message(stream, 0, "again", {
      contents: [{ id: "other", subject: "mei", text: "again" }],
      effects: [send("other#0")],
      conversation: { ...all.conversation, holder: "agent" },
      ticket: { ...all.ticket, priority: "P0" },
      threads: [{ channel: "discord", thread: "t2", conversation: stream, side: "staff" }],
      deadlines: [],
      inbound: { channel: "discord", externalId: "m2" },
    });
    expect((await store.commit(refused)).ok).toBe(false);
    expect(await store.conversation(stream)).toEqual(all.conversation);
    expect(await store.ticket({ number: 1 })).toMatchObject({ priority: "P2" });
    expect(await store.conversationAt("discord", "t2")).toBeUndefined();
    expect(await store.contents(["other"])).toEqual(new Map([["other", null]]));
    expect(await store.seen("discord", "m2")).toBe(false);
    expect(await store.counts(NOON)).toEqual(before);
  });

  it("changes read models where they are known", async () => {
    const store = await open();
    const stream = conversation("c1");
    const row = { id: stream, version: 1, holder: "bot", customer: "mei", ticket: null, updatedAt: NOON } as const;
    const thread = { channel: "discord", thread: "t1", conversation: stream, side: "customer" } as const;
    await store.commit(change(stream, 0, { conversation: row, ticket: ticketRow("t1", 7), threads: [thread] }));
    const held = { ...row, version: 2, holder: "agent", ticket: ticketId("t1"), updatedAt: NOON + 5 } as const;
    const taking = ticketRow("t1", 7, {
      owner: "ann",
      acknowledged: true,
      breached: true,
      dueAt: NOON + 9,
      dueKind: "resolution",
      category: "kyc",
    });
    const staff = { ...thread, side: "staff" } as const;
    await store.commit(change(stream, 1, { conversation: held, ticket: taking, threads: [staff] }));
    expect(await store.conversation(stream)).toEqual(held);
    expect(await store.ticket({ number: 7 })).toEqual({ ...taking, subject: null });
    expect(await store.threads(stream)).toEqual([staff]);
    expect(await store.conversation(conversation("nobody"))).toBeUndefined();
    expect(await store.ticket({ number: 8 })).toBeUndefined();
    expect(await store.ticket({ id: ticketId("nothing") })).toBeUndefined();
  });

  it("keeps the caller's objects the caller's", async () => {
    const store = await open();
    const data = { type: "noted", hits: ["fees"] };
    await store.commit(change(conversation("c1"), 0, { events: [{ at: NOON, data, content: null }] }));
    data.hits.push("changed later");
    expect((await store.read(conversation("c1")))[0]?.data).toEqual({ type: "noted", hits: ["fees"] });
  });

  it("takes a commit without events when the version is right", async () => {
    const store = await open();
    const stream = conversation("c1");
    expect(
      await store.commit(change(stream, 0, { events: [], deadlines: [{ stream, kind: "poke", at: NOON }] })),
    ).toEqual({ ok: true, events: [] });
    expect(await store.due(NOON, 1)).toHaveLength(1);
    taken(await store.commit(change(stream, 0)));
    expect(await store.commit(change(stream, 0, { events: [] }))).toEqual({ ok: false, reason: "conflict" });
  });

  it("tells what changed after a position, in order and no more than asked for", async () => {
    const store = await open();
    expect(await store.head()).toBe(0);
    expect(await store.changes(0, 10)).toEqual([]);
    const events = [];
    for (let i = 0; i < 5; i++)
      events.push(...taken(await store.commit(change(conversation(`c${i % 2}`), Math.floor(i / 2)))));
    expect(await store.changes(0, 3)).toEqual(events.slice(0, 3));
    expect(await store.changes(events[2]?.position ?? 0, 10)).toEqual(events.slice(3));
    expect(await store.head()).toBe(events[4]?.position);
  });
});
