import { expect, test } from "vitest";
import { gaps } from "../../../src/core/oncall/coverage.ts";
import { type Override, onCallAt, type Rota, shifts } from "../../../src/core/oncall/shifts.ts";
import { parseMoment, stamp } from "../../../src/core/oncall/zoned.ts";
import { rota } from "../../harness/rota.ts";

const at = (text: string, zone = "UTC") => parseMoment(text, zone) ?? Number.NaN;

/** "ana 2026-…–2026-… because", one line a shift. */
const told = (it: Rota, from: string, until: string) => {
  const { zone } = it.schedule;
  return shifts(it, { from: at(from, zone), until: at(until, zone) }).map(
    ({ person, from, until, because }) => `${person} ${stamp(from, zone)} ${stamp(until, zone)} ${because}`,
  );
};

test("people take turns, handed over at the same hour on the clock", () => {
  const weekly = rota(`zone: Europe/London\nlayers: [{ name: week, people: [ana, bob], start: "2026-03-16" }]`);
  expect(told(weekly, "2026-03-20", "2026-04-10")).toEqual([
    "ana 2026-03-20T00:00Z 2026-03-23T09:00Z layer week",
    "bob 2026-03-23T09:00Z 2026-03-30T09:00+01:00 layer week",
    "ana 2026-03-30T09:00+01:00 2026-04-06T09:00+01:00 layer week",
    "bob 2026-04-06T09:00+01:00 2026-04-10T00:00+01:00 layer week",
  ]);
});

test("before the first hand-over nobody is on call", () => {
  const later = rota(`layers: [{ name: week, people: [ana], start: "2026-06-01" }]`);
  expect(onCallAt(later, at("2026-06-01T08:59"))).toBeUndefined();
  expect(onCallAt(later, at("2026-06-01T09:00"))?.person).toBe("ana");
});

test("a month that starts on the 31st ends on the last day where there is no 31st", () => {
  const monthly = rota(
    `layers: [{ name: month, people: [ana, bob], turn: month, start: "2026-01-31", handover: "00:00" }]`,
  );
  expect(told(monthly, "2026-01-31", "2026-05-01")).toEqual([
    "ana 2026-01-31T00:00Z 2026-02-28T00:00Z layer month",
    "bob 2026-02-28T00:00Z 2026-03-31T00:00Z layer month",
    "ana 2026-03-31T00:00Z 2026-04-30T00:00Z layer month",
    "bob 2026-04-30T00:00Z 2026-05-01T00:00Z layer month",
  ]);
});

test("a hand-over at a time that does not exist is the jump, one at a time that exists twice is the first", () => {
  const spring = rota(
    `zone: Europe/London\nlayers: [{ name: day, people: [ana, bob], turn: 1 day, start: "2026-03-28", handover: "01:30" }]`,
  );
  expect(told(spring, "2026-03-28T12:00", "2026-03-30T12:00")).toEqual([
    "ana 2026-03-28T12:00Z 2026-03-29T02:00+01:00 layer day",
    "bob 2026-03-29T02:00+01:00 2026-03-30T01:30+01:00 layer day",
    "ana 2026-03-30T01:30+01:00 2026-03-30T12:00+01:00 layer day",
  ]);
  const autumn = rota(
    `zone: Europe/London\nlayers: [{ name: day, people: [ana, bob], turn: 1 day, start: "2026-10-24", handover: "01:30" }]`,
  );
  expect(told(autumn, "2026-10-24T12:00", "2026-10-26")).toEqual([
    "ana 2026-10-24T12:00+01:00 2026-10-25T01:30+01:00 layer day",
    "bob 2026-10-25T01:30+01:00 2026-10-26T00:00Z layer day",
  ]);
});

test("a turn whose hour is jumped over does not take place", () => {
  const hourly = rota(
    `zone: Europe/London\nlayers: [{ name: hour, people: [ana, bob, chi], turn: 1 hour, start: "2026-03-29", handover: "00:00" }]`,
  );
  expect(told(hourly, "2026-03-29T00:00", "2026-03-29T04:00")).toEqual([
    "ana 2026-03-29T00:00Z 2026-03-29T02:00+01:00 layer hour",
    "chi 2026-03-29T02:00+01:00 2026-03-29T03:00+01:00 layer hour",
    "ana 2026-03-29T03:00+01:00 2026-03-29T04:00+01:00 layer hour",
  ]);
});

test("follow the sun: each office has its hours on its own clocks, and no minute is lost when one changes its clocks and another does not", () => {
  const sun = rota(`zone: UTC
layers:
  - { name: safety net, people: [dee] }
  - { name: Asia, people: [ana], zone: Asia/Kathmandu, hours: "06:00-14:00" }
  - { name: Europe, people: [bob], zone: Europe/London, hours: "08:00-17:00" }
  - { name: America, people: [chi], zone: America/New_York, hours: "12:00-20:00" }`);
  expect(told(sun, "2026-03-10", "2026-03-11")).toEqual(
    ["chi 2026-03-10T00:00Z 2026-03-10T00:00Z layer America"]
      .slice(1)
      .concat([
        "dee 2026-03-10T00:00Z 2026-03-10T00:15Z layer safety net",
        "ana 2026-03-10T00:15Z 2026-03-10T08:00Z layer Asia",
        "bob 2026-03-10T08:00Z 2026-03-10T16:00Z layer Europe",
        "chi 2026-03-10T16:00Z 2026-03-11T00:00Z layer America",
      ]),
  );
  const year = { from: at("2026-01-06"), until: at("2027-01-06") };
  expect(gaps(shifts(sun, year), year)).toEqual([]);
});

test("days and hours: what crosses midnight belongs to the day it begins on", () => {
  const nights = rota(`layers: [{ name: nights, people: [ana], days: [fri], hours: "22:00-06:00" }]`);
  expect(told(nights, "2026-11-23", "2026-11-30")).toEqual(["ana 2026-11-27T22:00Z 2026-11-28T06:00Z layer nights"]);
});

test("holidays have a layer of their own, and others keep off them", () => {
  const it = rota(
    `calendar: uk
layers:
  - { name: office, people: [ana], hours: "09:00-17:00", holidays: never }
  - { name: holidays, people: [bob], holidays: only }`,
    { more: `calendars: { uk: { holidays: [{ date: "2026-12-25", name: Christmas Day }] } }` },
  );
  expect(told(it, "2026-12-24", "2026-12-27")).toEqual([
    "ana 2026-12-24T09:00Z 2026-12-24T17:00Z layer office",
    "bob 2026-12-25T00:00Z 2026-12-26T00:00Z layer holidays",
    "ana 2026-12-26T09:00Z 2026-12-26T17:00Z layer office",
  ]);
});

test("a temporary schedule holds instead of everything else while it lasts", () => {
  const it = rota(`layers: [{ name: week, people: [ana] }]
temporary:
  - { name: audit, from: "2026-06-02", until: "2026-06-03", layers: [{ name: pair, people: [bob], hours: "10:00-12:00" }] }`);
  expect(told(it, "2026-06-01", "2026-06-04")).toEqual([
    "ana 2026-06-01T00:00Z 2026-06-02T00:00Z layer week",
    "bob 2026-06-02T10:00Z 2026-06-02T12:00Z temporary audit, layer pair",
    "ana 2026-06-03T00:00Z 2026-06-04T00:00Z layer week",
  ]);
});

test("an override takes what it covers; one for a person only where that person would be on call; the last counts", () => {
  const change = (person: string, from: string, until: string, instead: string | null): Override => ({
    schedule: "s",
    person,
    from: at(from),
    until: at(until),
    instead,
    because: "override by mei",
  });
  const it = rota(`layers: [{ name: day, people: [ana, bob], turn: 1 day, start: "2026-06-01", handover: "00:00" }]`, {
    overrides: [
      change("chi", "2026-06-01T06:00", "2026-06-02T18:00", "ana"),
      change("dee", "2026-06-02T20:00", "2026-06-02T22:00", null),
      change("bob", "2026-06-02T21:00", "2026-06-02T22:00", null),
      { ...change("dee", "2026-06-01", "2026-06-05", null), schedule: "other" },
    ],
  });
  expect(told(it, "2026-06-01", "2026-06-03")).toEqual([
    "ana 2026-06-01T00:00Z 2026-06-01T06:00Z layer day",
    "chi 2026-06-01T06:00Z 2026-06-02T00:00Z override by mei, for ana",
    "bob 2026-06-02T00:00Z 2026-06-02T20:00Z layer day",
    "dee 2026-06-02T20:00Z 2026-06-02T21:00Z override by mei",
    "bob 2026-06-02T21:00Z 2026-06-02T22:00Z override by mei",
    "bob 2026-06-02T22:00Z 2026-06-03T00:00Z layer day",
  ]);
});
