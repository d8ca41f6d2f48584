import { describe, expect, test } from "vitest";
import { noChanges } from "../../../src/core/oncall/roster.ts";
import { backtest } from "../../../src/core/rules/backtest.ts";
import { checkRules } from "../../../src/core/rules/check.ts";
import { openPaging, PAGING_YAML } from "../../harness/paging.ts";
import { testPolicy } from "../../harness/policy.ts";

const findings = (rules: string) =>
  checkRules(testPolicy({ yaml: `desk: { name: B }\nteams: [a, b]\nrules:\n${rules}` }).config.rules).map(
    ({ rule, kind }) => `${rule} ${kind}`,
  );

describe("rules check", () => {
  test("a rule behind one that takes everything never applies", () => {
    expect(
      findings(`
  - { name: all, when: {}, do: { priority: P3 } }
  - { name: late, when: { language: zh }, do: { priority: P1 } }`),
    ).toEqual(["1 unreachable"]);
  });

  test("the same conditions with another outcome contradict each other", () => {
    expect(
      findings(`
  - { name: one, when: { language: [en, zh], channel: discord }, do: { team: a } }
  - { name: two, when: { channel: [discord], language: [zh, en] }, do: { team: b } }`),
    ).toEqual(["1 contradicting"]);
  });

  test("single values that an earlier rule takes are named", () => {
    expect(
      findings(`
  - { name: one, when: { language: zh }, do: { team: a } }
  - { name: two, when: { language: [en, zh], channel: discord }, do: { team: b } }`),
    ).toEqual(["1 partly"]);
  });

  test("a narrower rule before a wider one is as it should be", () => {
    expect(
      findings(`
  - { name: one, when: { confidence_below: 0.2, language: zh }, do: { team: a } }
  - { name: two, when: { confidence_below: 0.5 }, do: { team: b } }
  - { name: three, when: { confidence_below: 0.4 }, do: { team: a } }
  - { name: four, when: {}, do: {} }`),
    ).toEqual(["2 unreachable", "3 idle"]);
  });
});

describe("backtest", () => {
  const MINUTE = 60_000;

  async function history() {
    const desk = openPaging();
    const start = desk.now();
    await desk.open(1);
    await desk.until(start + 7 * MINUTE);
    await desk.order(1, { type: "acknowledge", by: "mei" });
    return { desk, events: await desk.store.changes(0, 500), end: start + 60 * MINUTE };
  }

  test("the same configuration changes nothing, not even the number of pages", async () => {
    const { events, end } = await history();
    const result = backtest(events, testPolicy({ yaml: PAGING_YAML }), noChanges, end);
    expect(result).toEqual({ tickets: 1, changed: [], pages: { before: 5, after: 5 } });
  });

  test("another one says what would have changed, and how many pages more or fewer", async () => {
    const { events, end } = await history();
    const quiet = PAGING_YAML.replace("do: { priority: P1, team: security }", "do: { priority: P2, team: frontline }");
    expect(backtest(events, testPolicy({ yaml: quiet }), noChanges, end)).toMatchObject({
      changed: [
        {
          number: 1,
          before: { priority: "P1", team: "security", policy: "urgent", pages: 5 },
          after: { priority: "P2", team: "frontline", policy: null, pages: 0 },
        },
      ],
      pages: { before: 5, after: 0 },
    });
    const slow = PAGING_YAML.replace("wait: 5m", "wait: 8m");
    expect(backtest(events, testPolicy({ yaml: slow }), noChanges, end).pages).toEqual({ before: 5, after: 2 });
  });
});
