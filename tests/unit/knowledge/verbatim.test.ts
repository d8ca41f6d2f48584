import { expect, test } from "vitest";
import { buildKnowledge } from "../../../src/core/knowledge/knowledge.ts";
import { verbatimIndex } from "../../../src/core/knowledge/verbatim.ts";
import { ARTICLES, article } from "../../harness/policy.ts";

const knowledge = buildKnowledge(ARTICLES, { languages: ["en", "zh"] });

test.each(["my withdrawal is stuck", "My withdrawal is STUCK!!", "账户被盗，马上帮我冻结"])(
  "“%s” in an article's own words is that article's",
  (text) => {
    const { hits, confidence } = knowledge.assess(text);
    expect(hits[0]?.article).toBe(text.startsWith("账") ? "SEC-01" : "WDL-01");
    expect(confidence).toBeGreaterThan(0.95);
    expect(knowledge.search(text)[0]?.article).toBe(hits[0]?.article);
    expect(new Set(hits.map((it) => it.article)).size).toBe(hits.length);
  },
);

test("words that two articles share are nobody's own", () => {
  const shared = buildKnowledge(
    [article("AAA-01", { questions: ["help me please"] }), article("BBB-01", { questions: ["help me please"] })],
    { languages: ["en"] },
  );
  expect(shared.assess("help me please").confidence).toBeLessThan(0.95);
});

test("an article for staff is not shown to customers, whatever they write", () => {
  const secret = { ...article("STF-01", { questions: ["how do we detect fraud"] }), audience: "staff" as const };
  const both = buildKnowledge([...ARTICLES, secret], { languages: ["en"] });
  expect(both.assess("how do we detect fraud").hits.map((it) => it.article)).not.toContain("STF-01");
  expect(both.search("how do we detect fraud", { audience: "staff" })[0]?.article).toBe("STF-01");
});

test("a question in an article's words is its own with any hash, address or amount in it", () => {
  const find = verbatimIndex([
    article("DEP-01", { questions: ["my deposit has not arrived"] }),
    article("WDL-01", { questions: ["withdraw 0.5 btc"] }),
  ]);
  expect(find(`my deposit has not arrived: 0x${"9f3c5a7be21d4c86".repeat(4)}`)).toBe(0);
  expect(find("withdraw 2 BTC?")).toBe(1);
  expect(find(`0x${"9f3c5a7be21d4c86".repeat(4)}`)).toBeUndefined();
});
