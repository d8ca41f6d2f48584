import { describe, expect, test } from "vitest";
import { happening } from "../../../src/core/happening.ts";
import type { Pager } from "../../../src/core/pager.ts";
import { outagePolicy } from "../../harness/outage.ts";
import { openServer } from "../../harness/server.ts";

const STUCK = "my withdrawal is stuck";

async function open() {
  const server = openServer({ policy: outagePolicy() });
  const mei = await server.as("responder");
  const { world } = server;
  const tickets = async () => {
    await world.settle();
    return (await world.store.tickets({ limit: 500 })).items;
  };
  return { server, world, mei, tickets };
}

async function opened(more: Parameters<Awaited<ReturnType<typeof open>>["mei"]["openOutage"]>[0]) {
  const desk = await open();
  const done = await desk.mei.openOutage(more);
  if (!done.ok) throw new Error(done.detail);
  return { ...desk, id: done.outages.at(-1)?.id ?? "" };
}

describe("while an outage is open", () => {
  test("questions about it are answered, told what is known, and become no tickets", async () => {
    const { world, mei, tickets } = await opened({
      articles: ["WDL-01"],
      patterns: ["\\bhot wallet\\b"],
      words: { en: "Withdrawals leave slowly.", zh: "提币速度较慢。" },
      until: Date.UTC(2026, 10, 22, 5),
    });
    const [ana, wei, joe] = [world.customer("ana"), world.customer("wei"), world.customer("joe")];
    await ana.says(STUCK);
    await ana.hears(
      /Withdrawal is pending/,
      /known of since 2026-11-22 03:00 UTC.*\n\nWithdrawals leave slowly\.\n\nWe expect it to be over by 2026-11-22 05:00 UTC.*estimate/,
    );
    await wei.says("提币一直处理中");
    await wei.hears(/提币处理中/, /已知故障.*\n\n提币速度较慢。\n\n我们预计在 2026-11-22 05:00 UTC 前恢复/);
    await joe.says("purple monkeys drained that HOT wallet");
    await joe.hears(/machine/, /known of since/);
    expect(await tickets()).toEqual([]);
    expect((await mei.outages()).outages).toMatchObject([{ attached: 3, by: "mei", over: null }]);
    const view = await world.store.read((await world.store.conversationAt("console", "ana")) ?? "conversation:");
    expect(view.map((it) => happening(it)?.what)).toContainEqual(
      expect.stringMatching(/^decided: answer WDL-01, join outage/),
    );
  });

  test("what is urgent, a request for a person, and another subject are tickets and answers as ever", async () => {
    const { world, tickets } = await opened({
      articles: ["WDL-01", "SEC-01"],
      patterns: ["withdrawal"],
      words: {},
      until: null,
    });
    await world.customer("eve").says("someone is in my account please stop withdrawals");
    await world
      .customer("sol")
      .says(
        "my withdrawal is stuck, my phrase: legal winner thank year wave sausage worth useful legal winner thank yellow",
      );
    await world.customer("joe").says("human");
    const pat = world.customer("pat");
    await pat.says("what are your trading fees");
    await pat.hears(/Trading fee schedule/);
    const found = await tickets();
    expect(found.map(({ priority, team, tags }) => [priority, team, tags.join()])).toEqual([
      ["P1", "security", "outage"],
      ["P1", "security", "outage"],
      ["P2", "frontline", "outage"],
    ]);
  });

  test("who asked for a person after joining has a ticket, and still hears what is new", async () => {
    const { world, mei, tickets, id } = await opened({ articles: ["WDL-01"], patterns: [], words: {}, until: null });
    const ana = world.customer("ana");
    await ana.says(STUCK);
    await ana.hears(/pending/, /How long it will take, we do not know yet/);
    await ana.says("human");
    await ana.hears(/ticket T-1/);
    expect(await tickets()).toHaveLength(1);
    await mei.updateOutage(id, { words: { en: "It moves again." } });
    await ana.hears(/It moves again/);
  });
});

describe("news of an outage", () => {
  test("reach everybody who waits, once, in their language; who joined later has heard it; at the end it is over", async () => {
    const { world, mei, id } = await opened({ articles: ["WDL-01"], patterns: [], words: {}, until: null });
    const many = Array.from({ length: 230 }, (_, i) => world.customer(`c${i}`));
    await Promise.all(many.map((it) => it.says(STUCK)));
    await mei.updateOutage(id, { words: { en: "The cause is found." }, until: Date.UTC(2026, 10, 22, 4) });
    const late = world.customer("late");
    await late.says(STUCK);
    for (const it of many)
      await it.hears(/pending/, /do not know yet/, /The cause is found[\s\S]*by 2026-11-22 04:00 UTC/);
    await late.hears(/pending/, /The cause is found/);
    await world.fastForward("5s");
    await mei.closeOutage(id, { words: { en: "Withdrawals are back." } });
    await world.fastForward("5s");
    for (const it of [...many, late])
      await it.hears(/is over, as far as we know[\s\S]*Withdrawals are back[\s\S]*“human”/);
    expect((await mei.outages()).outages).toMatchObject([{ attached: 231, over: { by: "mei" } }]);
    await late.says(STUCK);
    await late.hears(/pending/, /ticket T-1/);
  });

  test("what no fact says is told to nobody; roles and names are looked at", async () => {
    const { server, mei } = await open();
    const order = { articles: ["WDL-01"], patterns: [], words: { en: "Write to help@evil.example" } };
    expect(await mei.openOutage(order)).toMatchObject({ ok: false, reason: "facts_not_known" });
    expect(await mei.openOutage({ ...order, words: {}, articles: ["NOPE-1"] })).toMatchObject({ reason: "not_found" });
    expect(await mei.openOutage({ ...order, words: {}, articles: [] })).toMatchObject({ reason: "empty_text" });
    expect(await mei.openOutage({ ...order, words: {}, until: 5 })).toMatchObject({ reason: "bad_span" });
    const viewer = await server.as("viewer");
    await expect(viewer.openOutage({ ...order, words: {} })).rejects.toMatchObject({ code: "forbidden" });
    expect(await mei.openOutage({ ...order, words: {} })).toMatchObject({ ok: true });
    expect(await mei.openOutage({ ...order, words: {} })).toMatchObject({ reason: "already_open" });
    expect(await mei.updateOutage("nope", { words: { en: "x" } })).toMatchObject({ reason: "not_found" });
    expect((await viewer.outages()).surging).toBe(true);
  });
});

describe("a surge", () => {
  test("fires the shipped rule for the first ticket of it, opens an outage, and the rest wait about that", async () => {
    const { world, mei, tickets } = await open();
    await world.fastForward("10m");
    for (let i = 0; i < 60; i++) await world.customer(`c${i}`).says(STUCK);
    const found = await tickets();
    expect(found).toHaveLength(12);
    expect(found.filter(({ tags }) => tags.includes("surge"))).toMatchObject([{ team: "platform", priority: "P2" }]);
    const { outages, surging } = await mei.outages();
    expect(surging).toBe(true);
    expect(outages).toMatchObject([{ by: null, articles: ["WDL-01"], attached: 48, over: null }]);
    await world.customer("c59").hears(/pending/, /Many customers report the same[\s\S]*we do not know yet/);
  });

  test.each([
    ["whom surge.page names, once each", "[{ schedule: s }, { team: platform }]", "ana, bob"],
    ["the lead, where nobody is named", "[]", "mei"],
    ["the lead, where nobody is there", "[{ team: security }]", "mei"],
  ])("that opens an outage is told to %s", async (_, page, people) => {
    const told: string[] = [];
    const pager: Pager = {
      ways: () => [{ webhook: "phone" }],
      page: () => Promise.reject(new Error("nobody is paged about a ticket here")),
      tell: async (_way, _id, { person, about }) => void told.push(`${person} ${about}`),
    };
    const policy = outagePolicy("paging: { lead: mei }\n", {}, page);
    const server = openServer({ policy, pager });
    const { world } = server;
    await world.fastForward("10m");
    for (let i = 0; i < 30; i++) await world.customer(`c${i}`).says(STUCK);
    await world.settle();
    expect(told.sort().join("; ")).toBe(
      people
        .split(", ")
        .map((it) => `${it} outage.noticed`)
        .join("; "),
    );
    const opened = (await world.store.changes(0, 10_000)).find(({ data }) => data.type === "outage.opened");
    expect(opened && happening(opened)?.what).toMatch(`the desk opened outage id000`);
  });

  test("an outage that nobody confirms is over by itself; one that a person spoke of stays", async () => {
    const { world, mei } = await open();
    await world.fastForward("10m");
    for (let i = 0; i < 20; i++) await world.customer(`c${i}`).says(STUCK);
    await world.fastForward("121m");
    expect((await mei.outages()).outages).toMatchObject([{ over: { by: null } }]);
    await world.customer("c19").hears(/pending/, /Many customers/, /is over, as far as we know/);
    for (let i = 20; i < 40; i++) await world.customer(`c${i}`).says(STUCK);
    const id = (await mei.outages()).outages.at(-1)?.id ?? "";
    await mei.updateOutage(id, { words: {}, until: world.now() + 3_600_000 });
    await world.fastForward("5h");
    expect((await mei.outages()).outages).toMatchObject([{ over: { by: null } }, { id, over: null }]);
  });
});
