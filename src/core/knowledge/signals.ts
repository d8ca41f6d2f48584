import { type Fusion, SIGNALS } from "./fusion.ts";
import type { Tally } from "./postings.ts";

/** Scores of each variant, in places that are reused from query to query. */
export interface Scores {
  /** BM25 of words against questions, the best three summed. */
  questions: Float32Array;
  articles: Float32Array;
  grams: Float32Array;
  fused: Float32Array;
}

/** Six factors that turn the three lexical scores into shares, then the lowest logit. */
export function factorsOf(
  among: Uint32Array,
  scores: Scores,
  logits: Float32Array | null,
  classOf: Uint32Array,
  tallies: { questions: Tally; articles: Tally; grams: Tally },
): Float64Array {
  let q = 0;
  let a = 0;
  let g = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < among.length; i++) {
    const variant = among[i] as number;
    const inQuestions = scores.questions[variant] as number;
    const inArticle = scores.articles[variant] as number;
    const inGrams = scores.grams[variant] as number;
    if (inQuestions > q) q = inQuestions;
    if (inArticle > a) a = inArticle;
    if (inGrams > g) g = inGrams;
    if (logits) least = Math.min(least, logits[classOf[variant] as number] as number);
  }
  const own = [tallies.questions.own * 3, tallies.articles.own, tallies.grams.own];
  return Float64Array.from([q, a, g, ...own].map((it) => (it > 0 ? 1 / it : 0)).concat(least));
}

/** Signal `i` of a variant, as fusion.ts lists them. */
export function signalOf(
  i: number,
  variant: number,
  scores: Scores,
  logits: Float32Array | null,
  classOf: Uint32Array,
  factors: Float64Array,
): number {
  const factor = factors[i] as number;
  if (i === SIGNALS - 1) return logits ? ((logits[classOf[variant] as number] as number) - factor) / 10 : 0;
  const of = i % 3 === 0 ? scores.questions : i % 3 === 1 ? scores.articles : scores.grams;
  return (of[variant] as number) * factor;
}

/** Scores each variant by the weighted sum of its signals. */
export function fuse(
  among: Uint32Array,
  scores: Scores,
  logits: Float32Array | null,
  classOf: Uint32Array,
  factors: Float64Array,
  fusion: Fusion,
): void {
  const weigh = (i: number) =>
    (fusion[i] ?? 0) * (factors[i] as number) + (fusion[i + 3] ?? 0) * (factors[i + 3] as number);
  const [q, a, g] = [weigh(0), weigh(1), weigh(2)];
  const learnt = fusion[SIGNALS - 1] ?? 0;
  const least = factors[SIGNALS - 1] as number;
  for (const variant of among) {
    const lexical =
      q * (scores.questions[variant] as number) +
      a * (scores.articles[variant] as number) +
      g * (scores.grams[variant] as number);
    scores.fused[variant] =
      lexical + (logits ? (learnt * ((logits[classOf[variant] as number] as number) - least)) / 10 : 0);
  }
}
