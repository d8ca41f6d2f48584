import { expect, test } from "vitest";
import type { ConversationCommand, ConversationEvent } from "../../../src/core/conversation/conversation.ts";
import { conversations } from "../../../src/core/streams.ts";
import { story } from "../../harness/given.ts";
import { testPolicy } from "../../harness/policy.ts";

const place = { channel: "discord", thread: "1/2", public: true } as const;
const given = story(conversations, "conversation:c1", testPolicy(), Date.UTC(2026, 10, 22, 3));
const started: ConversationEvent = { type: "conversation.started", customer: "discord:1", place, language: "en" };
const heard: ConversationEvent = {
  type: "message.received",
  from: { side: "customer" },
  place,
  signals: [],
  redacted: 0,
};
const assessed: ConversationEvent = {
  type: "question.assessed",
  trace: { outcome: "answer DEP-01", steps: [] },
  confidence: 0.9,
  language: "en",
  hits: [{ article: "DEP-01", score: 1 }],
};
const handedOff = (reason: "no_answer" | "security"): ConversationEvent => ({
  type: "handed_off",
  ticket: "ticket:t1",
  reopen: false,
  reason,
  subject: { content: null, article: null, category: null, confidence: 0, signals: [] },
});
const raise = (reason: "responder" | "security", text = "looks stolen"): ConversationCommand => ({
  type: "raise",
  by: "mei",
  reason,
  text,
  newTicket: "ticket:new",
});

test("what the bot holds goes to a person, in private, about what was asked", () => {
  const { events, texts } = given(started, heard, assessed)
    .when(raise("responder"))
    .decides("handed_off", "private.requested");
  expect(events[0]).toMatchObject({ ticket: "ticket:new", reason: "responder", by: "mei" });
  expect(events[0]).toMatchObject({ subject: { article: "DEP-01", category: "deposits" } });
  expect(texts).toEqual(["looks stolen"]);
});

test("a customer who waits for a person and is in danger gets a security ticket beside the other", () => {
  const { events } = given(started, heard, handedOff("no_answer")).when(raise("security"));
  expect(events[0]).toMatchObject({ ticket: "ticket:new", reason: "security", subject: { category: "security" } });
});

test("a ticket that was resolved a moment ago is reopened, but not for an account in danger", () => {
  const closed: ConversationEvent = { type: "closed", reason: "ticket resolved" };
  const past = [started, heard, handedOff("no_answer"), closed] as const;
  expect(given(...past).when(raise("responder")).events[0]).toMatchObject({ ticket: "ticket:t1", reopen: true });
  expect(given(...past).when(raise("security")).events[0]).toMatchObject({ ticket: "ticket:new", reopen: false });
});

test("it is refused without a reason, and where it has been done", () => {
  given(started, heard).when(raise("security", " ")).refuses("empty_text");
  given(started, heard, handedOff("no_answer")).when(raise("responder")).refuses("already_open");
  given(started, heard, handedOff("security")).when(raise("security")).refuses("already_open");
});
