import { grams, normalise, type Piece, pieces, terms } from "./analyse.ts";
import type { Article } from "./article.ts";
import { buildPostings, type Postings } from "./postings.ts";

/** What a text is looked up in. */
export interface ArticleIndex {
  /** Words of each question. */
  questions: Postings;
  /** The variant that each question belongs to. */
  owner: Uint32Array;
  /** Words of each variant as a whole. */
  articles: Postings;
  /** Characters of each variant as a whole. */
  grams: Postings;
}

const TITLE = 2;

export function buildIndex(articles: readonly Article[]): ArticleIndex {
  const read = (text: string) => pieces(normalise(text));
  const analysed = articles.map((it) => ({
    title: read(it.title),
    questions: it.questions.map(read),
    body: read(it.body + guideText(it)),
  }));
  const fields = (piecesTo: (found: readonly Piece[]) => string[]) =>
    analysed.map((it) => [
      { terms: piecesTo(it.title), weight: TITLE },
      { terms: it.questions.flatMap(piecesTo), weight: 1 },
      { terms: piecesTo(it.body), weight: 1 },
    ]);
  return {
    questions: buildPostings(
      analysed.flatMap((it) => it.questions.map((question) => [{ terms: terms(question), weight: 1 }])),
      { k1: 1.2, b: 0.75 },
    ),
    owner: Uint32Array.from(analysed.flatMap((it, i) => it.questions.map(() => i))),
    articles: buildPostings(fields(terms), { k1: 2, b: 0.75 }),
    grams: buildPostings(fields(grams), { k1: 2, b: 0.75 }),
  };
}

function guideText({ guide }: Article): string {
  const steps = Object.values(guide?.steps ?? {}).map((it) =>
    "say" in it ? it.say : [it.ask, ...it.options.map((o) => o.label)].join("\n"),
  );
  return steps.map((it) => `\n${it}`).join("");
}

/** Sums the three best questions of each article into `out`, which is 0 before, and returns the highest sum; `three` is scratch of three places an article, 0 too. */
export function sumBestThree(
  found: { touched: Uint32Array; count: number; scores: Float32Array },
  owner: Uint32Array,
  three: Float32Array,
  out: Float32Array,
): number {
  const { touched, count, scores } = found;
  for (let i = 0; i < count; i++) {
    const question = touched[i] as number;
    let score = scores[question] as number;
    const base = (owner[question] as number) * 3;
    for (let slot = base; slot < base + 3; slot++) {
      const held = three[slot] as number;
      if (score <= held) continue;
      three[slot] = score;
      score = held;
    }
  }
  let highest = 0;
  for (let i = 0; i < count; i++) {
    const article = owner[touched[i] as number] as number;
    const base = article * 3;
    const sum = (three[base] as number) + (three[base + 1] as number) + (three[base + 2] as number);
    if (sum === 0) continue;
    out[article] = sum;
    if (sum > highest) highest = sum;
    three[base] = three[base + 1] = three[base + 2] = 0;
  }
  return highest;
}
