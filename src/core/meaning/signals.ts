import type { Likeness } from "./likeness.ts";

/** What a query's vector says of one article: nearest question, three nearest, nearest passage, regression's logit above the lowest in tens. */
export const MEANT = 4;

export function meantSignal(
  i: number,
  variant: number,
  { nearest, near, passage, logits, least }: Likeness,
  of: number,
) {
  if (i === 3) return logits ? ((logits[of] as number) - least) / 10 : 0;
  return (i === 0 ? nearest : i === 1 ? near : passage)[variant] as number;
}

/** Adds to each score the weighted signals of meaning. */
export function addMeaning(
  among: Uint32Array,
  scores: Float32Array,
  { nearest, near, passage, logits, least }: Likeness,
  classOf: Uint32Array,
  [a = 0, b = 0, c = 0, d = 0]: readonly number[],
): void {
  for (let i = 0; i < among.length; i++) {
    const variant = among[i] as number;
    const learnt = logits ? ((logits[classOf[variant] as number] as number) - least) / 10 : 0;
    scores[variant] =
      (scores[variant] as number) +
      a * (nearest[variant] as number) +
      b * (near[variant] as number) +
      c * (passage[variant] as number) +
      d * learnt;
  }
}

/**
 * What in the vectors speaks for the first of a ranking: its nearest question, the nearest of all, its lead over other articles, its
 * three nearest, its nearest passage; then the regression's probability, that lead, whether it agrees, and the logit above the mean.
 */
export function meantEvidence(best: readonly number[], likeness: Likeness, classOf: Uint32Array): number[] {
  const { nearest, near, passage, logits } = likeness;
  const first = best[0] as number;
  const own = classOf[first] as number;
  const ofFirst = nearest[first] as number;
  let highest = 0;
  let rival = 0;
  for (let v = 0; v < nearest.length; v++) {
    const cosine = nearest[v] as number;
    if (cosine > highest) highest = cosine;
    if (classOf[v] !== own && cosine > rival) rival = cosine;
  }
  const lexical = [ofFirst, highest, ofFirst - rival, near[first] as number, passage[first] as number];
  return [...lexical, ...(logits ? byClass(logits, own) : [0, 0, 0, 0])];
}

function byClass(logits: Float32Array, own: number): number[] {
  let highest = Number.NEGATIVE_INFINITY;
  let rival = Number.NEGATIVE_INFINITY;
  let mean = 0;
  for (let c = 0; c < logits.length; c++) {
    const logit = logits[c] as number;
    highest = Math.max(highest, logit);
    if (c !== own && logit > rival) rival = logit;
    mean += logit / logits.length;
  }
  let sum = 0;
  for (const it of logits) sum += Math.exp(it - highest);
  const mine = logits[own] as number;
  const chance = (logit: number) => Math.exp(logit - highest) / sum;
  return [chance(mine), chance(mine) - chance(rival), mine >= highest ? 1 : 0, (mine - mean) / 8];
}
