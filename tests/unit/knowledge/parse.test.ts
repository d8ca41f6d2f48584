import { describe, expect, test } from "vitest";
import type { Fact } from "../../../src/core/knowledge/article.ts";
import { parseArticle, parseFacts } from "../../../src/core/knowledge/parse.ts";
import { knownFrom } from "../../../src/core/outbound/known.ts";
import { renderProblem } from "../../../src/core/problem.ts";

const FACTS = new Map<string, Fact>([
  ["dep.confirmations.btc", { value: { en: "4 confirmations", zh: "4 个确认" }, example: true }],
  ["sup.url.status", { value: "https://status.example", example: false }],
]);

const front = (...lines: string[]) => ["---", ...lines, "---", ""].join("\n");
const HEAD = [
  "id: DEP-01",
  "title: My deposit has not arrived",
  "category: deposits",
  "language: en",
  "questions: [deposit missing, where is my btc]",
  "route: verify",
  "owner: payments",
  "reviewed: 2026-11-20",
];
const parse = (source: string) => {
  const { article, problems } = parseArticle(source, "en/DEP-01.md", FACTS);
  return { article, said: problems.map(renderProblem) };
};

describe("an article", () => {
  test("has its facts filled in, in the language of the article", () => {
    const english = parse(`${front(...HEAD, "facts: [dep.confirmations.btc]")}Wait for {{ dep.confirmations.btc }}.\n`);
    expect(english.said).toEqual([]);
    expect(english.article?.body).toBe("Wait for 4 confirmations.");
    const head = HEAD.map((it) => it.replace("language: en", "language: zh"));
    expect(
      parse(`${front(...head, "facts: [dep.confirmations.btc]")}等待{{dep.confirmations.btc}}。`).article?.body,
    ).toBe("等待4 个确认。");
  });

  test("has them filled in its guide too", () => {
    const guide = [
      "facts: [sup.url.status]",
      "guide:",
      "  start: shows",
      "  steps:",
      "    shows:",
      "      ask: Does it show on {{sup.url.status}}?",
      "      options: [{ label: yes, go: done }, { label: no, go: done }]",
      "    done: { say: Wait., end: solved }",
    ];
    const { article, said } = parse(`${front(...HEAD, ...guide)}Wait.`);
    expect(said).toEqual([]);
    expect(article?.guide?.steps.shows).toMatchObject({ ask: "Does it show on https://status.example?" });
  });

  test("gets every complaint at once, each with its place", () => {
    const wrong = HEAD.map((it) => it.replace("category: deposits", "category: deposit").replace("title:", "titel:"));
    expect(parse(`${front(...wrong, "audience: everyone")}Wait.`).said).toEqual([
      'en/DEP-01.md:2:1: "title" is missing.',
      'en/DEP-01.md:3:1: unknown key "titel". Did you mean "title"?',
      expect.stringMatching(
        /^en\/DEP-01.md:4:11: "category" must be one of account, kyc, .* Did you mean "deposits"\?$/,
      ),
      'en/DEP-01.md:10:11: "audience" must be one of public, staff.',
    ]);
  });

  test.each([
    [
      "used, not listed",
      "Wait for {{sup.url.status}}.",
      "en/DEP-01.md:11:10: fact sup.url.status is used, but not listed. List",
    ],
    [
      "unknown",
      "\nWait {{sup.url.statu}}.",
      'en/DEP-01.md:12:6: fact sup.url.statu is not defined. Did you mean "sup.url.status"?',
    ],
    ["no key", "Wait {{ }}.", "en/DEP-01.md:11:6: {{}} is not the key of a fact."],
    ["never closed", "Wait {{sup.url.status.", "en/DEP-01.md:11:6: {{ without its }}."],
  ])("may not have a fact that is %s", (_, body, complaint) => {
    const { article, said } = parse(`${front(...HEAD)}${body}`);
    expect(article).toBeUndefined();
    expect(said).toEqual([expect.stringContaining(complaint)]);
  });

  test("may not list a fact that it does not use", () => {
    expect(parse(`${front(...HEAD, "facts:", "  - sup.url.status")}Wait.`).said).toEqual([
      "en/DEP-01.md:11:5: fact sup.url.status is listed, but not used. Remove it.",
    ]);
  });

  test("may not use a fact that has no value in its language", () => {
    const head = HEAD.map((it) => it.replace("language: en", "language: fr"));
    expect(parse(`${front(...head, "facts: [dep.confirmations.btc]")}{{dep.confirmations.btc}}`).said).toEqual([
      "en/DEP-01.md:12:1: fact dep.confirmations.btc has no value in fr. Add one where it is defined.",
    ]);
  });

  test("has front matter, an answer, and the name of its file", () => {
    expect(parse("Just text").said).toEqual([expect.stringContaining("en/DEP-01.md:1:1: no front matter.")]);
    expect(parse(front(...HEAD)).said).toEqual(["en/DEP-01.md:11:1: the answer is empty."]);
    const other = HEAD.map((it) => it.replace("DEP-01", "DEP-02"));
    expect(parse(`${front(...other)}Wait.`).said).toEqual([
      'en/DEP-01.md:2:5: "id" is DEP-02, but the file is DEP-01.md. Call the file DEP-02.md or, if it is an article of its own, write id: DEP-01.',
    ]);
  });

  test("is read the same with a byte order mark and Windows line ends", () => {
    const source = `\uFEFF${front(...HEAD)}One.\nTwo.`.replaceAll("\n", "\r\n");
    expect(parse(source)).toMatchObject({ said: [], article: { id: "DEP-01", body: "One.\nTwo." } });
  });

  test("complains of the variant of a guide's step that comes nearest", () => {
    const guide = [
      "guide:",
      "  start: a",
      "  steps:",
      "    a: { ask: Which?, options: [{ label: x, go: a }], optoins: 1 }",
    ];
    expect(parse(`${front(...HEAD, ...guide)}Wait.`).said).toEqual([
      'en/DEP-01.md:13:32: "options" must have at least 2 entries.',
      'en/DEP-01.md:13:55: unknown key "optoins". Did you mean "options"?',
    ]);
  });

  test("is refused when its YAML is broken, repeated or a bomb of aliases", () => {
    expect(parse(`${front("id: [DEP-01")}x`).said.length).toBeGreaterThan(0);
    expect(parse(`${front(...HEAD, "owner: other")}x`).said).toEqual([
      expect.stringMatching(/^en\/DEP-01.md:10:1: “owner” stands twice/),
    ]);
    const bomb = ["a: &a [x, x, x, x, x, x, x, x, x, x]"];
    for (let i = 1; i < 8; i++) {
      const [before, name] = [String.fromCharCode(96 + i), String.fromCharCode(97 + i)];
      bomb.push(`${name}: &${name} [${Array(10).fill(`*${before}`).join(", ")}]`);
    }
    expect(parse(`${front(...HEAD, ...bomb)}x`).said).toEqual([expect.stringContaining("alias")]);
  });
});

describe("a file of facts", () => {
  test("is a map of keys to values", () => {
    const { facts, problems } = parseFacts(
      'dep.a:\n  value: "4"\nsup.b:\n  value: { en: x }\n  example: true\n',
      "facts/dep.yaml",
    );
    expect(problems).toEqual([]);
    expect(facts.get("dep.a")).toEqual({ value: "4", example: false });
    expect([...facts.keys()]).toEqual(["dep.a", "sup.b"]);
    expect(parseFacts("", "facts/dep.yaml")).toEqual({ facts: new Map(), problems: [] });
  });

  test("gets every complaint at once", () => {
    const { facts, problems } = parseFacts(
      "Dep.A:\n  value: x\ndep.b:\n  valeu: x\ndep.c:\n  value: 4\n",
      "facts/dep.yaml",
    );
    expect(facts.size).toBe(0);
    expect(problems.map(renderProblem)).toEqual([
      expect.stringMatching(/^facts\/dep.yaml:1:1: "Dep.A" must look like/),
      'facts/dep.yaml:4:3: "value" is missing.',
      'facts/dep.yaml:4:3: unknown key "valeu". Did you mean "value"?',
      'facts/dep.yaml:6:10: "value" must be a string, but is a number.',
    ]);
  });
});

describe("an article that states what no fact says", () => {
  const known = knownFrom(FACTS);
  const complaints = (source: string) => parseArticle(source, "en/DEP-01.md", FACTS, known).problems.map(renderProblem);

  test("is wrong at that place, in the answer, the guide and the title", () => {
    const guide = [
      "guide:",
      "  start: a",
      "  steps:",
      "    a: { ask: Paid the 5 USDT?, options: [{ label: 'Yes', go: b }, { label: 'No', go: b }] }",
      "    b: { say: Mail us at help@evil.example, end: solved }",
    ];
    const head = HEAD.map((it) => it.replace("has not arrived", "takes 9 days"));
    expect(complaints(`${front(...head, ...guide)}It needs\n12 confirmations.`)).toEqual([
      "en/DEP-01.md:17:1: no fact says “12 confirmations”. Make it a fact and name it here in {{ }}; {{dep.confirmations.btc}} says “4 confirmations”.",
      "en/DEP-01.md:13:15: no fact says “5 USDT”. Make it a fact and name it here in {{ }}.",
      "en/DEP-01.md:14:15: no fact says “help@evil.example”. Make it a fact and name it here in {{ }}.",
      "en/DEP-01.md:3:8: no fact says “9 days”. Leave it out of the title.",
    ]);
  });

  test("may repeat a fact in any spelling, and build on one", () => {
    const head = front(...HEAD, "facts: [dep.confirmations.btc, sup.url.status]");
    expect(
      complaints(`${head}{{dep.confirmations.btc}}, that is four confirmations; {{sup.url.status}}/history says more.`),
    ).toEqual([]);
  });
});
