import { type Fusion, SIGNALS } from "./fusion.ts";

/** Scores of each variant, in places that are reused from query to query. */
export interface Scores {
  /** BM25 of words against questions, the best three summed. */
  questions: Float32Array;
  articles: Float32Array;
  grams: Float32Array;
  fused: Float32Array;
}

/** Six factors that turn the three lexical scores into shares of the best and of the query's own, then the lowest logit. */
export function factorsOf(best: number[], own: number[], logits: Float32Array | null): Float64Array {
  const least = logits ? logits.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY) : 0;
  return Float64Array.from([...[...best, ...own].map((it) => (it > 0 ? 1 / it : 0)), least]);
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
  for (let i = 0; i < among.length; i++) {
    const variant = among[i] as number;
    const lexical =
      q * (scores.questions[variant] as number) +
      a * (scores.articles[variant] as number) +
      g * (scores.grams[variant] as number);
    scores.fused[variant] =
      lexical + (logits ? (learnt * ((logits[classOf[variant] as number] as number) - least)) / 10 : 0);
  }
}
