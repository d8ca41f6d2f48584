import { describe, expect, it } from "vitest";
import type { TokenRow } from "../../src/core/token.ts";
import { change, conversation, message, NOON, taken } from "../harness/commits.ts";
import { storeEngines } from "../harness/stores.ts";

const form = { form: "answer", article: "fees", title: "Fees", language: "en", options: [] as string[] } as const;

describe.each(storeEngines)("the records of a store on $name", ({ open }) => {
  it("gives texts by their ids, and null for what is not there", async () => {
    const store = await open();
    await store.commit(message(conversation("c1"), 0, "My “seed”?\n钱包 👛\t%_'\\"));
    const id = `${conversation("c1")}/1`;
    expect(await store.contents([id, "nothing"])).toEqual(
      new Map([
        [id, "My “seed”?\n钱包 👛\t%_'\\"],
        ["nothing", null],
      ]),
    );
    expect(await store.contents([])).toEqual(new Map());
  });

  it("tells the pages of a span, from among all else", async () => {
    const store = await open();
    const event = (type: string, at: number) => ({ at, data: { type, person: "mei" }, content: null });
    const events = [event("responder.paged", NOON), event("noted", NOON + 1), event("responder.paged", NOON + 2)];
    taken(await store.commit(change(conversation("c1"), 0, { events })));
    const at = async (from: number, until: number) => (await store.pages({ from, until })).map((it) => it.at - NOON);
    expect(await at(NOON, NOON + 3)).toEqual([0, 2]);
    expect(await at(NOON + 1, NOON + 2)).toEqual([]);
    expect((await store.pages({ from: NOON, until: NOON + 1 }))[0]?.data).toMatchObject({ person: "mei" });
  });

  it("erases all texts of a subject and nothing else", async () => {
    const store = await open();
    const [c1, c2] = [conversation("c1"), conversation("c2")];
    await store.commit(message(c1, 0, "one"));
    await store.commit(message(c1, 1, "two"));
    await store.commit(message(c2, 0, "other", { contents: [{ id: `${c2}/1`, subject: "li", text: "other" }] }));
    const events = await store.changes(0, 10);
    expect(await store.erase("mei")).toBe(2);
    expect(await store.erase("mei")).toBe(0);
    expect(await store.contents([`${c1}/1`, `${c1}/2`, `${c2}/1`])).toEqual(
      new Map([
        [`${c1}/1`, null],
        [`${c1}/2`, null],
        [`${c2}/1`, "other"],
      ]),
    );
    expect(await store.changes(0, 10)).toEqual(events);
  });

  it("lists who is attached to an outage and has not heard its news, by id, and counts all who are", async () => {
    const store = await open();
    const attach = async (name: string, outage?: string, outageNews?: number) => {
      const id = conversation(name);
      const row = { id, version: 1, holder: "bot", customer: name, ticket: null, updatedAt: NOON } as const;
      taken(await store.commit(change(id, 0, { conversation: { ...row, outage, outageNews } })));
      return id;
    };
    const ids = await Promise.all(["a", "b", "c"].map((name) => attach(name, "o1", 1)));
    const heard = await attach("d", "o1", 2);
    await attach("e", "o2", 1);
    await attach("f");
    expect(await store.attached({ outage: "o1", news: 2, after: null, limit: 2 })).toEqual(ids.slice(0, 2));
    expect(await store.attached({ outage: "o1", news: 2, after: ids[1] ?? null, limit: 2 })).toEqual(ids.slice(2));
    expect(await store.attached({ outage: "o1", news: 3, after: null, limit: 9 })).toEqual([...ids, heard]);
    expect(await store.attachedCounts()).toEqual(
      new Map([
        ["o1", 4],
        ["o2", 1],
      ]),
    );
    expect(await store.conversation(heard)).toMatchObject({ outage: "o1", outageNews: 2 });
  });

  it("replaces the deadlines of a stream, clears them, or leaves them as they are", async () => {
    const store = await open();
    const [a, b] = [conversation("a"), conversation("b")];
    const at = (stream: typeof a, kind: string, offset: number) => ({ stream, kind, at: NOON + offset });
    taken(await store.commit(change(a, 0, { deadlines: [at(a, "first_response", 10), at(a, "resolution", 50)] })));
    taken(await store.commit(change(b, 0, { deadlines: [at(b, "first_response", 5)] })));
    expect(await store.due(NOON + 4, 10)).toEqual([]);
    expect(await store.due(NOON + 50, 10)).toEqual([
      at(b, "first_response", 5),
      at(a, "first_response", 10),
      at(a, "resolution", 50),
    ]);
    expect(await store.due(NOON + 50, 1)).toEqual([at(b, "first_response", 5)]);
    taken(await store.commit(change(a, 1)));
    expect((await store.counts(NOON)).deadlines).toBe(3);
    taken(await store.commit(change(a, 2, { deadlines: [at(a, "resolution", 60)] })));
    expect(await store.due(NOON + 60, 10)).toEqual([at(b, "first_response", 5), at(a, "resolution", 60)]);
    taken(await store.commit(change(a, 3, { deadlines: [] })));
    expect(await store.due(NOON + 60, 10)).toEqual([at(b, "first_response", 5)]);
  });

  it("knows the threads of a conversation", async () => {
    const store = await open();
    const [c1, c2] = [conversation("c1"), conversation("c2")];
    const link = (channel: string, thread: string, side: "customer" | "staff" = "customer") => ({
      channel,
      thread,
      conversation: c1,
      side,
    });
    taken(await store.commit(change(c1, 0, { threads: [link("discord", "9")] })));
    taken(await store.commit(change(c1, 1, { threads: [link("discord", "9"), link("slack", "9", "staff")] })));
    expect(await store.threads(c1)).toEqual([link("discord", "9"), link("slack", "9", "staff")]);
    expect(await store.conversationAt("slack", "9")).toBe(c1);
    taken(await store.commit(change(c2, 0, { threads: [{ ...link("discord", "9"), conversation: c2 }] })));
    expect(await store.conversationAt("discord", "9")).toBe(c2);
    expect(await store.threads(c1)).toEqual([link("slack", "9", "staff")]);
    expect(await store.conversationAt("discord", "10")).toBeUndefined();
  });

  it("keeps tokens by their hash and revokes them once", async () => {
    const store = await open();
    const token: TokenRow = {
      id: "k1",
      name: "ann",
      role: "responder",
      hash: "ab12",
      createdAt: NOON,
      createdBy: "root",
      revokedAt: null,
    };
    await store.putToken(token);
    await store.putToken({ ...token, id: "k2", hash: "cd34", createdAt: NOON + 1 });
    expect(await store.tokenByHash("ab12")).toEqual(token);
    expect(await store.tokenByHash("none")).toBeUndefined();
    expect(await store.revokeToken("k1", NOON + 2)).toBe(true);
    expect(await store.revokeToken("k1", NOON + 3)).toBe(false);
    expect(await store.revokeToken("none", NOON + 3)).toBe(false);
    expect((await store.tokens()).map(({ id, revokedAt }) => [id, revokedAt])).toEqual([
      ["k1", NOON + 2],
      ["k2", null],
    ]);
    await store.putToken({ ...token, role: "viewer" });
    expect(await store.tokenByHash("ab12")).toMatchObject({ role: "viewer" });
  });

  it("delivers to a console thread once per id, in order, with the text while it lasts", async () => {
    const store = await open();
    await store.commit(message(conversation("c1"), 0, "hello"));
    const content = `${conversation("c1")}/1`;
    const put = (id: string, thread: string) => store.consolePut({ id, thread, content, form, at: NOON });
    await Promise.all([put("e1", "t1"), put("e1", "t1")]);
    await put("e2", "t2");
    await put("e3", "t1");
    await put("e1", "t1");
    const messages = await store.consoleAfter("t1", 0, 10);
    expect(messages).toMatchObject([{ id: "e1", thread: "t1", content, at: NOON, form, text: "hello" }, { id: "e3" }]);
    expect(await store.consoleAfter("t1", 0, 1)).toEqual(messages.slice(0, 1));
    expect(await store.consoleAfter("t1", messages[0]?.seq ?? 0, 10)).toEqual(messages.slice(1));
    await store.erase("mei");
    expect((await store.consoleAfter("t1", 0, 10)).map(({ text }) => text)).toEqual([null, null]);
    expect(await store.consoleAfter("t3", 0, 10)).toEqual([]);
  });

  it("has a name of its own", async () => {
    const [one, two] = [await open(), await open()];
    expect(one.epoch).toMatch(/^[0-9a-f-]{36}$/);
    expect(one.epoch).not.toBe(two.epoch);
  });

  it("calls back soon after a commit, never inside it, once for many at the same time, and not when stopped", async () => {
    const store = await open();
    let calls = 0;
    const stop = store.watch(() => calls++);
    const settled = () => new Promise((resolve) => setTimeout(resolve, 60));
    await settled();
    calls = 0;
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        store.commit(change(conversation(`c${i}`), 0)).then(() => expect(calls).toBe(0)),
      ),
    );
    await settled();
    expect(calls).toBe(1);
    stop();
    await store.commit(change(conversation("last"), 0));
    await settled();
    expect(calls).toBe(1);
  });
});
