import { describe, expect, test } from "vitest";
import { noChanges } from "../../../src/core/oncall/roster.ts";
import { backtest } from "../../../src/core/rules/backtest.ts";
import { checkRules } from "../../../src/core/rules/check.ts";
import { judgeRules } from "../../../src/core/rules/program.ts";
import { textsNeeded } from "../../../src/core/rules/replay.ts";
import { factsOf } from "../../../src/core/rules/route.ts";
import { isWithin, timesSchema } from "../../../src/core/rules/times.ts";
import { openPaging, PAGING_YAML } from "../../harness/paging.ts";
import { testPolicy } from "../../harness/policy.ts";
import { openWorld } from "../../harness/world.ts";

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
    expect(result).toEqual({ tickets: 1, changed: [], stopped: [], pages: { before: 5, after: 5 } });
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

describe("backtest of what was said", () => {
  const yaml = (rules: string) => `desk: { name: B }\nteams: [frontline, press]\nrules: [${rules}]`;
  const PRESS = "{ name: press, when: { text: journalist }, do: { team: press, tags: [press], stop_answering: true } }";

  test("new patterns are held against the texts, and name what the bot would no longer answer", async () => {
    const world = openWorld({ policy: testPolicy({ yaml: yaml("") }) });
    await world.customer("ann").says("what are your trading fees, asks a journalist");
    await world.customer("bob").says("i am a journalist, human please");
    await world.customer("cy").says("what are your trading fees");
    await world.settle();
    const events = await world.store.changes(0, 500);
    const policy = testPolicy({ yaml: yaml(PRESS) });
    const texts = await world.store.contents(textsNeeded(events));
    const result = backtest(events, policy, noChanges, world.now(), texts);
    expect(result.changed).toMatchObject([
      { number: 1, before: { team: "frontline" }, after: { team: "press", tags: ["press"] } },
    ]);
    expect(result.stopped).toMatchObject([{ rule: "press" }]);
  });
});

describe("groups", () => {
  test("a rule of a later group that says what an earlier one has decided is found", () => {
    expect(
      findings(`
  - { name: one, group: first, when: { language: zh }, do: { team: a } }
  - { name: two, group: second, when: { language: zh, channel: discord }, do: { team: b, tags: [x] } }
  - { name: three, group: second, when: { channel: slack }, do: { team: b } }`),
    ).toEqual(["1 shadowed"]);
  });

  test("each has its own first rule, and the earlier group wins where only one can", () => {
    const { config } = testPolicy({
      yaml: `desk: { name: B }\nteams: [a, b]\nrules:
  - { name: one, group: g, when: { language: zh }, do: { team: a, tags: [x] } }
  - { name: two, group: g, when: {}, do: { team: b } }
  - { name: three, group: h, when: { channel: discord }, do: { team: b, priority: P0, tags: [y] } }`,
    });
    const facts = factsOf(
      { reason: null, subject: { article: null, confidence: 0, signals: [] }, language: "zh", channel: "discord" },
      testPolicy(),
      0,
    );
    const { actions, steps } = judgeRules(config.rules, facts);
    expect(actions).toMatchObject({ team: "a", priority: "P0", tags: ["x", "y"] });
    expect(steps.map(({ result, because }) => `${result}: ${because}`)).toEqual([
      "applied: the language is zh",
      "skipped: “one” came first",
      "applied: the channel is discord",
    ]);
  });

  test("times are those of the zone, and hours after midnight belong to the day before", () => {
    const night = timesSchema.parse({ zone: "Asia/Shanghai", days: ["fri"], hours: "22:00-06:00" });
    expect(isWithin(Date.UTC(2026, 10, 20, 14), night)).toBe(true);
    expect(isWithin(Date.UTC(2026, 10, 20, 21, 59), night)).toBe(true);
    expect(isWithin(Date.UTC(2026, 10, 20, 22), night)).toBe(false);
    expect(isWithin(Date.UTC(2026, 10, 19, 14), night)).toBe(false);
  });
});
