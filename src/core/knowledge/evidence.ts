import type { Scores } from "./signals.ts";
import type { Tally } from "./tally.ts";

/** What speaks for the first of a ranking being right: numbers near 0 to 1, as LEXICAL and then LEARNT name them. */
export type Evidence = Float64Array;

export const LEXICAL = [
  "questions",
  "article",
  "characters",
  "lead",
  "group lead",
  "known",
  "agreement",
  "length",
] as const;
export const LEARNT = ["probability", "probability lead", "certainty", "classifier agrees", "logit"] as const;

interface Found {
  /** At least one variant, best first, and some rivals. */
  best: readonly number[];
  scores: Scores;
  logits: Float32Array | null;
  classOf: Uint32Array;
  factors: Float64Array;
  tallies: { questions: Tally; articles: Tally; grams: Tally };
  terms: number;
}

export function evidenceOf({ best, scores, logits, classOf, factors, tallies, terms }: Found): Evidence {
  const first = best[0] as number;
  const second = best[1];
  const own = (tally: Tally) => tally.own || 1;
  const lead = (of: Float32Array) => (of[first] as number) - (second === undefined ? 0 : (of[second] as number));
  const evidence = new Float64Array(LEXICAL.length + LEARNT.length);
  evidence[0] = (scores.questions[first] as number) / (3 * own(tallies.questions));
  evidence[1] = (scores.articles[first] as number) / own(tallies.articles);
  evidence[2] = (scores.grams[first] as number) / own(tallies.grams);
  evidence[3] = chance(best, scores.fused);
  evidence[4] = lead(scores.questions) / (3 * own(tallies.questions));
  evidence[5] = tallies.articles.known / own(tallies.articles);
  evidence[6] = agreement(scores, factors, first);
  evidence[7] = Math.log1p(terms) / 4;
  if (logits) addLearnt(evidence, logits, classOf[first] as number, LEXICAL.length);
  return evidence;
}

/** The probability of the first among the best by the fusion: the softmax of its score. */
function chance(best: readonly number[], fused: Float32Array): number {
  const highest = fused[best[0] as number] as number;
  return 1 / best.reduce((sum, it) => sum + Math.exp((fused[it] as number) - highest), 0);
}

/** Share of the three lexical rankers that put this variant first too. */
const agreement = (scores: Scores, factors: Float64Array, first: number): number =>
  [scores.questions, scores.articles, scores.grams].filter(
    (of, i) => (of[first] as number) * (factors[i] as number) > 0.999,
  ).length / 3;

function addLearnt(evidence: Evidence, logits: Float32Array, first: number, offset: number): void {
  let highest = Number.NEGATIVE_INFINITY;
  let mean = 0;
  for (const it of logits) {
    highest = Math.max(highest, it);
    mean += it / logits.length;
  }
  let sum = 0;
  let rival = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < logits.length; c++) {
    const logit = logits[c] as number;
    sum += Math.exp(logit - highest);
    if (c !== first && logit > rival) rival = logit;
  }
  let entropy = 0;
  for (const logit of logits) {
    const p = Math.exp(logit - highest) / sum;
    if (p > 1e-12) entropy -= p * Math.log(p);
  }
  const own = logits[first] as number;
  evidence[offset] = Math.exp(own - highest) / sum;
  evidence[offset + 1] = (Math.exp(own - highest) - Math.exp(rival - highest)) / sum;
  evidence[offset + 2] = 1 - entropy / Math.log(Math.max(2, logits.length));
  evidence[offset + 3] = own >= highest ? 1 : 0;
  evidence[offset + 4] = (own - mean) / 8;
}
