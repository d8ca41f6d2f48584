import { expect, test } from "vitest";
import type { ConversationCommand, ConversationEvent } from "../../../src/core/conversation/conversation.ts";
import { conversations } from "../../../src/core/streams.ts";
import { story } from "../../harness/given.ts";
import { testPolicy } from "../../harness/policy.ts";

const place = { channel: "discord", thread: "1" };
const slack = { channel: "slack", thread: "C1:1" };
const policy = testPolicy();
const given = story(conversations, "conversation:c1", policy, Date.UTC(2026, 10, 22, 3));
const past: ConversationEvent[] = [
  { type: "conversation.started", customer: "discord:1", place, language: "en" },
  { type: "message.received", from: { side: "customer" }, place, signals: [], redacted: 0, externalId: "9" },
  {
    type: "handed_off",
    ticket: "ticket:t1",
    reopen: false,
    reason: "no_answer",
    subject: { content: null, article: null, category: null, confidence: 0, signals: [] },
  },
  { type: "thread.linked", place: slack, side: "staff", held: [] },
  { type: "message.received", from: { side: "responder", name: "mei" }, place: slack, signals: [], redacted: 0 },
];
const correct = (more: Partial<Extract<ConversationCommand, { type: "correct" }>> = {}): ConversationCommand => ({
  type: "correct",
  by: "mei",
  of: { content: "conversation:c1/5" },
  text: "It is on Tron.",
  redacted: 0,
  ...more,
});

test("a reply is changed where the customer reads it, and not where it was written", () => {
  const { events, texts } = given(...past)
    .when(correct())
    .decides("message.edited");
  expect(events[0]).toMatchObject({ of: "conversation:c1/5", by: "mei" });
  expect(texts).toEqual(["It is on Tron."]);
  const { state } = given(...past);
  const event = { type: "message.edited", of: "conversation:c1/5", redacted: 0, by: "mei" } as const;
  const recorded = { id: "conversation:c1/6", at: 1, event, content: "conversation:c1/5" };
  expect(conversations.react(recorded, state, policy)).toMatchObject([
    {
      key: "discord:1",
      act: { kind: "edit", channel: "discord", content: "conversation:c1/5", form: { author: "mei" } },
    },
  ]);
});

test("nobody changes another's words, the customer's, or words that are not there", () => {
  given(...past)
    .when(correct({ by: "bob" }))
    .refuses("not_yours");
  given(...past)
    .when(correct({ of: { content: "conversation:c1/2" } }))
    .refuses("not_found");
  given(...past)
    .when(correct({ of: { externalId: "9" } }))
    .refuses("not_found");
  given(...past)
    .when(correct({ text: " " }))
    .refuses("empty_text");
});

test("what no fact says is stopped as in a reply, and goes out for a reason that is kept", () => {
  const findings = [{ kind: "address", text: "x.example", nearest: [] }] as never;
  given(...past)
    .when(correct({ findings }))
    .refuses("facts_not_known");
  given(...past)
    .when(correct({ findings, override: { reason: "the lead says so" } }))
    .decides("facts.overridden", "message.edited");
});
