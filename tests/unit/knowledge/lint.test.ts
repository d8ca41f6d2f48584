import { describe, expect, test } from "vitest";
import type { Article } from "../../../src/core/knowledge/article.ts";
import { type LintOptions, lintKnowledge } from "../../../src/core/knowledge/lint.ts";
import { renderProblem } from "../../../src/core/problem.ts";
import { article } from "./articles.ts";

const NOW = Date.parse("2026-11-20T00:00:00Z");
const lint = (articles: Article[], more: Partial<LintOptions> = {}) =>
  lintKnowledge(articles, { languages: ["en"], now: NOW, ...more }).map(renderProblem);

const DEPOSIT = article("DEP-01", ["where is my deposit"]);
const FEES = article("FEE-01", ["what are the fees"]);
const guide = (steps: NonNullable<Article["guide"]>["steps"], start = "a") =>
  article("DEP-01", ["where is it"], { guide: { start, steps } });
const end = { say: "Wait.", end: "solved" } as const;
const ask = (...go: string[]) => ({ ask: "Which?", options: go.map((it) => ({ label: it, go: it })) });

describe("the lint of a knowledge base", () => {
  test("has nothing to say of good articles", () => {
    const sound = { ...guide({ a: ask("b", "c"), b: ask("c", "d"), c: end, d: end }), related: ["FEE-01"] };
    expect(lint([sound, FEES])).toEqual([]);
  });

  test("finds two with one id and language", () => {
    expect(lint([DEPOSIT, { ...DEPOSIT, questions: ["other"], file: "en/copy.md" }])).toEqual([
      "en/copy.md:1:1: DEP-01 in en is also in en/DEP-01.md. Keep one of them.",
    ]);
  });

  test("finds a translation with no original, and an original with no translation", () => {
    const chinese = article("FEE-01", ["手续费多少"], { language: "zh" });
    expect(lint([DEPOSIT, chinese], { languages: ["en", "zh"] })).toEqual([
      "en/DEP-01.md:1:1: warning: DEP-01 is not there in zh. Those customers get it in en.",
      "zh/FEE-01.md:1:1: FEE-01 has no original in en. Write FEE-01 in en first.",
    ]);
    expect(lint([DEPOSIT, article("DEP-01", ["où est mon dépôt"], { language: "fr" })])).toEqual([
      "fr/DEP-01.md:1:1: warning: the desk does not speak fr. It speaks en.",
    ]);
  });

  test("finds an answer that nobody has read for half a year", () => {
    expect(lint([{ ...DEPOSIT, reviewed: "2026-05-24" }])).toEqual([]);
    expect(lint([{ ...DEPOSIT, reviewed: "2026-05-23" }])).toEqual([
      expect.stringContaining("warning: it was last reviewed 181 days ago"),
    ]);
    expect(lint([{ ...DEPOSIT, reviewed: "2027-01-01" }])).toEqual([expect.stringContaining("which is still to come")]);
  });

  test("finds a question that two articles answer, however it is spelt", () => {
    expect(lint([DEPOSIT, article("DEP-02", ["Where is MY deposit?!"])])).toEqual([
      'en/DEP-02.md:1:1: the question "Where is MY deposit?!" is also in en/DEP-01.md. Keep it where it fits best.',
    ]);
    expect(lint([article("DEP-02", ["a deposit", "A deposit."])])).toEqual([expect.stringContaining("is there twice")]);
    expect(lint([article("DEP-02", ["???"])])).toEqual([expect.stringContaining("has no words")]);
  });

  test("finds related articles that do not exist", () => {
    expect(lint([{ ...DEPOSIT, related: ["FEE-09", "DEP-01"] }])).toEqual([
      "en/DEP-01.md:1:1: related article FEE-09 does not exist.",
      "en/DEP-01.md:1:1: the article is related to itself.",
    ]);
  });

  test.each([
    ["a step that is missing", { a: ask("b", "x"), b: end }, ["step a of the guide goes to x, which is not a step."]],
    ["a step never reached", { a: ask("b", "c"), b: end, c: end, d: end }, ["step d of the guide is never reached."]],
    ["a circle", { a: ask("b", "c"), b: ask("a", "c"), c: end }, ["the guide goes in a circle: a -> b -> a."]],
    [
      "no way out",
      { a: ask("b", "c"), b: ask("b", "b"), c: end },
      ["the guide goes in a circle: b -> b.", "step b of the guide leads to no end."],
    ],
  ])("finds in a guide %s", (_, steps, complaints) => {
    expect(lint([guide(steps)])).toEqual(complaints.map((it) => `en/DEP-01.md:1:1: ${it}`));
  });

  test("finds a guide that starts nowhere", () => {
    expect(lint([guide({ b: end }, "a")])).toEqual([
      "en/DEP-01.md:1:1: the guide starts at a, which is not a step.",
      "en/DEP-01.md:1:1: step b of the guide is never reached.",
    ]);
  });

  test.each([
    ["a bidirectional override", "\u202e", "202E"],
    ["a zero-width space", "\u200b", "200B"],
    ["a control character", "\u0007", "0007"],
    ["a tag character", "\u{e0041}", "E0041"],
  ])("finds %s", (_, character, code) => {
    const complaint = `en/DEP-01.md:1:1: there is an invisible character, U+${code}. Remove it.`;
    expect(lint([{ ...DEPOSIT, body: `Wait${character}.` }])).toEqual([complaint]);
    expect(lint([{ ...DEPOSIT, title: `De${character}posit` }])).toEqual([complaint]);
  });

  test("lets the joiners of emoji and of Persian be", () => {
    expect(lint([{ ...DEPOSIT, body: "👩‍💻 می‌خواهم" }])).toEqual([]);
  });

  test("finds an answer that is too long for a chat", () => {
    expect(lint([{ ...DEPOSIT, body: "a".repeat(1_801) }])).toEqual([
      expect.stringContaining("has 1801 characters, more than 1800"),
    ]);
    expect(lint([{ ...DEPOSIT, language: "zh", body: "长".repeat(1_001) }], { languages: ["zh"] })).toHaveLength(1);
    expect(lint([{ ...DEPOSIT, body: "a".repeat(1_800) }])).toEqual([]);
  });

  test("reminds of example facts", () => {
    const facts = new Map([
      ["dep.a", { value: "4", example: true }],
      ["dep.b", { value: "5", example: false }],
    ]);
    expect(lint([{ ...DEPOSIT, facts: ["dep.a", "dep.b"] }], { facts })).toEqual([
      expect.stringContaining("warning: it states example facts: dep.a."),
    ]);
  });
});
