import { describe, expect, test } from "vitest";
import { ground } from "../../../src/core/triage/ground.ts";

const ARTICLES = new Map([
  [
    "DEP-02",
    "We credit **BTC** after 2 confirmations, which takes about 20 minutes. TRC20 deposits need 20 confirmations.\n\n1. Do not send again.\n2. Open [Status](https://status.borealis.example).\n\nA confirmed deposit cannot be reversed.",
  ],
  ["DEP-03", "充值到账前请勿重复转账。比特币需要 2 次确认。已上链的转账无法撤回。"],
]);

const judged = (text: string, quote: string, article = "DEP-02") => {
  const { stands, cut } = ground([{ text, article, quote }], ARTICLES);
  return stands.length === 1 ? "stands" : cut[0]?.reason;
};

describe("a sentence of a draft stands when its quote bears it out", () => {
  test.each([
    ["Your BTC is credited after 2 confirmations.", "We credit BTC after 2 confirmations"],
    ["It takes about 20 minutes.", "which takes about 20 minutes."],
    ["Please do not send it a second time.", "Do not send again."],
    ["You can follow it at https://status.borealis.example.", "Open Status (https://status.borealis.example)."],
    ["Once confirmed it cannot be reversed.", "A confirmed deposit cannot be reversed."],
  ])("%s", (text, quote) => expect(judged(text, quote)).toBe("stands"));

  test.each([
    ["比特币需要 2 次确认。", "比特币需要 2 次确认"],
    ["请不要重复转账。", "充值到账前请勿重复转账。"],
  ])("%s", (text, quote) => expect(judged(text, quote, "DEP-03")).toBe("stands"));
});

describe("and is cut when it does not", () => {
  test.each([
    ["a quote that nobody wrote", "It is instant.", "Deposits are always instant.", "quote_not_in_article"],
    ["a quote with a word changed", "BTC needs 3.", "We credit BTC after 3 confirmations", "quote_not_in_article"],
    ["a quote that says nothing", "All is well.", "We", "quote_too_short"],
    [
      "another number",
      "BTC is credited after 6 confirmations.",
      "We credit BTC after 2 confirmations",
      "says_more_than_its_quote",
    ],
    [
      "a number of the next sentence",
      "It needs 20 confirmations.",
      "We credit BTC after 2 confirmations",
      "says_more_than_its_quote",
    ],
    [
      "another asset",
      "Your ETH is credited after 2 confirmations.",
      "We credit BTC after 2 confirmations",
      "says_more_than_its_quote",
    ],
    [
      "another network",
      "On ERC20 they need 20 confirmations.",
      "TRC20 deposits need 20 confirmations.",
      "says_more_than_its_quote",
    ],
    [
      "a link of its own",
      "See https://borealis-help.example/x",
      "Open Status (https://status.borealis.example).",
      "says_more_than_its_quote",
    ],
    [
      "an address of its own",
      "Send it to 0x52908400098527886E0F7030069857D2E4169EE7.",
      "Do not send again.",
      "says_more_than_its_quote",
    ],
    ["the opposite", "Send it again.", "Do not send again.", "turned_round"],
    [
      "the opposite, politely",
      "A confirmed deposit can be reversed.",
      "A confirmed deposit cannot be reversed.",
      "turned_round",
    ],
    ["another direction", "Withdrawals need 20 confirmations.", "deposits need 20 confirmations.", "turned_round"],
  ])("%s", (_, text, quote, reason) => expect(judged(text, quote)).toBe(reason));

  test("an article that was not given", () =>
    expect(judged("Do not send again.", "Do not send again.", "SEC-99")).toBe("unknown_article"));
  test("the opposite in Chinese", () =>
    expect(judged("已上链的转账可以撤回。", "已上链的转账无法撤回。", "DEP-03")).toBe("turned_round"));
});

test("one sentence cut leaves the others", () => {
  const quote = "Do not send again.";
  const { stands, cut } = ground(
    [
      { text: "Do not send it again.", article: "DEP-02", quote },
      { text: "Send 500 USDT to unlock it.", article: "DEP-02", quote },
    ],
    ARTICLES,
  );
  expect(stands.map(({ text }) => text)).toEqual(["Do not send it again."]);
  expect(cut.map(({ reason, what }) => [reason, what])).toEqual([["says_more_than_its_quote", "500 USDT"]]);
});

test("a hostile draft costs no more than its length", () => {
  const long = "not but, because; ".repeat(5_000);
  const started = process.cpuUsage();
  ground([{ text: long, article: "DEP-02", quote: long }], new Map([["DEP-02", long]]));
  const { user } = process.cpuUsage(started);
  expect(user / 1_000).toBeLessThan(1_500);
});
