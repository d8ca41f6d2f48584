import { coverageAt, type Judged } from "../../src/core/insight/evaluate.ts";

/** Shares, 0 to 1, of the queries that have an answer. */
export interface Score {
  first: number;
  top3: number;
  /** Mean reciprocal rank, 0 past the tenth. */
  mrr: number;
}

/** Of each query the place of the right article: 0 is first, -1 not among the first ten. */
export function scoreOf(places: readonly number[]): Score {
  const mean = (of: (place: number) => number) => places.reduce((sum, it) => sum + of(it), 0) / places.length;
  return {
    first: mean((it) => (it === 0 ? 1 : 0)),
    top3: mean((it) => (it >= 0 && it < 3 ? 1 : 0)),
    mrr: mean((it) => (it < 0 ? 0 : 1 / (it + 1))),
  };
}

export const coverage = (judged: readonly Judged[]): number => coverageAt(judged, 0.95).share;

/** Probability that a query with an answer gets a higher confidence than one with none; NaN when one kind is missing. */
export function areaUnderCurve(judged: readonly Judged[]): number {
  const order = judged.toSorted((a, b) => a.confidence - b.confidence);
  let ranks = 0;
  for (let i = 0; i < order.length; ) {
    let j = i;
    while (j < order.length && order[j]?.confidence === order[i]?.confidence) j++;
    for (let k = i; k < j; k++) if (order[k]?.answerable) ranks += (i + j + 1) / 2;
    i = j;
  }
  const own = judged.filter((it) => it.answerable).length;
  return (ranks - (own * (own + 1)) / 2) / (own * (judged.length - own));
}

/** Share of the queries with no answer that fall below the threshold which keeps 95 % of those with one; NaN when all have one. */
export function foreignRecall(judged: readonly Judged[]): number {
  const own = judged
    .filter((it) => it.answerable)
    .map((it) => it.confidence)
    .sort((a, b) => a - b);
  const threshold = own[Math.floor(own.length * 0.05)] ?? 0;
  const foreign = judged.filter((it) => !it.answerable);
  return foreign.filter((it) => it.confidence < threshold).length / foreign.length;
}
