import { describe, expect, test } from "vitest";
import { buildIndex } from "../../../src/core/knowledge/article-index.ts";
import { buildKnowledge } from "../../../src/core/knowledge/knowledge.ts";
import { newTally, tally, tallyOf } from "../../../src/core/knowledge/tally.ts";
import { article, KNOWN } from "./articles.ts";

/** More articles than are weighed in full: each asks about its own coin, in words that all of them share. */
const coinOf = (n: number) => `coin${String.fromCharCode(97 + (n % 26), 97 + (Math.floor(n / 26) % 26))}x`;
const MANY = Array.from({ length: 600 }, (_, n) =>
  article(`COIN-${n}`, [`how do i deposit ${coinOf(n)} into my wallet`, `is ${coinOf(n)} listed here`]),
);
const desk = buildKnowledge([...KNOWN, ...MANY], { languages: ["en"] });
const first = (text: string) => desk.search(text)[0]?.article;

describe("of many articles, a search", () => {
  test("finds the one that has the rare word, whatever else is asked", () => {
    expect(first("hello how do i deposit coinqhx into my wallet please")).toBe("COIN-198");
    expect(first("is coinzox listed")).toBe("COIN-389");
  });

  test("finds by characters the words that no article has", () => {
    expect(first("pasworrdd")).toBe("ACC-01");
    expect(first("my pasworrdd is not accepted here")).toBe("ACC-01");
  });

  test("gives as many as are asked for", () => {
    expect(desk.search("how do i deposit into my wallet", { limit: 100 })).toHaveLength(100);
    expect(desk.search("how do i deposit into my wallet", { limit: 3 })).toHaveLength(3);
  });

  test("gives staff articles to staff alone", () => {
    const secret = article("SUP-90", ["how do i deposit coinsecret into my wallet"], { audience: "staff" });
    const both = buildKnowledge([...MANY, secret], { languages: ["en"] });
    const asked = "deposit coinsecret into my wallet";
    expect(both.search(asked).map((it) => it.article)).not.toContain("SUP-90");
    expect(both.search(asked, { audience: "staff" })[0]?.article).toBe("SUP-90");
  });
});

test("what a document scores by its own terms is what it scores by the lists of the terms", () => {
  const { grams } = buildIndex(MANY);
  const { byDocument } = grams;
  if (!byDocument) throw new Error("there are enough articles to keep the terms of each");
  const query = new Map([...grams.ids.keys()].filter((_, i) => i % 97 === 0).map((it, i) => [it, 1 + (i % 3)]));
  const [lists, own] = [newTally(grams), newTally(grams)];
  tally(grams, query, lists);
  const units = new Float32Array(grams.scales.length);
  const highest = tallyOf(Uint32Array.from(MANY.keys()), grams, byDocument, query, own, units);
  for (const [i, score] of lists.scores.entries()) expect(own.scores[i]).toBeCloseTo(score, 3);
  expect(highest).toBeCloseTo(Math.max(...own.scores), 3);
  expect([own.own, own.known]).toEqual([lists.own, lists.known]);
  expect(units.every((it) => it === 0)).toBe(true);
});
