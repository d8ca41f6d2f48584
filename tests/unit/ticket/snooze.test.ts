import { describe, expect, test } from "vitest";
import { tickets } from "../../../src/core/streams.ts";
import type { TicketCommand, TicketEvent } from "../../../src/core/ticket/ticket.ts";
import { story } from "../../harness/given.ts";
import { openPaging, PAGING_YAML } from "../../harness/paging.ts";
import { testPolicy } from "../../harness/policy.ts";

const NOW = Date.UTC(2026, 10, 22, 3);
const [MINUTE, HOUR] = [60_000, 3_600_000];
const given = story(tickets, "ticket:t1", testPolicy(), NOW);

const open: TicketCommand = {
  type: "open",
  number: 7,
  conversation: "conversation:c1",
  customer: "console:alice",
  channel: "console",
  language: "en",
  subjectContent: "conversation:c1/2",
  reason: "asked_for_person",
  subject: { content: null, article: null, category: null, confidence: 0, signals: [] },
};
const born = given().when(open).events;
const aside = (until: number, text = ""): TicketCommand => ({ type: "snooze", by: "mei", until, text });
const snoozed: TicketEvent = { type: "snoozed", by: "mei", until: NOW + HOUR };

describe("a ticket that is put aside", () => {
  test("has a deadline that brings it back, and keeps its clocks", () => {
    const clocksBefore = given(...born).deadlines();
    const { texts } = given(...born)
      .when(aside(NOW + HOUR, "waits for the bank"))
      .decides("snoozed");
    expect(texts).toEqual(["waits for the bank"]);
    const later = given(...born, snoozed);
    expect(later.deadlines()).toEqual([...clocksBefore, { kind: "snooze.over", at: NOW + HOUR }]);
    later.when({ type: "deadline", kind: "snooze.over" }, NOW + HOUR - 1).decides();
    const { events } = later.when({ type: "deadline", kind: "snooze.over" }, NOW + HOUR).decides("woken");
    expect(events[0]).toMatchObject({ because: "over" });
    expect(given(...born, snoozed, ...events).deadlines()).toEqual(clocksBefore);
  });

  test("is back at once when the customer writes, and once only", () => {
    const { events } = given(...born, snoozed)
      .when({ type: "customer-wrote", signals: [] })
      .decides("woken", "customer.replied");
    given(...born, snoozed, ...events)
      .when({ type: "customer-wrote", signals: [] })
      .decides("customer.replied");
  });

  test("does not hide that a promise is about to be missed", () => {
    const warning = given(...born)
      .deadlines()
      .find(({ kind }) => kind === "sla.warn.first");
    const { events } = given(...born, { ...snoozed, until: NOW + 30 * 24 * HOUR } as TicketEvent)
      .when({ type: "deadline", kind: "sla.warn.first" }, warning?.at)
      .decides("sla.warned", "woken");
    expect(events[1]).toMatchObject({ because: "sla" });
  });

  test("comes back when somebody asks for it, and resolving ends the snooze", () => {
    given(...born, snoozed)
      .when({ type: "wake", by: "bob" })
      .decides("woken");
    given(...born)
      .when({ type: "wake", by: "bob" })
      .refuses("not_snoozed");
    given(...born, snoozed, { type: "resolved", by: "bob" })
      .when({ type: "wake", by: "bob" })
      .refuses("not_snoozed");
  });

  test("cannot be put aside for the past, for ever, or when it is resolved", () => {
    given(...born)
      .when(aside(NOW))
      .refuses("bad_span");
    given(...born)
      .when(aside(NOW + 32 * 24 * HOUR))
      .refuses("bad_span");
    given(...born, { type: "resolved", by: "mei" })
      .when(aside(NOW + HOUR))
      .refuses("already_resolved");
  });
});

test("putting aside acknowledges, and the acknowledgement counts from the moment it is back", async () => {
  const patient = `${PAGING_YAML}sla: { P1: { first: 2d, next: 2d, resolution: 9d } }\n`;
  const desk = openPaging({ policy: testPolicy({ yaml: patient }) });
  const start = Date.UTC(2026, 0, 5, 8);
  await desk.open(1);
  await desk.until(start + 2 * MINUTE);
  await desk.order(1, { type: "snooze", by: "mei", until: start + 2 * HOUR, text: "" });
  await desk.until(start + 2 * HOUR - MINUTE);
  const before = desk.told().length;
  expect(before).toBe(2);
  expect(await desk.store.ticket({ number: 1 })).toMatchObject({ acknowledged: true, snoozedUntil: start + 2 * HOUR });
  await desk.until(start + 2 * HOUR + 29 * MINUTE);
  expect(await desk.store.ticket({ number: 1 })).toMatchObject({ snoozedUntil: null });
  expect(desk.told()).toHaveLength(before);
  await desk.until(start + 2 * HOUR + 31 * MINUTE);
  expect(desk.told().length).toBeGreaterThan(before);
});
