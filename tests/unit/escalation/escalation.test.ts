import { expect, test } from "vitest";
import { viewTicket } from "../../../src/core/view.ts";
import { openPaging, PAGING_YAML } from "../../harness/paging.ts";
import { testPolicy } from "../../harness/policy.ts";

const MINUTE = 60_000;
/** Monday 5 January 2026, 08:00: bob has the turn that began on Sunday at nine, the office is closed. */
const START = Date.UTC(2026, 0, 5, 8);
const at = (minutes: number) => START + minutes * MINUTE;

test("steps, repeats, and an end that is never silence", async () => {
  const desk = openPaging();
  await desk.open(1);
  await desk.until(at(65));
  expect(desk.told()).toEqual([
    "bob 0.0 08:00",
    "leo 0.0 08:00",
    "mei 0.1 08:05",
    "bob 0.1 08:05",
    "ana 0.1 08:05",
    "bob 1.0 08:15",
    "leo 1.0 08:15",
    "mei 1.1 08:20",
    "bob 1.1 08:20",
    "ana 1.1 08:20",
    "leo 0.end 08:30",
    "leo 1.end 08:45",
    "leo 2.end 09:00",
  ]);
  expect(await desk.store.ticket({ number: 1 })).toMatchObject({ escalation: "exhausted", paged: ["leo"] });
});

test("nobody on call pages the lead, and says so everywhere", async () => {
  const desk = openPaging();
  await desk.open(1);
  expect(await desk.store.ticket({ number: 1 })).toMatchObject({ escalation: "nobody", paged: ["bob", "leo"] });
  const history = (await viewTicket(desk.store, 1))?.history.map(({ what }) => what);
  expect(history).toContain("nobody is on call: schedule office");
  expect(history).toContain("leo was paged: nobody in schedule office");
});

test("an acknowledgement stops it, and runs out without a sign of life", async () => {
  const desk = openPaging();
  await desk.open(1);
  await desk.until(at(2));
  await desk.order(1, { type: "acknowledge", by: "mei" });
  await desk.until(at(20));
  await desk.order(1, { type: "note", by: "mei", text: "looking" });
  await desk.until(at(49));
  expect(desk.told()).toEqual(["bob 0.0 08:00", "leo 0.0 08:00"]);
  expect(await desk.store.ticket({ number: 1 })).toMatchObject({ escalation: "acknowledged", acknowledged: true });
  await desk.until(at(51));
  expect(desk.told().slice(2)).toEqual(["bob 0.0 08:50", "leo 0.0 08:50"]);
  expect(await desk.store.ticket({ number: 1 })).toMatchObject({ acknowledged: false });
});

test("while the customer is waited for, an acknowledgement does not run out", async () => {
  const desk = openPaging();
  await desk.open(1);
  await desk.order(1, { type: "responder-wrote", by: "mei" });
  await desk.until(at(300));
  expect(desk.told()).toHaveLength(2);
  await desk.order(1, { type: "customer-wrote", signals: [] });
  await desk.until(at(331));
  expect(desk.told()).toHaveLength(4);
});

test("whoever takes a ticket has acknowledged it; resolved is over; reopened pages again", async () => {
  const desk = openPaging();
  await desk.open(1);
  await desk.order(1, { type: "assign", by: "mei", to: "mei" });
  expect(await desk.store.ticket({ number: 1 })).toMatchObject({ escalation: "acknowledged" });
  await desk.order(1, { type: "resolve", by: "mei", text: "done" });
  await desk.until(at(600));
  expect(desk.told()).toHaveLength(2);
  await desk.order(1, { type: "reopen", by: "bob", text: "not done" });
  expect(desk.told()).toHaveLength(4);
});

test("escalated by hand it goes on at once, and each person is paged once a step", async () => {
  const desk = openPaging();
  await desk.open(1);
  await desk.order(1, { type: "escalate", by: "ana", policy: null, text: "funds are moving" });
  expect(desk.told()).toEqual(["bob 0.0 08:00", "leo 0.0 08:00", "mei 0.1 08:00", "bob 0.1 08:00", "ana 0.1 08:00"]);
  await desk.until(at(9));
  expect(desk.told()).toHaveLength(5);
  await desk.until(at(10));
  expect(desk.told()).toHaveLength(7);
  const history = (await viewTicket(desk.store, 1))?.history.map(({ what }) => what);
  expect(history).toContain("ana escalated it: funds are moving");
});

test("what runs keeps the policy it began with", async () => {
  const desk = openPaging();
  await desk.open(1);
  desk.adopt(testPolicy({ yaml: PAGING_YAML.replace("wait: 10m", "wait: 1m").replace("{ team: security }, ", "") }));
  await desk.until(at(14));
  expect(desk.told().slice(2)).toEqual(["mei 0.1 08:05", "bob 0.1 08:05", "ana 0.1 08:05"]);
});

test("a way that fails leads to the next one", async () => {
  const desk = openPaging();
  desk.broken.add("webhook");
  await desk.open(1);
  await desk.until(at(4));
  expect([...desk.pages.values()].map(({ person, way }) => `${person} ${way}`)).toEqual(["bob mail"]);
});

test("a year of escalations with a process that dies after every transaction pages as one that never does", async () => {
  const year = async (crashing: boolean) => {
    const desk = openPaging({ crashing });
    const DAY = 24 * 60;
    for (let i = 0; i < 122; i++) {
      const begin = i * 3 * DAY + ((i * 377) % DAY);
      await desk.until(at(begin));
      await desk.open(i + 1);
      const patience = [2, 7, 18, 50, 95][i % 5] ?? 2;
      await desk.until(at(begin + patience));
      await desk.order(
        i + 1,
        i % 7 === 0 ? { type: "escalate", by: "ana", policy: null, text: "now" } : { type: "acknowledge", by: "mei" },
      );
      await desk.until(at(begin + patience + (i % 3) * 40));
      await desk.order(i + 1, { type: "resolve", by: "mei", text: "done" });
    }
    await desk.until(at(366 * DAY));
    return [...desk.pages.values()].map(({ id, person, number, round, step, because }) => ({
      id,
      person,
      number,
      round,
      step,
      because,
    }));
  };
  const [steady, crashed] = [await year(false), await year(true)];
  expect(steady.length).toBeGreaterThan(900);
  const sorted = (pages: typeof steady) => pages.map((it) => JSON.stringify(it)).sort();
  expect(sorted(crashed)).toEqual(sorted(steady));
}, 60_000);
