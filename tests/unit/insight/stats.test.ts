import { expect, test } from "vitest";
import { statsOf } from "../../../src/core/insight/stats.ts";
import type { Fact } from "../../../src/core/knowledge/article.ts";
import { article } from "../../harness/policy.ts";

const inTwo = [
  { ...article("DEP-01", { category: "deposits", questions: ["a", "b", "c"], body: "one two three" }), title: "four" },
  {
    ...article("DEP-02", { category: "deposits", questions: ["d"], body: "five" }),
    title: "six",
    reviewed: "2026-01-31",
  },
  { ...article("FEE-01", { category: "fees", questions: ["e", "f"], body: "seven" }), title: "eight" },
  {
    ...article("DEP-01", { category: "deposits", language: "zh", questions: ["甲"], body: "手续费 USDT" }),
    title: "充值",
  },
];
const fact = (example: boolean): Fact => ({ value: "1", example });

test("counts by language and category, and a language in all", () => {
  const { holdings } = statsOf(inTwo, ["en", "zh"], new Map());
  expect(holdings.map(({ language, category }) => [language, category])).toEqual([
    ["en", "deposits"],
    ["en", "fees"],
    ["en", null],
    ["zh", "deposits"],
    ["zh", null],
  ]);
  expect(holdings[0]).toMatchObject({ articles: 2, questions: 4, median: 2, words: 6 });
  expect(holdings[0]?.oldest).toEqual({ reviewed: "2026-01-31", article: "DEP-02" });
  expect(holdings[2]).toMatchObject({ articles: 3, questions: 6, median: 2, words: 8 });
  // 手, 续, 费, USDT, 充, 值
  expect(holdings[4]).toMatchObject({ articles: 1, median: 1, words: 6 });
});

test("says which articles another language lacks, and which facts are still the shipped example", () => {
  const facts = new Map([
    ["fee.maker", fact(true)],
    ["fee.taker", fact(false)],
  ]);
  expect(statsOf(inTwo, ["en", "zh"], facts)).toMatchObject({
    missing: [{ language: "zh", articles: ["DEP-02", "FEE-01"] }],
    facts: 2,
    examples: ["fee.maker"],
  });
});

test("counts the whole of a long answer", () => {
  const long = article("LON-01", { questions: ["a"], body: "word ".repeat(3_000) });
  expect(statsOf([{ ...long, title: "t" }], ["en"], new Map()).holdings[0]?.words).toBe(3_001);
});
