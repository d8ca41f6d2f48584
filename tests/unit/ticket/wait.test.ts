import { describe, expect, test } from "vitest";
import { OUTAGES, type OutageCommand } from "../../../src/core/outage/outage.ts";
import { expectedWait } from "../../../src/core/ticket/wait.ts";
import { waitWords } from "../../../src/core/ticket/wait-words.ts";
import { runShop } from "../../harness/queue-of-tickets.ts";
import { openWorld } from "../../harness/world.ts";

const MINUTE = 60_000;
const MONDAY = Date.UTC(2026, 10, 23, 12);

/** Tickets that were answered one after the other, each after so many minutes, the newest just now. */
function answeredAfter(...minutes: number[]) {
  let end = MONDAY;
  return minutes.reverse().map((wait) => {
    const ticket = { priority: "P2" as const, openedAt: end - wait * MINUTE, answeredAt: end };
    end = ticket.openedAt - MINUTE;
    return ticket;
  });
}
const ask = { priority: "P2", now: MONDAY, calendar: undefined } as const;

describe("what a customer has to expect", () => {
  test("is nothing that can be known from four answers", () => {
    expect(expectedWait({ ahead: 0, answered: answeredAfter(5, 5, 5, 5) }, ask)).toBeNull();
  });

  test("is what others waited, where as many were ahead of them", () => {
    const answered = answeredAfter(12, 18, 12, 18, 12, 18, 12, 18);
    expect(expectedWait({ ahead: 0, answered }, ask)).toEqual({ from: 10, to: 20, longer: false });
  });

  test("grows with each ticket ahead by the pace at which answers come, and says that it is longer than usual", () => {
    const answered = answeredAfter(10, 10, 10, 10, 10, 10);
    expect(expectedWait({ ahead: 2, answered }, ask)).toEqual({ from: 30, to: 30, longer: true });
    expect(expectedWait({ ahead: 50, answered }, ask)).toEqual({ from: 480, to: 540, longer: true });
  });

  test("counts only the hours in which the team works", () => {
    const calendar = {
      zone: "UTC",
      days: ["mon", "tue", "wed", "thu", "fri"] as const,
      hours: { from: "09:00", until: "17:00" },
      holidays: [],
    };
    const friday = Date.UTC(2026, 10, 27, 16, 50);
    const answered = answeredAfter(20, 20, 20, 20, 20, 20);
    const expected = expectedWait({ ahead: 0, answered }, { ...ask, now: friday, calendar: calendar as never });
    // Ten minutes on Friday, ten on Monday: a weekend later, 64 hours and 20 minutes.
    expect(expected).toEqual({ from: 60 * 60, to: 66 * 60, longer: false });
  });

  test.each([
    ["a quiet team", { responders: 3, between: () => 6, answer: 8, sigma: 0.8 }, 0.85],
    ["one responder", { responders: 1, between: () => 12, answer: 8, sigma: 0.8 }, 0.85],
    ["a busy team", { responders: 3, between: () => 3, answer: 8, sigma: 0.8 }, 0.85],
    ["a team in a flood", { responders: 3, between: flood(1.2, 4), answer: 8, sigma: 0.8 }, 0.7],
    ["a large team in a flood", { responders: 10, between: flood(0.5, 1.2), answer: 8, sigma: 1 }, 0.75],
  ])("holds for most customers of %s", (_, shop, least) => {
    const told = [1, 2].flatMap((seed) => runShop({ seed, tickets: 500, ...shop }));
    const held = told.filter(({ expected: { from, to }, waited }) => waited >= from && waited <= to);
    expect(held.length / told.length).toBeGreaterThan(least);
    // A range that holds because it says nothing is no help.
    const narrow = told.filter(({ expected: { to }, waited }) => to <= Math.max(15, 10 * waited));
    expect(narrow.length / told.length).toBeGreaterThan(0.8);
  });
});

/** Three times as many customers for a fifth of the time. */
function flood(rush: number, calm: number): (at: number) => number {
  return (at) => (at > 0.4 && at < 0.6 ? rush : calm);
}

describe("is said", () => {
  const range = (from: number, to: number, longer = false) => ({ target: 60, expected: { from, to, longer } });

  test.each([
    [range(20, 40), "; as things stand, that takes about 20 to 40 minutes.", "；按目前情况，大约需要 20 至 40 分钟。"],
    [range(0, 10), "; as things stand, within about 10 minutes.", "；按目前情况，大约在 10 分钟以内。"],
    [range(60, 60), "; as things stand, that takes about 60 minutes.", "；按目前情况，大约需要 60 分钟。"],
    [
      range(90, 180),
      "; as things stand, that takes about 90 minutes to 3 hours.",
      "；按目前情况，大约需要 90 分钟至 3 小时。",
    ],
    [
      range(4 * 1_440, 5 * 1_440, true),
      "; as things stand, that takes about 4 to 5 days, which is longer than usual.",
      "；按目前情况，大约需要 4 至 5 天，比平时要久。",
    ],
    [
      { ...range(120, 240, true), busy: true },
      "; as things stand, that takes about 2 to 4 hours, which is longer than usual, because many people are writing at the moment.",
      "；按目前情况，大约需要 2 至 4 小时，比平时要久，因为目前咨询的人很多。",
    ],
    [{ target: 150 }, "; our target for the first answer is 3 hours.", "；首次回复目标时间为 3 小时。"],
    [
      { target: 60, expected: null, busy: true },
      "; our target for the first answer is 60 minutes, but many people are writing at the moment, and it may take longer.",
      "；首次回复目标时间为 60 分钟，但目前咨询的人很多，可能需要更久。",
    ],
    [undefined, ".", "。"],
  ])("in words that people use", (wait, english, chinese) => {
    expect(waitWords("en", wait)).toBe(english);
    expect(waitWords("zh", wait)).toBe(chinese);
  });
});

test("customers are told the target until there is a history, then what the line says", async () => {
  const world = openWorld();
  for (const number of [1, 2, 3, 4, 5]) {
    const customer = world.customer(`c${number}`);
    await customer.says("human please");
    await customer.hears(/our target for the first answer is/);
    await world.fastForward("12m");
    await world.responder("mei").replies(number, "Hello.");
  }
  await world.customer("waits").says("human please");
  const bob = world.customer("bob");
  await bob.says("human please");
  await bob.hears(/as things stand, that takes about 20 to 30 minutes, which is longer than usual\./);
  const ming = world.customer("ming");
  await ming.says("转人工");
  await ming.hears(/按目前情况，大约需要 30 至 40 分钟，比平时要久。/);
});

test("while an outage is open customers are told that many people are writing", async () => {
  const world = openWorld();
  const words = { en: "Withdrawals are late." };
  const command: OutageCommand = {
    type: "open",
    by: "mei",
    articles: ["WDL-01"],
    patterns: [],
    words,
    until: null,
  };
  expect(await world.desk.execute({ to: "outage", stream: OUTAGES, command })).toMatchObject({ ok: true });
  const ana = world.customer("ana");
  await ana.says("human please");
  await ana.hears(
    /our target for the first answer is [^;]*, but many people are writing at the moment, and it may take longer\./,
  );
});
