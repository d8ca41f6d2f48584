import { describe, expect, test } from "vitest";
import { NO_BLOCKLIST } from "../../src/core/guard/blocklist.ts";
import { judge } from "../../src/core/guard/judge.ts";
import { bareGuard } from "../../src/core/guard/policy.ts";
import { screen } from "../../src/core/guard/screen.ts";
import { TALK_EN, TALK_ZH } from "../harness/talk.ts";

/* Prices, wallets, orders, hashes, versions and phones: near everything that the guard looks for, and nothing of it. */

const guard = bareGuard(() => NO_BLOCKLIST);

describe.each([
  ["English", TALK_EN],
  ["Chinese", TALK_ZH],
])("ordinary talk of crypto, %s", (language, texts) => {
  test("raises nothing and loses nothing", () => {
    const alarms = texts.filter((text) => {
      const { signals, clean } = screen(text);
      return signals.length > 0 || clean !== text;
    });
    console.info(`ordinary talk, ${language}: ${alarms.length} of ${texts.length} with a false alarm`);
    expect(texts.length).toBeGreaterThan(150);
    expect(alarms).toEqual([]);
  });

  test("is judged harmless", () => {
    const judged = texts.filter((text) => judge({ text, author: {}, now: 0 }, guard).action !== "none");
    expect(judged).toEqual([]);
  });
});
