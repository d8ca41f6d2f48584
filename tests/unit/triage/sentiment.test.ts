import { expect, test } from "vitest";
import { sentimentOf } from "../../../src/core/triage/sentiment.ts";

test.each([
  ["how do i reset my 2fa", "calm"],
  ["what are the fees for trc20?", "calm"],
  ["提币手续费是多少", "calm"],
  ["still nothing after 3 hours, is my money safe??", "worried"],
  ["充值还没到账，有点担心", "worried"],
  ["this is ridiculous, worst exchange ever", "angry"],
  ["WHERE IS MY MONEY GIVE IT BACK", "angry"],
  ["where is it!!!", "angry"],
  ["你们是骗子吧，还我钱", "angry"],
  ["those are my life savings please", "desperate"],
  ["i am worried and furious, i lost everything", "desperate"],
  ["这是救命钱，求求你们了", "desperate"],
])("%s: %s", (text, sentiment) => expect(sentimentOf([text]).sentiment).toBe(sentiment));

test("the reason quotes the word that decided", () => {
  expect(sentimentOf(["I am furious"]).because).toBe("they write “furious”");
});
