import { describe, expect, test } from "vitest";
import type { Article } from "../../../src/core/knowledge/article.ts";
import { AT_BODY, atKey, below, placed } from "../../../src/core/knowledge/finding.ts";
import { type LintOptions, lintKnowledge, lintStructure } from "../../../src/core/knowledge/lint.ts";
import { type Problem, renderProblem } from "../../../src/core/problem.ts";
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

  test("complains of an original that could not be read once, not of what needs it", () => {
    const chinese = article("FEE-01", ["手续费多少"], { language: "zh" });
    const unread: Problem = { file: "en/FEE-01.md", line: 5, column: 1, message: "no end", severity: "error" };
    const deposit = { ...DEPOSIT, related: ["FEE-01"] };
    const found = lint([deposit, chinese], { languages: ["en", "zh"], problems: [unread] });
    expect(found.filter((it) => it.includes("FEE-01"))).toEqual([]);
    expect(lintStructure([DEPOSIT, chinese], ["en", "zh"], [unread])).toEqual([]);
    expect(lintStructure([DEPOSIT, chinese], ["en", "zh"])).toHaveLength(1);
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
      "en/DEP-01.md:1:1: related article FEE-09 does not exist. Remove it, or mend its id.",
      "en/DEP-01.md:1:1: the article is related to itself. Remove it.",
    ]);
  });

  test.each([
    [
      "a step that is missing",
      { a: ask("b", "x"), b: end },
      ["step a of the guide goes to x, which is not a step. Name a step, or add this one."],
    ],
    [
      "a step never reached",
      { a: ask("b", "c"), b: end, c: end, d: end },
      ["step d of the guide is never reached. Lead to it, or remove it."],
    ],
    [
      "a circle",
      { a: ask("b", "c"), b: ask("a", "c"), c: end },
      ["the guide goes in a circle: a -> b -> a. Let it end."],
    ],
    [
      "no way out",
      { a: ask("b", "c"), b: ask("b", "b"), c: end },
      [
        "the guide goes in a circle: b -> b. Let it end.",
        "step b of the guide leads to no end. Give it an option that ends.",
      ],
    ],
  ])("finds in a guide %s", (_, steps, complaints) => {
    expect(lint([guide(steps)])).toEqual(complaints.map((it) => `en/DEP-01.md:1:1: ${it}`));
  });

  test("finds a guide that starts nowhere", () => {
    expect(lint([guide({ b: end }, "a")])).toEqual([
      "en/DEP-01.md:1:1: the guide starts at a, which is not a step. Name one of its steps.",
      "en/DEP-01.md:1:1: step b of the guide is never reached. Lead to it, or remove it.",
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

  test.each([
    ["[here](DEP-02)", '"DEP-02" leads nowhere from a chat'],
    ["[here]()", '"" leads nowhere from a chat'],
    ["see https://", '"https://" is not an address'],
    ["see https://status then", '"https://status" is not an address'],
    ["see http://status.example.com", "is not encrypted"],
  ])("finds the broken link in %j", (body, complaint) => {
    expect(lint([{ ...DEPOSIT, body }])).toEqual([expect.stringContaining(complaint)]);
  });

  test("lets whole addresses be, in Chinese sentences too", () => {
    const body =
      "See [the list](https://a.example/b) or https://status.example.com/x. 请看 https://status.example.com，谢谢";
    expect(lint([{ ...DEPOSIT, body }])).toEqual([]);
  });

  test("finds where a translation contradicts its original", () => {
    const here = {
      ...article("DEP-01", ["充值没到"], { language: "zh" }),
      route: "verify" as const,
      body: "等 48 小时",
    };
    const said = lint([{ ...DEPOSIT, body: "1. Wait 24 hours, for TRC20 too." }, here], { languages: ["en", "zh"] });
    expect(said).toEqual([
      expect.stringContaining("its route is verify, but self in en"),
      expect.stringContaining("state different numbers: 24 in en, 48 here"),
    ]);
    const facts = { ...here, route: DEPOSIT.route, facts: ["dep.wait"] };
    expect(lint([DEPOSIT, facts], { languages: ["en", "zh"] })).toEqual([
      expect.stringContaining("do not state the same facts: dep.wait"),
    ]);
    const steps = guide({ a: ask("b", "c"), b: end, c: end });
    const other = { ...guide({ a: ask("c", "b"), b: end, c: end }), language: "zh", questions: ["充值没到"] };
    expect(lint([steps, other], { languages: ["en", "zh"] })).toEqual([
      expect.stringContaining("its guide has other steps than in en"),
    ]);
  });

  test("finds a fact that says something else in another language, once; hours of the day may differ", () => {
    const facts = new Map([
      ["a.hold", { value: { en: "24 hours", zh: "48 小时" }, example: false }],
      ["a.hours", { value: { en: "07:00 to 23:00 UTC", zh: "15:00 至次日 07:00（北京时间）" }, example: false }],
    ]);
    const both = [DEPOSIT, FEES].map((it) => ({ ...it, facts: ["a.hold", "a.hours"] }));
    expect(lint(both, { facts })).toEqual([
      "en/DEP-01.md:1:1: warning: the fact a.hold says 24 in en, 48 in zh, and nothing of the kind elsewhere. Let its values agree.",
    ]);
    const chinese = { ...article("DEP-01", ["充值没到"], { language: "zh", facts: ["a.hold"] }), body: "等 48 小时" };
    const english = { ...DEPOSIT, facts: ["a.hold"], body: "Wait 24 hours" };
    expect(lint([english, chinese], { facts, languages: ["en", "zh"] })).toHaveLength(1);
  });

  test("gives each finding the line where it stands", () => {
    const source = [
      "---",
      "id: DEP-01",
      "questions:",
      "  - what about deposits",
      '  - "a \\"quoted\\" question: yes"',
      "guide:",
      "  start: a",
      "  steps:",
      "    a:",
      "---",
      "",
      "Wait.",
    ].join("\n");
    const place = (near: readonly string[]) => {
      const { line, column } = placed({ file: "f", line: 1, column: 1, message: "", severity: "error", near }, source);
      return [line, column];
    };
    expect(place(atKey("id"))).toEqual([2, 1]);
    expect(place(below("questions", "what about deposits"))).toEqual([4, 5]);
    expect(place(below("questions", 'a "quoted" question: yes'))).toEqual([5, 6]);
    expect(place(["\nguide:", " a:"])).toEqual([9, 5]);
    expect(place(AT_BODY)).toEqual([12, 1]);
    expect(place(["not there"])).toEqual([1, 1]);
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
