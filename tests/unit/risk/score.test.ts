import { expect, test } from "vitest";
import { parseConfig } from "../../../src/core/config/parse.ts";
import { happening } from "../../../src/core/happening.ts";
import type { Observed, RiskEventType } from "../../../src/core/risk/risk.ts";
import { scoreOf } from "../../../src/core/risk/score.ts";
import { testPolicy } from "../../harness/policy.ts";
import { RISK } from "./yaml.ts";

const { risk: rules } = testPolicy({ yaml: RISK }).config;
const NOW = Date.UTC(2026, 10, 22, 3);
const ago = (minutes: number, what: RiskEventType, count = 1): Observed => ({
  what,
  time: NOW - minutes * 60_000,
  count,
});
const score = (...seen: Observed[]) => {
  if (rules === undefined) throw new Error("no rules");
  return scoreOf(seen, rules, NOW);
};

test("each rule says what it gave, or what it lacked", () => {
  const { points, level, trace } = score(ago(10, "account.signed_in_new_device"), ago(5, "account.address_added"));
  expect({ points, level }).toEqual({ points: 40, level: "warn" });
  expect(trace.outcome).toBe("40 points: a warning, from 40 on; an incident begins at 80");
  expect(trace.steps.map(({ step, result, because }) => `${step} ${result}: ${because}`)).toEqual([
    "new device applied: 20 points: signed in new device once within 1d",
    "new address applied: 20 points: address added once within 1d",
    "guessing passed: 0 points: sign in failed 0 times of 3 within 1h",
    "takeover passed: 0 points: large withdrawal 0 times of 1 within 1d",
  ]);
});

test("a combination counts once all of it has happened, and only within its time", () => {
  const three = [
    ago(10, "account.signed_in_new_device"),
    ago(5, "account.address_added"),
    ago(1, "account.large_withdrawal"),
  ];
  expect(score(...three)).toMatchObject({ points: 90, level: "incident" });
  expect(score(...three.slice(1), ago(25 * 60, "account.signed_in_new_device"))).toMatchObject({ points: 20 });
});

test("the exchange may tell of several at once, and below the number they give nothing", () => {
  expect(score(ago(1, "account.sign_in_failed", 2))).toMatchObject({ points: 0, level: "none" });
  expect(score(ago(1, "account.sign_in_failed", 2), ago(2, "account.sign_in_failed"))).toMatchObject({ points: 10 });
});

test("rules that cannot work are refused with their place", () => {
  const complain = (yaml: string) =>
    parseConfig(yaml, "nightdesk.yaml").problems.map(({ line, message }) => `${line}: ${message}`);
  expect(complain(RISK)).toEqual([]);
  expect(complain(RISK.replace("incident: 80", "incident: 30"))).toEqual(['9: "incident" 30 is not above "warn" 40']);
  expect(complain(RISK.replace("incident: 80", "incident: 500"))).toEqual([
    '9: all rules together give 100 points, and "incident" needs 500',
  ]);
  expect(complain(RISK.replace("name: guessing", "name: takeover"))[0]).toContain("two rules called “takeover”");
  expect(complain(RISK.replace("account.sign_in_failed", "account.sign_in_filed"))).toHaveLength(1);
  expect(complain(RISK.replace("within: 1h", "within: 30d"))[0]).toContain("at most 7d");
});

test("what is kept of an account reads as a sentence that does not name it", () => {
  const data = { type: "risk.observed", account: "acc-1", what: "account.sign_in_failed", time: NOW, count: 3 };
  const stored = { id: "risk:x/1", stream: "risk:x", version: 1, position: 1, at: NOW, data, content: null } as const;
  expect(happening(stored)?.what).toBe("the exchange says of an account: sign in failed, 3 times");
});
