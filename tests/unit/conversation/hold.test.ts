import { describe, expect, test } from "vitest";
import type { ConversationCommand, ConversationEvent } from "../../../src/core/conversation/conversation.ts";
import { conversations } from "../../../src/core/streams.ts";
import { story } from "../../harness/given.ts";
import { testPolicy } from "../../harness/policy.ts";
import { openWorld } from "../../harness/world.ts";

const NOW = Date.UTC(2026, 10, 22, 3);
const place = { channel: "console", thread: "alice" };
const given = story(conversations, "conversation:c1", testPolicy(), NOW);
const subject = { content: null, article: null, category: null, confidence: 0, signals: [] };
const open: ConversationEvent[] = [
  { type: "conversation.started", customer: "console:alice", place, language: "en" },
  { type: "handed_off", ticket: "ticket:t1", reopen: false, reason: "no_answer", subject },
];
const reply = { type: "reply", by: "mei", text: "We see it.", from: null, redacted: 0 } as const;
const held: ConversationEvent = {
  type: "message.received",
  from: { side: "responder", name: "mei" },
  place: null,
  signals: [],
  redacted: 0,
  heldUntil: NOW + 5_000,
};

describe("a reply that is held", () => {
  test("says until when, and nobody is sent it", () => {
    const { events } = given(...open).when({ ...reply, hold: 5_000 });
    expect(events).toMatchObject([{ type: "message.received", heldUntil: NOW + 5_000 }]);
    expect(given(...open, held).deadlines()).toEqual([{ kind: "reply.held", at: NOW + 5_000 }]);
  });

  test("goes out when its time is over, and not before", () => {
    const due = { type: "deadline", kind: "reply.held" } as const;
    given(...open, held)
      .when(due, NOW + 4_999)
      .decides();
    given(...open, held)
      .when(due, NOW + 5_000)
      .decides("reply.released");
    expect(given(...open, held, { type: "reply.released", of: "conversation:c1/3" }).deadlines()).toEqual([]);
  });

  test("is taken back by its writer alone, and only while it is held", () => {
    given(...open, held)
      .when({ type: "withhold", by: "mei" })
      .decides("reply.withheld");
    given(...open, held)
      .when({ type: "withhold", by: "bob" })
      .refuses("nothing_held");
    const released: ConversationEvent = { type: "reply.released", of: "conversation:c1/3" };
    given(...open, held, released)
      .when({ type: "withhold", by: "mei" })
      .refuses("nothing_held");
    given(...open, held, { type: "reply.withheld", of: "conversation:c1/3", by: "mei" })
      .when({ type: "withhold", by: "mei" })
      .refuses("nothing_held");
  });

  test("waits for a private place only once it has been released", () => {
    const inPublic: ConversationEvent = {
      type: "conversation.started",
      customer: "discord:alice",
      place: { channel: "discord", thread: "help", public: true },
      language: "en",
    };
    const before = given(inPublic, ...open.slice(1), held).state;
    const after = given(inPublic, ...open.slice(1), held, { type: "reply.released", of: "conversation:c1/3" }).state;
    expect(before).toMatchObject({ waiting: [] });
    expect(after).toMatchObject({ waiting: [{ content: "conversation:c1/3" }] });
  });
});

describe("a desk that holds replies", () => {
  async function withTicket() {
    const world = openWorld();
    const ines = world.customer("ines");
    await ines.says("human please");
    await ines.hears(/ticket T-1/);
    const stream = (await world.ticket(1))?.ticket.conversation ?? "conversation:none";
    const does = (command: ConversationCommand) => world.desk.execute({ to: "conversation", stream, command });
    return { world, ines, does };
  }

  test("sends after five seconds, and only then has the ticket been answered", async () => {
    const { world, ines, does } = await withTicket();
    await does({ ...reply, hold: 5_000 });
    await ines.hearsNothing();
    expect(await world.ticket(1)).toMatchObject({ ticket: { state: "open", acknowledged: false, owner: null } });
    await world.fastForward("5s");
    await ines.hears("We see it.");
    expect(await world.ticket(1)).toMatchObject({ ticket: { state: "pending", acknowledged: true, owner: "mei" } });
  });

  test("leaves nothing of what was taken back: not with the customer, in the transcript or in the store", async () => {
    const { world, ines, does } = await withTicket();
    await does({ ...reply, hold: 5_000 });
    expect(await does({ type: "withhold", by: "mei" })).toMatchObject({ ok: true });
    await world.fastForward("1m");
    await ines.hearsNothing();
    const view = await world.ticket(1);
    expect(view?.transcript.filter(({ author }) => author.side === "responder")).toEqual([]);
    expect(view?.history.map(({ what }) => what)).toContain("mei took a reply back before it went out");
    const events = await world.store.read(view?.ticket.conversation ?? "conversation:none");
    const texts = await world.store.contents(events.flatMap(({ content }) => (content === null ? [] : [content.id])));
    expect([...texts.values()]).not.toContain("We see it.");
  });
});
