import { expect, test } from "vitest";
import { calendarSchema } from "../../../src/core/oncall/calendar.ts";
import { legsOf } from "../../../src/core/ticket/regulatory.ts";
import type { TicketCommand } from "../../../src/core/ticket/ticket.ts";
import { afterWorking, workingBetween } from "../../../src/core/ticket/working.ts";
import { testPolicy } from "../../harness/policy.ts";
import { openWorld } from "../../harness/world.ts";

const HOUR = 3_600_000;
const iso = (at: number | null | undefined) => (at == null ? at : new Date(at).toISOString().slice(0, 16));
const LONDON = calendarSchema.parse({
  zone: "Europe/London",
  holidays: [{ date: "2026-12-25", name: "Christmas Day" }],
});

test.each([
  ["2026-11-20T16:00Z", 2, "2026-11-23T10:00"],
  ["2026-12-24T16:30Z", 1, "2026-12-28T09:30"],
  ["2026-11-21T12:00Z", 8, "2026-11-23T17:00"],
  // The clocks go back on Sunday 25 October: nine in the morning is an hour later in UTC.
  ["2026-10-23T15:00Z", 2, "2026-10-26T10:00"],
])("working hours from %s: %i h are over at %s", (from, hours, until) => {
  const start = Date.parse(from);
  const end = afterWorking(start, hours * HOUR, LONDON);
  expect(iso(end)).toBe(until);
  expect(workingBetween(start, end, LONDON)).toBe(hours * HOUR);
});

const YAML = `
desk: { name: B, languages: [en, zh] }
people: { mei: { name: Mei } }
calendars: { office: { zone: Europe/London } }
rules:
  - { name: complaint, when: { text: complaint }, do: { clock: complaint } }
sla:
  P2: { first: 2h, next: 2h, resolution: 8h, calendar: office }
  exceptions:
    - { tier: [vip], first: 10m, calendar: always }
    - { language: [zh], first: 1h }
`;
/** Friday 20 November 2026, four in the afternoon in London. */
const open = () => openWorld({ policy: testPolicy({ yaml: YAML }), start: Date.UTC(2026, 10, 20, 16) });
const due = async (world: ReturnType<typeof open>, number: number) => {
  const view = await world.ticket(number);
  return Object.fromEntries((view?.clocks ?? []).map(({ target, dueAt }) => [target, iso(dueAt)]));
};

test("targets run in the hours of the calendar, and stand still while the customer is waited for", async () => {
  const world = open();
  const ann = world.customer("ann");
  await ann.says("human");
  await ann.hears(/first answer is 66 hours/);
  expect(await due(world, 1)).toEqual({ first: "2026-11-23T10:00", resolution: "2026-11-23T16:00" });
  await world.responder("mei").replies(1, "Which coin?");
  await world.fastForward("66h");
  await ann.says("BTC");
  // An hour of Friday and an hour of Monday were spent waiting for the customer.
  expect(await due(world, 1)).toEqual({ next: "2026-11-23T12:00", resolution: "2026-11-24T10:00" });
});

test("customers of a tier and languages have targets of their own", async () => {
  const world = open();
  const command = { type: "describe", by: "crm", tier: "vip", since: null } as const;
  await world.desk.execute({ to: "customer", stream: "customer:console:vi", command });
  await world.customer("vi").says("human");
  await world.customer("li").says("转人工");
  expect(await due(world, 2)).toMatchObject({ first: "2026-11-20T17:00" });
  expect(await due(world, 1)).toMatchObject({ first: "2026-11-20T16:10", resolution: "2026-11-21T00:00" });
});

test("the clocks of the law are counted in calendar months", () => {
  const from = Date.UTC(2026, 0, 31, 12);
  const told = (clock: Parameters<typeof legsOf>[0]) => legsOf(clock, from).map(({ dueAt }) => iso(dueAt));
  expect(told("privacy")).toEqual(["2026-02-28T12:00"]);
  expect(told("complaint")).toEqual(["2026-03-31T12:00"]);
  expect(told("major-incident")).toEqual(["2026-01-31T16:00", "2026-02-03T12:00", "2026-02-28T12:00"]);
});

test.each([
  ["at once", 0, "2026-01-31T16:00"],
  ["after 19 hours", 19, "2026-01-31T16:00"],
  ["after 22 hours: 24 from knowing of it are over first", 22, "2026-01-31T14:00"],
  ["after 30 hours: whoever classifies late has the four hours", 30, "2026-01-31T16:00"],
])("DORA's first notification of what is classified %s", (_, hours, due) => {
  const classified = Date.UTC(2026, 0, 31, 12);
  expect(iso(legsOf("major-incident", classified, classified - hours * 3_600_000)[0]?.dueAt ?? 0)).toBe(due);
});

test("a rule starts a clock of the law, which warns, breaches, and stops when it is met", async () => {
  const world = open();
  await world.customer("co").says("this is a complaint, human please");
  const stream = (await world.ticket(1))?.ticket.id ?? "ticket:";
  expect(await due(world, 1)).toMatchObject({ complaint: "2027-01-20T16:00" });
  await world.desk.execute({
    to: "ticket",
    stream,
    command: { type: "start-clock", by: "mei", clock: "major-incident" },
  });
  await world.fastForward("5h");
  const view = await world.ticket(1);
  expect(view?.history.map(({ what }) => what)).toContain("SLA DORA initial notification was missed");
  const meet = { type: "meet-clock", by: "mei", target: "dora-initial" } as const;
  await world.desk.execute({ to: "ticket", stream, command: meet });
  expect(await world.desk.execute({ to: "ticket", stream, command: meet })).toMatchObject({ ok: false });
  expect(await due(world, 1)).not.toHaveProperty("dora-initial");
  expect(await due(world, 1)).toHaveProperty("dora-final");
});

test("each of DORA's reports is counted from the one before it, and until then from the classification", async () => {
  const world = open();
  await world.customer("it").says("human");
  const stream = (await world.ticket(1))?.ticket.id ?? "ticket:";
  const does = (command: TicketCommand) => world.desk.execute({ to: "ticket", stream, command });
  await does({ type: "start-clock", by: "mei", clock: "major-incident" });
  const start = await due(world, 1);
  expect(start).toMatchObject({ "dora-initial": "2026-11-20T20:00", "dora-intermediate": "2026-11-23T16:00" });
  await world.fastForward("2h");
  await does({ type: "meet-clock", by: "mei", target: "dora-initial" });
  expect(await due(world, 1)).toMatchObject({
    "dora-intermediate": "2026-11-23T18:00",
    "dora-final": start["dora-final"],
  });
  await world.fastForward("70h");
  await does({ type: "meet-clock", by: "mei", target: "dora-intermediate" });
  expect(await due(world, 1)).toMatchObject({ "dora-final": "2026-12-23T16:00" });
  await world.fastForward("29d");
  const said = (await world.ticket(1))?.history.map(({ what }) => what);
  expect(said).toContain("SLA DORA final report is about to be missed");
  expect(said).not.toContain("SLA DORA final report was missed");
});
