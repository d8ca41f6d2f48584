/** A query that was asked: how sure the desk was, and where the right article stood (0 is first, -1 not found or there is none). */
export interface Judged {
  confidence: number;
  foreign: boolean;
  place: number;
}

/** Probability that a query with an answer gets a higher confidence than one with none; NaN when one kind is missing. */
export function areaUnderCurve(judged: Judged[]): number {
  const order = judged.toSorted((a, b) => a.confidence - b.confidence);
  let ranks = 0;
  for (let i = 0; i < order.length; ) {
    let j = i;
    while (j < order.length && order[j]?.confidence === order[i]?.confidence) j++;
    for (let k = i; k < j; k++) if (!order[k]?.foreign) ranks += (i + j + 1) / 2;
    i = j;
  }
  const own = judged.filter((it) => !it.foreign).length;
  return (ranks - (own * (own + 1)) / 2) / (own * (judged.length - own));
}

/** Expected calibration error in 15 bins of confidence: the mean distance between it and the share that was right. */
export function calibrationError(judged: Judged[]): number {
  const bins = Map.groupBy(judged, (it) => Math.min(14, Math.floor(it.confidence * 15)));
  return [...bins.values()].reduce((sum, bin) => {
    const gap = bin.reduce((total, it) => total + it.confidence - (it.place === 0 ? 1 : 0), 0);
    return sum + Math.abs(gap) / judged.length;
  }, 0);
}

/** The greatest share of all queries that can be answered, the surest first, with this share of the answers right. */
export function coverageAt(judged: Judged[], precision: number): number {
  const order = judged.toSorted((a, b) => b.confidence - a.confidence);
  let right = 0;
  let covered = 0;
  for (const [i, it] of order.entries()) {
    if (it.place === 0) right++;
    if (right / (i + 1) >= precision) covered = i + 1;
  }
  return covered / judged.length;
}

/** Share of the queries with no answer that fall below the threshold which keeps this share of those with one. */
export function foreignRecallAt(judged: Judged[], kept: number): number {
  const own = judged
    .filter((it) => !it.foreign)
    .map((it) => it.confidence)
    .sort((a, b) => a - b);
  const threshold = own[Math.floor(own.length * (1 - kept))] ?? 0;
  const foreign = judged.filter((it) => it.foreign);
  return foreign.filter((it) => it.confidence < threshold).length / foreign.length;
}
