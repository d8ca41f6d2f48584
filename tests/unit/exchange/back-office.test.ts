import { describe, expect, test } from "vitest";
import type { CaseOf, IncidentCommand, IncidentEvent } from "../../../src/core/incident/incident.ts";
import { openBackOffice } from "../../harness/back-office.ts";
import { openPaging, PAGING_YAML } from "../../harness/paging.ts";
import { testPolicy } from "../../harness/policy.ts";

const START = Date.UTC(2026, 0, 5, 8);
const MINUTE = 60_000;
const STREAM = "incident:1";

/** A desk with an open ticket, and the reference back office; the desk may die after each of its transactions. */
async function open({ crashing = false, timeout = 2_000 } = {}) {
  let clock = () => START;
  const office = await openBackOffice({ now: () => clock(), timeout });
  const desk = openPaging({
    crashing,
    start: START,
    exchange: office.exchange,
    policy: testPolicy({ yaml: PAGING_YAML }),
  });
  clock = desk.now;
  await desk.open(1);
  const of: CaseOf = {
    ticket: "ticket:1",
    number: 1,
    conversation: "conversation:1",
    customer: "console:a",
    channel: "console",
    language: "en",
  };
  let orders = 0;
  const order = (command: IncidentCommand) =>
    desk.execute({ to: "incident", stream: STREAM, command }, `order ${++orders}`);
  const events = async () => (await desk.store.read(STREAM)).map(({ data }) => data as IncidentEvent);
  return {
    desk,
    office,
    freeze: () => order({ type: "freeze", by: "mei", account: "acc-1", text: "a new address", of, linked: null }),
    order,
    events,
    happened: async (type: IncidentEvent["type"]) => (await events()).filter((it) => it.type === type).length,
    account: () => office.accounts.get("acc-1"),
    /** Lets time pass, trying again what is due on the way. */
    async later(minutes: number): Promise<void> {
      const end = desk.now() + minutes * MINUTE;
      for (let step = 1; step <= 30; step++) {
        await desk.until(Math.max(desk.now(), end - ((30 - step) * minutes * MINUTE) / 30));
        await desk.settle();
      }
    },
  };
}

const escalations = (desk: Awaited<ReturnType<typeof open>>["desk"]) =>
  desk.store.read("ticket:1").then((all) => all.filter(({ data }) => data.type === "escalated").length);

test("a freeze goes out at once with who asked, why, and a name of its own, and is confirmed", async () => {
  const { freeze, office, happened, account, desk } = await open();
  await freeze();
  expect(office.orders).toEqual([
    {
      type: "account.freeze",
      timestamp: "2026-01-05T08:00:00.000Z",
      data: {
        action: "incident:1/2",
        attempt: 1,
        account: "acc-1",
        incident: "INC-1",
        by: "mei",
        reason: "a new address",
      },
    },
  ]);
  expect(account()).toMatchObject({ frozen: true, freezes: 1 });
  expect(await happened("account.frozen")).toBe(1);
  expect(await desk.store.incidents({ limit: 5 })).toMatchObject([
    { state: "contained", frozenAt: START, askedAt: START },
  ]);
});

test("a back office that is down is asked again until it answers, and on-call is paged once after a minute", async () => {
  const { freeze, office, happened, account, later, desk } = await open();
  office.behaves("down");
  const before = desk.pages.size;
  await freeze();
  await later(20);
  expect(account()).toBeUndefined();
  expect(await happened("freeze.overdue")).toBe(1);
  expect(await escalations(desk)).toBe(1);
  expect(desk.pages.size).toBeGreaterThan(before);
  office.behaves("confirmed");
  await later(1);
  expect(account()).toMatchObject({ freezes: 1 });
  expect(await happened("account.frozen")).toBe(1);
  expect(await escalations(desk)).toBe(1);
});

test("one that freezes and never answers has frozen once, and is believed when it answers late", async () => {
  const { freeze, office, happened, account, later } = await open({ timeout: 60 });
  office.behaves("slow");
  await freeze();
  await later(0.2);
  expect(office.orders.length).toBeGreaterThan(1);
  office.behaves("confirmed");
  await later(5);
  expect(account()).toMatchObject({ freezes: 1 });
  expect(await happened("account.frozen")).toBe(1);
});

test("one that takes it and confirms later, twice, and again after the restore, has changed it once", async () => {
  const { freeze, office, happened, order, later, desk } = await open();
  office.behaves("accepted");
  await freeze();
  expect(await happened("freeze.sent")).toBe(1);
  const confirmed = { type: "exchange-answered", action: "incident:1/2", answer: { answer: "confirmed" } } as const;
  await order(confirmed);
  await order(confirmed);
  expect(await happened("account.frozen")).toBe(1);
  office.behaves("confirmed");
  await order({ type: "identity-verified", account: "acc-1" });
  await later(25 * 60);
  await order({ type: "request-restore", by: "mei", text: "hers" });
  const request = (await desk.store.read(STREAM)).findLast(({ data }) => data.type === "restore.requested")?.id ?? "";
  await order({ type: "approve-restore", by: "bob", request });
  await order({ type: "approve-restore", by: "ana", request });
  expect(await happened("account.restored")).toBe(1);
  await order(confirmed);
  expect(await happened("account.frozen")).toBe(1);
});

test("one that refuses is believed: on-call is paged at once, and a person may ask again", async () => {
  const { freeze, office, happened, events, desk } = await open();
  office.behaves("refused");
  await freeze();
  expect((await events()).at(-1)).toMatchObject({
    type: "freeze.failed",
    because: "HTTP 409, there is no such account",
  });
  expect(await escalations(desk)).toBe(1);
  office.behaves("confirmed");
  await freeze();
  expect(await happened("account.frozen")).toBe(1);
});

test("on-call is paged for what was settled too soon, and where no policy is left the lead is", async () => {
  const { freeze, office, desk, happened, later } = await open();
  await desk.order(1, { type: "resolve", by: "mei", text: "settled" });
  office.behaves("down");
  await freeze();
  const before = desk.pages.size;
  desk.adopt(
    testPolicy({
      yaml: 'desk: { name: Borealis }\npeople: { leo: { name: Leo, reach: [{ webhook: phone }] } }\npaging: { lead: leo, webhooks: { phone: { url: "https://gateway.example/page" } } }',
    }),
  );
  await later(2);
  expect(await happened("freeze.overdue")).toBe(1);
  expect([...desk.pages.values()].slice(before).map(({ person }) => person)).toEqual(["leo"]);
  expect(await desk.store.ticket({ number: 1 })).toMatchObject({ state: "open" });
});

describe("a desk that dies after every transaction", () => {
  test.each(["confirmed", "accepted", "slow"] as const)(
    "freezes once and restores once where the back office is %s",
    async (how) => {
      const { freeze, office, happened, account, order, later, desk } = await open({ crashing: true, timeout: 60 });
      office.behaves(({ data: { attempt } }) => (how === "slow" && attempt > 2 ? "confirmed" : how));
      await freeze();
      await later(5);
      const settled = async (type: "freeze.requested" | "restore.requested") => {
        const id = (await desk.store.read(STREAM)).findLast(({ data }) => data.type === type)?.id ?? "";
        await order({ type: "exchange-answered", action: id, answer: { answer: "confirmed" } });
        return id;
      };
      await settled("freeze.requested");
      expect(account()).toMatchObject({ frozen: true, freezes: 1 });
      expect(await happened("account.frozen")).toBe(1);
      await order({ type: "identity-verified", account: "acc-1" });
      await later(25 * 60);
      await order({ type: "request-restore", by: "mei", text: "hers" });
      const request =
        (await desk.store.read(STREAM)).findLast(({ data }) => data.type === "restore.requested")?.id ?? "";
      for (const by of ["mei", "bob", "bob", "ana", "leo"]) await order({ type: "approve-restore", by, request });
      await later(5);
      await settled("restore.requested");
      expect(account()).toMatchObject({ frozen: false, freezes: 1, restores: 1 });
      expect(await happened("account.restored")).toBe(1);
      expect(await happened("restore.approved")).toBe(2);
      expect(await happened("restore.refused")).toBe(3);
    },
  );
});
