import { describe, expect, test } from "vitest";
import { loadFiles } from "../../src/cli/files.ts";
import { nextStep } from "../../src/core/conversation/guide.ts";
import type { Article } from "../../src/core/knowledge/article.ts";
import { lintGuide } from "../../src/core/knowledge/lint-guide.ts";

const { articles } = await loadFiles("examples/exchange/nightdesk.yaml");
const guided = articles.filter(({ guide }) => guide !== undefined);

/** The money questions, the error codes, signing in and verification: what customers are led through step by step. */
const LED = [
  "DEP-01",
  "DEP-03",
  "DEP-04",
  "WDL-01",
  "WDL-06",
  "API-03",
  "API-04",
  "ACC-02",
  "SEC-06",
  "KYC-02",
  "KYC-05",
];

describe("the guides of the exchange", () => {
  test("are there, in both languages, with the same steps", () => {
    for (const id of LED) {
      const trees = guided.filter((it) => it.id === id).map(shape);
      expect(trees).toHaveLength(2);
      expect(trees[1]).toEqual(trees[0]);
    }
  });

  test.each(guided.map((it) => [it.file, it] as const))(
    "%s can be walked by number and by label to each of its ends",
    (_, article) => {
      expect(lintGuide(article.guide)).toEqual([]);
      for (const [step, found] of Object.entries(article.guide?.steps ?? {})) {
        if (!("ask" in found)) continue;
        const place = { article: article.id, step, before: [], ended: false };
        found.options.forEach(({ label, go }, i) => {
          expect(nextStep(article, place, String(i + 1))).toBe(go);
          expect(nextStep(article, place, label)).toBe(go);
        });
      }
    },
  );
});

const shape = ({ guide }: Article) =>
  Object.entries(guide?.steps ?? {}).map(([name, it]) => [name, "ask" in it ? it.options.map(({ go }) => go) : it.end]);
