import ICAL from "ical.js";
import { expect, test } from "vitest";
import { icalendar } from "../../../src/core/oncall/icalendar.ts";
import { shifts } from "../../../src/core/oncall/shifts.ts";
import { parseMoment } from "../../../src/core/oncall/zoned.ts";
import { rota } from "../../harness/rota.ts";

function exported(from: string, until: string, changedAt = Date.UTC(2026, 0, 1), zone = "Europe/London") {
  const it = rota(
    `zone: ${zone}\nlayers: [{ name: "nights, weekends", people: [ana, bob], turn: 1 day, start: "2026-01-05", handover: "01:30" }]`,
  );
  const span = { from: parseMoment(from, zone) ?? 0, until: parseMoment(until, zone) ?? 0 };
  const list = shifts(it, span);
  const nameOf = (person: string) => (person === "ana" ? "安娜·一个名字很长很长很长很长很长很长的人" : "Bob");
  const text = icalendar({
    desk: "Borealis Exchange",
    schedule: "security",
    zone,
    shifts: list,
    span,
    changedAt,
    nameOf,
  });
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const it of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(it);
  const events = calendar.getAllSubcomponents("vevent").map((it) => new ICAL.Event(it));
  return { text, list, events, calendar };
}

test.each([
  ["spring", "2026-03-26", "2026-04-01", "Europe/London"],
  ["autumn", "2026-10-23", "2026-10-28", "Europe/London"],
  ["spring, half an hour", "2026-10-01", "2026-10-07", "Australia/Lord_Howe"],
  ["autumn, half an hour", "2026-04-02", "2026-04-08", "Australia/Lord_Howe"],
  ["Ramadan", "2026-02-10", "2026-03-25", "Africa/Casablanca"],
])("another program reads the same instants over the change of the clocks in %s", (_, from, until, zone) => {
  const { events, list } = exported(from, until, undefined, zone);
  const read = events.map(({ startDate, endDate }) => [startDate.toUnixTime() * 1_000, endDate.toUnixTime() * 1_000]);
  expect(read).toEqual(list.map(({ from, until }) => [from, until]));
  ICAL.TimezoneService.reset();
});

test("a shift keeps its UID, and its sequence grows with each change", () => {
  const first = exported("2026-03-26", "2026-04-01");
  const later = exported("2026-03-26", "2026-04-01", Date.UTC(2026, 0, 2));
  expect(later.events.map(({ uid }) => uid)).toEqual(first.events.map(({ uid }) => uid));
  expect(new Set(first.events.map(({ uid }) => uid)).size).toBe(first.events.length);
  expect(later.events[0]?.sequence).toBe((first.events[0]?.sequence ?? 0) + 86_400);
});

test("lines are folded at 75 octets without tearing a character, and text is escaped", () => {
  const { text, events } = exported("2026-03-26", "2026-04-01");
  for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(text.endsWith("END:VCALENDAR\r\n")).toBe(true);
  expect(events.map(({ summary }) => summary)).toContain("安娜·一个名字很长很长很长很长很长很长的人 on call: security");
  expect(events[0]?.description).toBe("layer nights, weekends");
});
