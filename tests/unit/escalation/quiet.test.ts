import fc from "fast-check";
import { expect, test } from "vitest";
import { parseConfig } from "../../../src/core/config/parse.ts";
import { quietUntil } from "../../../src/core/escalation/quiet.ts";
import { simulate } from "../../../src/core/escalation/simulate.ts";
import { noChanges } from "../../../src/core/oncall/roster.ts";
import { onClock } from "../../../src/core/oncall/zoned.ts";
import { renderProblem } from "../../../src/core/problem.ts";
import { viewTicket } from "../../../src/core/view.ts";
import { openPaging } from "../../harness/paging.ts";
import { testPolicy } from "../../harness/policy.ts";

const HOUR = 3_600_000;
const YAML = `
desk: { name: Borealis }
teams: [frontline]
people:
  mei: { name: Mei, zone: Asia/Shanghai, reach: [{ webhook: phone }] }
  bob: { name: Bob, zone: Europe/London, reach: [{ webhook: phone }] }
  leo: { name: Leo, zone: Europe/London, reach: [{ webhook: phone }] }
paging: { lead: leo, webhooks: { phone: { url: "https://gateway.example/page" } } }
schedules:
  desk: { layers: [{ name: halves, people: [bob, mei], turn: 12 hours, start: "2026-01-05", handover: "00:00" }] }
escalation:
  calm:
    steps:
      - { page: [{ schedule: desk }], wait: 30m }
      - { page: [{ person: mei }, { person: bob }], wait: 30m }
    repeat: 0
    end: { every: 1h }
    quiet: [{ priorities: [P3], hours: "22:00-08:00" }]
tickets: { escalate: { P1: calm, P3: calm } }
rules: [{ name: all, when: {}, do: { priority: P3, team: frontline } }]
`;
const night = Date.UTC(2026, 0, 5, 2);
const open = (yaml = YAML, start = night) => openPaging({ policy: testPolicy({ yaml }), start });

test("at night a page waits until the morning of the person, as an event that says why; then the steps go on", async () => {
  const desk = open();
  await desk.open(1);
  expect(desk.told()).toEqual([]);
  expect(await desk.store.ticket({ number: 1 })).toMatchObject({ escalation: "held", paged: [] });
  const history = (await viewTicket(desk.store, 1))?.history.map(({ what }) => what);
  expect(history).toContain(
    "bob is left in peace until 2026-01-05T08:00Z, as P3 is quiet until then (on call in desk: layer halves)",
  );
  await desk.until(night + 8 * HOUR);
  expect(desk.told()).toEqual([
    "bob 0.0 08:00",
    "mei 0.1 08:30",
    "bob 0.1 08:30",
    "leo 0.end 09:00",
    "leo 1.end 10:00",
  ]);
});

test("another priority, or a word by hand, does not wait", async () => {
  const grave = open(YAML.replace("priority: P3, team", "priority: P1, team"));
  await grave.open(1);
  expect(grave.told()).toEqual(["bob 0.0 02:00"]);
  const desk = open();
  await desk.open(1);
  await desk.order(1, { type: "escalate", by: "leo", policy: null, text: "wake them" });
  expect(desk.told()).toEqual(["bob 0.0 02:00"]);
  await desk.until(night + 1_000);
  await desk.order(1, { type: "escalate", by: "leo", policy: null, text: "and her" });
  expect(desk.told()).toEqual(["bob 0.0 02:00", "mei 0.1 02:00", "bob 0.1 02:00"]);
});

test("whoever is on call by the morning is paged, and who is awake is paged at once", async () => {
  const start = Date.UTC(2026, 0, 5, 23, 30);
  const desk = open(YAML.replace("12 hours", "1 day").replace("[bob, mei]", "[bob, leo]"), start);
  await desk.open(1);
  await desk.until(Date.UTC(2026, 0, 6, 8));
  expect(desk.told()).toEqual(["leo 0.0 08:00"]);

  const mixed = open(YAML.replace("{ schedule: desk }", "{ person: mei }, { person: bob }"));
  await mixed.open(1);
  expect(mixed.told()).toEqual(["mei 0.0 02:00"]);
  await mixed.until(night + 5.9 * HOUR);
  await mixed.order(1, { type: "acknowledge", by: "mei" });
  await mixed.until(night + 6.1 * HOUR);
  expect(mixed.told().filter((it) => it.startsWith("bob"))).toEqual([]);
});

test("a year of quiet nights with a process that dies after every transaction pages as one that never does", async () => {
  const year = async (crashing: boolean) => {
    const desk = openPaging({ policy: testPolicy({ yaml: YAML }), crashing, start: night });
    for (let i = 0; i < 60; i++) {
      const begin = night + i * 6 * 24 * HOUR + ((i * 7) % 24) * HOUR;
      await desk.until(begin);
      await desk.open(i + 1);
      await desk.until(begin + ((i % 4) * 7 + 1) * HOUR);
      await desk.order(i + 1, { type: "resolve", by: "mei", text: "done" });
    }
    return [...desk.pages.values()].map(({ id, person }) => `${id} ${person}`).sort();
  };
  const steady = await year(false);
  expect(steady.length).toBeGreaterThan(200);
  expect(await year(true)).toEqual(steady);
}, 60_000);

test("simulate knows the quiet hours of a priority", () => {
  const policy = testPolicy({ yaml: YAML });
  const first = (priority: string) => simulate({ id: "calm", priority }, night, policy, noChanges)?.[0]?.events;
  expect(first("P3")?.map(({ type }) => type)).toContain("page.held");
  expect(first("P1")?.map(({ type }) => type)).toContain("responder.paged");
});

test("no instant is quiet for ever, and none is both: any zone, the changes of the clocks too", () => {
  const zones = ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu"];
  const rules = [{ priorities: ["P3" as const], hours: { from: "22:00", until: "07:30" }, days: undefined }];
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) }),
      (zone, at) => {
        const clock = onClock(at, zone).toPlainTime().toString().slice(0, 5);
        const until = quietUntil(rules, "P3", zone, at);
        expect(until !== undefined).toBe(clock >= "22:00" || clock < "07:30");
        if (until === undefined) return;
        expect(onClock(until, zone).toPlainTime().toString()).toBe("07:30:00");
        expect(until - at).toBeLessThanOrEqual(10.5 * HOUR);
      },
    ),
    { numRuns: 300 },
  );
});

test("quiet hours without an end are refused with their place", () => {
  const told = (quiet: string) =>
    parseConfig(YAML.replace(/quiet: .*/, `quiet: ${quiet}`), "nightdesk.yaml").problems.map(renderProblem);
  expect(told('[{ priorities: [P3], hours: "00:00-12:00" }, { priorities: [P3, P2], hours: "12:00-24:00" }]')).toEqual([
    "nightdesk.yaml:18:13: the quiet hours of P3 never end. Leave some hours in which it may be paged.",
    "nightdesk.yaml:18:57: the quiet hours of P3 never end. Leave some hours in which it may be paged.",
  ]);
  expect(told('[{ priorities: [P0], hours: "22:00-08:00" }]')[0]).toMatch(/18:28: .*P1/);
  expect(told('[{ priorities: [P3], hours: "00:00-24:00", days: [sat, sun] }]')).toEqual([]);
});
