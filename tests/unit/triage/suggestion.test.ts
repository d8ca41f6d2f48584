import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CATEGORIES } from "../../../src/core/knowledge/article.ts";
import { knownFrom } from "../../../src/core/outbound/known.ts";
import { acceptReply } from "../../../src/core/triage/accept.ts";
import { merge } from "../../../src/core/triage/merge.ts";
import { readReply } from "../../../src/core/triage/read-reply.ts";
import { redact, rehydrate } from "../../../src/core/triage/redact.ts";
import {
  type ModelReply,
  RISKS,
  SENTIMENTS,
  SEVERITIES,
  type Suggestion,
} from "../../../src/core/triage/suggestion.ts";
import { material } from "./material.ts";

const HASH = "9f3c77aa12be5d0e4f6a8b1c2d3e4f5061728394a5b6c7d8e9f0a1b2c3d4e5f6";
const ADDRESS = "0x52908400098527886E0F7030069857D2E4169EE7";

const reply = (more: Partial<ModelReply> = {}): ModelReply => ({
  category: "deposits",
  severity: "sev3",
  sentiment: "worried",
  language: "en",
  mentions: [],
  risks: [],
  summary: "A deposit of BTC has not been credited.",
  needs_human: false,
  draft: [],
  confidence: 70,
  ...more,
});

describe("what a model answers", () => {
  const canary = "canary-3f9a";
  const good = JSON.stringify(reply());
  test.each([
    ["as it is", good],
    ["in a code fence", `\`\`\`json\n${good}\n\`\`\``],
    ["between words", `Sure! Here it is: ${good} Anything else?`],
  ])("is read %s", (_, answer) => expect(readReply(answer, canary)).toEqual({ ok: true, reply: reply() }));

  test.each([
    ["nothing", "", "empty"],
    ["words", "I cannot help with that.", "not_json"],
    ["an empty object", "{}", "wrong_shape"],
    ["half an object", good.slice(0, 40), "cut_off"],
    ["a severity of its own", JSON.stringify({ ...reply(), severity: "sev0" }), "wrong_shape"],
    ["a key of its own", JSON.stringify({ ...reply(), tool: "freeze" }), "wrong_shape"],
    ["HTML", "<html><body>502</body></html>", "not_json"],
    ["its orders", JSON.stringify({ ...reply(), summary: `the mark is ${canary}` }), "told_its_orders"],
  ])("counts for nothing when it is %s", (_, answer, reason) =>
    expect(readReply(answer, canary)).toMatchObject({ ok: false, reason }),
  );

  test("never throws", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (answer) => void readReply(answer, canary)));
  });
});

describe("what may stand of it", () => {
  const known = knownFrom(new Map());
  const quote = "If it has enough confirmations and is not credited, tell us the transaction hash.";
  const sentence = {
    text: "If [[TX_1]] has enough confirmations and is not credited, tell us.",
    article: "DEP-01",
    quote,
  };
  const placeholders = new Map([["[[TX_1]]", HASH]]);
  const accepted = (draft: ModelReply["draft"]) =>
    acceptReply(reply({ draft }), material(), placeholders, known).suggestion.draft;

  test("a transaction of this conversation is put back", () => {
    // The hash is the customer's own, and the quote has none: it was a placeholder when the sentence was judged.
    expect(acceptReply(reply({ summary: "About [[TX_1]]." }), material(), placeholders, known).suggestion.summary).toBe(
      `About ${HASH}.`,
    );
    expect(rehydrate("[[TX_1]] and [[TX_2]]", placeholders)).toBeUndefined();
  });
  test("a placeholder that nobody gave rejects the draft", () => {
    expect(accepted([sentence, { text: "Tell us [[SEED_1]].", article: "DEP-01", quote }])).toEqual([]);
  });
  test("a link that no fact knows is cut even where an article has it", () => {
    const body = "Open https://unknown.example/x to see it there.";
    const sources = [{ id: "DEP-01", title: "", language: "en", body }];
    const draft = [{ text: "Open https://unknown.example/x to see it there.", article: "DEP-01", quote: body }];
    expect(acceptReply(reply({ draft }), material({ sources }), placeholders, known).suggestion.draft).toEqual([]);
  });
});

describe("rules and model together are never milder than the rules", () => {
  const suggestion = (by: Suggestion["by"]): fc.Arbitrary<Suggestion> =>
    fc.record({
      by: fc.constant(by),
      category: fc.constantFrom(...CATEGORIES),
      severity: fc.constantFrom(...SEVERITIES),
      sentiment: fc.constantFrom(...SENTIMENTS),
      language: fc.constant("en"),
      mentions: fc.constant([]),
      risks: fc.subarray([...RISKS]),
      summary: fc.string(),
      needsHuman: fc.boolean(),
      draft: fc.constant([]),
      confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    });

  test("whatever the model says", () => {
    fc.assert(
      fc.property(suggestion("rules"), suggestion("model"), (rules, model) => {
        const { suggestion: merged } = merge(rules, model, 0.6);
        expect(SEVERITIES.indexOf(merged.severity)).toBeLessThanOrEqual(SEVERITIES.indexOf(rules.severity));
        expect(merged.risks).toEqual(expect.arrayContaining(rules.risks));
        if (rules.needsHuman) expect(merged.needsHuman).toBe(true);
        if (rules.confidence >= 0.6) expect(merged.category).toBe(rules.category);
      }),
    );
  });
});

test("what leaves for a model names no address and no transaction", () => {
  const { texts, known } = redact([`from ${ADDRESS} tx ${HASH}`, `again ${ADDRESS}`]);
  expect(texts).toEqual(["from [[ADDRESS_1]] tx [[TX_1]]", "again [[ADDRESS_1]]"]);
  expect(texts.map((text) => rehydrate(text, known))).toEqual([`from ${ADDRESS} tx ${HASH}`, `again ${ADDRESS}`]);
});
