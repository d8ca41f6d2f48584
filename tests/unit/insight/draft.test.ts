import fc from "fast-check";
import { expect, test } from "vitest";
import { draftArticles } from "../../../src/core/insight/draft.ts";
import { parseArticle } from "../../../src/core/knowledge/parse.ts";
import { cleanText } from "../../../src/core/text.ts";
import { testPolicy } from "../../harness/policy.ts";

const { knowledge } = testPolicy();

test("whatever customers and responders wrote, the parser takes the draft and reads the same text from it", () => {
  const piece = fc.constantFrom(
    "---",
    "\n",
    "{{fact.one}}",
    "}}",
    "{",
    '"',
    "'",
    "#",
    ": ",
    "- ",
    "<!--",
    "`",
    "\\",
    "…",
    "充值",
    "a b",
    "\u2028",
    "\ttab",
    "é😀",
  );
  const text = fc
    .array(fc.oneof(piece, fc.string({ unit: "grapheme", maxLength: 12 }), fc.lorem({ maxCount: 4 })), {
      minLength: 1,
      maxLength: 30,
    })
    .map((it) => cleanText(it.join(" ")));
  let made = 0;
  fc.assert(
    fc.property(text, text, fc.constantFrom("en", "zh"), (question, reply, language) => {
      const settled = [{ number: 7, team: "payments", names: [], language, text: question, replies: [reply] }];
      const { drafts } = draftArticles(settled, { knowledge, min: 1, names: [] });
      made += drafts.length;
      for (const { id, markdown } of drafts) {
        const { article, problems } = parseArticle(markdown, `${id}.md`, new Map());
        expect(problems).toEqual([]);
        expect(article).toMatchObject({ id, language, audience: "staff", owner: "payments" });
        expect(article?.body.length).toBeGreaterThanOrEqual(40);
        expect(markdown).toContain("# A draft from T-7.");
        expect(markdown.includes("write it in en as well")).toBe(language === "zh");
      }
    }),
    { numRuns: 400 },
  );
  expect(made).toBeGreaterThan(100);
});

test("a thousand tickets become drafts with ids that the parser takes", () => {
  const settled = Array.from({ length: 1_000 }, (_, i) => ({
    number: i + 1,
    team: "payments",
    names: [],
    language: "en",
    text: `zq${(i % 500).toString(36).replace(/\d/g, "x")}${"abcdefghij"[i % 10]} vw${(i % 500).toString(36).replace(/\d/g, "y")}`,
    replies: ["Choose Settings, then Security, and follow what the page says from there on."],
  }));
  const { drafts } = draftArticles(settled, { knowledge, min: 1, names: [] });
  expect(drafts.length).toBeGreaterThan(99);
  expect(new Set(drafts.map(({ id }) => id)).size).toBe(drafts.length);
  for (const { id, markdown } of drafts) expect(parseArticle(markdown, `${id}.md`, new Map()).article?.id).toBe(id);
});
