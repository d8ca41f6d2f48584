import { expect, test } from "vitest";
import { parseConfig } from "../../../src/core/config/parse.ts";
import { renderProblem } from "../../../src/core/problem.ts";

test("what is wrong with a schedule is said with its place and what to do", () => {
  const told = parseConfig(
    `desk: { name: B }
people: { mei: { name: Mei } }
calendars: { uk: { holidays: [{ date: "2026-02-30", name: none }] } }
schedules:
  s:
    zone: Europe/Londn
    layers:
      - { name: a, people: [mei], turn: fortnight }
      - { name: b, people: [mei], hours: "9-5", handover: "25:00" }`,
    "nightdesk.yaml",
  ).problems.map(renderProblem);
  expect(told).toEqual([
    'nightdesk.yaml:3:39: "date" must be a date in quotes such as "2026-01-31".',
    'nightdesk.yaml:6:11: "zone" must be a time zone such as Europe/London or UTC. Did you mean "Europe/London"?',
    'nightdesk.yaml:8:41: "turn" must be a length such as "8 hours", "1 day", "2 weeks" or "month".',
    'nightdesk.yaml:9:42: "hours" must be hours such as "09:00-17:00".',
    'nightdesk.yaml:9:59: "handover" must be a time in quotes such as "09:00".',
  ]);

  const names = parseConfig(
    `desk: { name: B }
people: { mei: { name: Mei } }
calendars: { uk: {} }
schedules:
  s:
    calendar: us
    layers: [{ name: a, people: [mai], holidays: only }]
    temporary: [{ name: t, from: "2026-02-01", until: "2026-01-01", layers: [{ name: b, people: [bob] }] }]
    overrides: [{ person: bob, from: "2026-02-01", until: "2026-02-02" }]
  t: { layers: [{ name: a, people: [mei], holidays: never }] }`,
    "nightdesk.yaml",
  ).problems.map(renderProblem);
  expect(names).toEqual([
    'nightdesk.yaml:6:15: there is no calendar "us". Did you mean "uk"?',
    'nightdesk.yaml:7:34: there is no person "mai". Did you mean "mei"?',
    "nightdesk.yaml:8:55: 2026-01-01 is not after 2026-02-01. Swap them, or mend one.",
    'nightdesk.yaml:8:98: there is no person "bob". Known: mei.',
    'nightdesk.yaml:9:27: there is no person "bob". Known: mei.',
    'nightdesk.yaml:10:53: "never" needs holidays, and the schedule has no calendar. Name one of `calendars` as the schedule\'s `calendar`.',
  ]);
});

test("without a start the first Monday of 2026 is one", () => {
  const { config } = parseConfig(
    "desk: { name: B }\npeople: { mei: { name: Mei } }\nschedules: { s: { layers: [{ name: a, people: [mei] }] } }",
    "nightdesk.yaml",
  );
  expect(config?.schedules.s?.layers[0]).toMatchObject({
    start: "2026-01-05",
    handover: "09:00",
    turn: { count: 1, unit: "week" },
  });
});
