import { describe, expect, test } from "vitest";
import { buildPostings } from "../../../src/core/knowledge/postings.ts";
import { clear, highestOf, newTally, tally } from "../../../src/core/knowledge/tally.ts";

const K = { k1: 1.2, b: 0.75 };
const documents = (...texts: string[]) => texts.map((it) => [{ terms: it.split(" "), weight: 1 }]);
const query = (text: string) => new Map(text.split(" ").map((it) => [it, 1]));

function scoresOf(texts: string[], asked: string) {
  const postings = buildPostings(documents(...texts), K);
  const found = newTally(postings);
  tally(postings, query(asked), found);
  return { ...found, scores: [...found.scores], highest: highestOf(found) };
}

describe("postings", () => {
  test("score by BM25", () => {
    const { scores } = scoresOf(["a b", "a c", "c d"], "b");
    const idf = Math.log(1 + (3 - 1 + 0.5) / (1 + 0.5));
    expect(scores[0]).toBeCloseTo((idf * 2.2) / (1 + 1.2), 5);
    expect(scores.slice(1)).toEqual([0, 0]);
  });

  test("say how much of the query is known at all", () => {
    expect(scoresOf(["a b", "c d"], "a c").known).toBeCloseTo(scoresOf(["a b", "c d"], "a c").own, 5);
    const half = scoresOf(["a b", "c d"], "a zzz");
    expect(half.known).toBeLessThan(half.own / 2);
    expect(scoresOf(["a b"], "zzz")).toMatchObject({ known: 0, count: 0, highest: 0 });
  });

  test("start anew with each query", () => {
    const postings = buildPostings(documents("a b", "a c"), K);
    const found = newTally(postings);
    tally(postings, query("b a"), found);
    clear(found);
    tally(postings, query("c"), found);
    expect([...found.scores].map((it) => it > 0)).toEqual([false, true]);
    expect(found.count).toBe(1);
  });

  test("count a field by its weight", () => {
    const postings = buildPostings(
      [
        [
          { terms: ["a"], weight: 2 },
          { terms: ["x", "y"], weight: 1 },
        ],
        [
          { terms: ["x"], weight: 2 },
          { terms: ["a", "y"], weight: 1 },
        ],
      ],
      K,
    );
    const found = newTally(postings);
    tally(postings, query("a"), found);
    expect(found.scores[0]).toBeGreaterThan(found.scores[1] ?? 0);
  });

  test("of a word that is everywhere still find where it is the whole text", () => {
    const texts = Array.from({ length: 20_000 }, () => "common and much else besides");
    const { scores, count } = scoresOf([...texts, "common"], "common");
    expect(count).toBeLessThan(texts.length);
    expect(Math.max(...scores)).toBe(scores.at(-1));
  });
});
