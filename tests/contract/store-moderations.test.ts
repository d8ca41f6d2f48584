import { describe, expect, it } from "vitest";
import type { ModerationRow } from "../../src/core/moderation/row.ts";
import type { Commit, StreamId } from "../../src/core/ports.ts";
import { NOON } from "../harness/commits.ts";
import { storeEngines } from "../harness/stores.ts";

const stream = (message: string): StreamId => `moderation:square:${message}`;

function judged(message: string, more: Partial<ModerationRow> = {}): Commit {
  const id = stream(message);
  const version = more.version ?? 1;
  const moderation: ModerationRow = {
    id,
    version,
    channel: "square",
    thread: "general",
    message,
    author: "square:mallory",
    action: "hold",
    score: 0.731,
    because: "hold",
    by: null,
    undone: false,
    content: `${id}/1`,
    judgedAt: NOON,
    updatedAt: NOON,
    ...more,
  };
  return {
    stream: id,
    expectedVersion: version - 1,
    events: [{ at: NOON, data: { type: "moderation.judged" }, content: null }],
    contents: version === 1 ? [{ id: `${id}/1`, subject: "square:mallory", text: `“${message}” 客服` }] : [],
    effects: [],
    moderation,
  };
}

describe.each(storeEngines)("messages about which something was done, on $name", ({ open }) => {
  it("are listed newest first, with their text while it is there", async () => {
    const store = await open();
    await store.commit(judged("m1"));
    await store.commit(judged("m2", { judgedAt: NOON + 5 }));
    const listed = await store.moderations({ limit: 10 });
    expect(listed.map(({ message, text }) => [message, text])).toEqual([
      ["m2", "“m2” 客服"],
      ["m1", "“m1” 客服"],
    ]);
    expect(listed[1]).toEqual({ ...judged("m1").moderation, text: "“m1” 客服" });
    expect(await store.moderations({ limit: 1 })).toHaveLength(1);
    await store.erase("square:mallory");
    expect((await store.moderations({ limit: 10 })).map(({ text }) => text)).toEqual([null, null]);
  });

  it("are there once, as they are now", async () => {
    const store = await open();
    await store.commit(judged("m1"));
    await store.commit(judged("m2"));
    await store.commit(judged("m1", { version: 2, undone: true, by: "mei" }));
    expect(await store.moderations({ undone: true, limit: 10 })).toMatchObject([{ message: "m1", by: "mei" }]);
    expect(await store.moderations({ undone: false, limit: 10 })).toMatchObject([{ message: "m2", undone: false }]);
  });
});
