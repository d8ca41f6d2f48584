import { describe, expect, test } from "vitest";
import { tickets } from "../../../src/core/streams.ts";
import type { TicketCommand, TicketEvent } from "../../../src/core/ticket/ticket.ts";
import { story } from "../../harness/given.ts";
import { testPolicy } from "../../harness/policy.ts";

const NOW = Date.UTC(2026, 10, 22, 3);
const MINUTE = 60_000;
const given = story(tickets, "ticket:t1", testPolicy(), NOW);

const open: TicketCommand = {
  type: "open",
  number: 7,
  conversation: "conversation:c1",
  customer: "console:alice",
  channel: "console",
  language: "en",
  subjectContent: "conversation:c1/2",
  reason: "security",
  subject: { content: null, article: "SEC-01", category: "security", confidence: 0.9, signals: [] },
};
const born = given().when(open).events;

describe("opening", () => {
  test("routes in the same decision, and every rule says why", () => {
    const { events } = given().when(open).decides("opened", "incident.called", "routed");
    expect(events[1]).toMatchObject({ kind: "takeover", freeze: false });
    expect(events[2]).toMatchObject({
      priority: "P1",
      team: "security",
      rule: "account takeover",
      trace: {
        outcome: "P1 for security",
        steps: [
          { step: "rule “a secret was shared”", result: "passed", because: "no signal seed_shared or key_shared" },
          { step: "rule “account takeover”", result: "applied", because: "the route is security" },
          { step: "rule “asked for a person”", result: "skipped", because: "“account takeover” came first" },
          { step: "team", result: "applied", because: "security: the rule says so" },
          { step: "incident", result: "applied", because: "takeover: it was handed off as security" },
        ],
      },
    });
  });

  test("falls to the article's owner and the default priority when no rule applies", () => {
    const { events } = given().when({
      ...open,
      reason: "specialist",
      subject: { content: null, article: "LEG-04", category: "legal", confidence: 0.9, signals: [] },
    });
    expect(events[1]).toMatchObject({ priority: "P2", team: "compliance", rule: null });
  });
});

describe("work", () => {
  test("is acknowledged once", () => {
    given(...born)
      .when({ type: "acknowledge", by: "mei" })
      .decides("acknowledged");
    given(...born, { type: "acknowledged", by: "bob" })
      .when({ type: "acknowledge", by: "mei" })
      .refuses("already_acknowledged");
  });

  test("whoever answers first has taken it", () => {
    const { events } = given(...born)
      .when({ type: "responder-wrote", by: "mei" })
      .decides("acknowledged", "assigned", "responder.replied");
    expect(events[1]).toMatchObject({ to: "mei", withReply: true });
  });

  test("can be given to people that the configuration knows, and to oneself", () => {
    given(...born)
      .when({ type: "assign", by: "mei", to: "bob" })
      .decides("assigned");
    given(...born)
      .when({ type: "assign", by: "temp", to: "temp" })
      .decides("assigned");
    given(...born)
      .when({ type: "assign", by: "mei", to: "bobb" })
      .refuses("unknown_responder");
  });

  test("is resolved once and reopened by the customer's next message", () => {
    const resolved: TicketEvent = { type: "resolved", by: "mei" };
    given(...born)
      .when({ type: "resolve", by: "mei", text: "credited" })
      .decides("resolved");
    given(...born, resolved)
      .when({ type: "resolve", by: "bob", text: "x" })
      .refuses("already_resolved");
    given(...born, resolved)
      .when({ type: "customer-wrote", signals: [] })
      .decides("reopened", "customer.replied");
  });

  test("an empty note is refused", () => {
    given(...born)
      .when({ type: "note", by: "mei", text: "  " })
      .refuses("empty_text");
  });
});

describe("SLA", () => {
  const replied: TicketEvent = { type: "responder.replied", by: "mei" };

  test("warns at four fifths and breaches at the end, each once", () => {
    expect(
      given(...born)
        .deadlines()
        .map(({ kind, at }) => [kind, (at - NOW) / MINUTE]),
    ).toEqual([
      ["sla.warn.first", 12],
      ["sla.breach.first", 15],
      ["sla.warn.resolution", 384],
      ["sla.breach.resolution", 480],
    ]);
    const { events } = given(...born)
      .when({ type: "deadline", kind: "sla.warn.first" }, NOW + 12 * MINUTE)
      .decides("sla.warned");
    given(...born, ...events)
      .when({ type: "deadline", kind: "sla.warn.first" }, NOW + 13 * MINUTE)
      .decides();
    given(...born, ...events)
      .when({ type: "deadline", kind: "sla.breach.first" }, NOW + 15 * MINUTE)
      .decides("sla.breached");
  });

  test("a deadline that is early, late or of no clock decides nothing", () => {
    given(...born)
      .when({ type: "deadline", kind: "sla.breach.first" }, NOW + 14 * MINUTE)
      .decides();
    given(...born, replied)
      .when({ type: "deadline", kind: "sla.breach.first" }, NOW + 20 * MINUTE)
      .decides();
    given(...born, { type: "resolved", by: "mei" })
      .when({ type: "deadline", kind: "sla.breach.resolution" }, NOW + 900 * MINUTE)
      .decides();
  });

  test("an answer stops the clock, the customer's next message starts the next one", () => {
    expect(given(...born, [replied, NOW + 5 * MINUTE]).deadlines()).toEqual([]);
    const again = given(...born, [replied, NOW + 5 * MINUTE], [{ type: "customer.replied" }, NOW + 65 * MINUTE]);
    expect(again.deadlines().map(({ kind, at }) => [kind, (at - NOW) / MINUTE])).toEqual([
      ["sla.warn.next", 77],
      ["sla.breach.next", 80],
      ["sla.warn.resolution", 444],
      ["sla.breach.resolution", 540],
    ]);
  });
});
