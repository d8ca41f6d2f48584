import { solve } from "./linear.ts";

/**
 * What each ranker says of one article: each lexical score as a share of the best (who wins) and of the query's score against itself (by
 * how strong evidence), then the classifier's logit above the lowest, in tens.
 */
export const SIGNALS = 7;

/** Weights of the signals; the score of an article is their sum, and its probability among its rivals the softmax of the scores. */
export type Fusion = readonly number[];

/** A held-out question: the signals of its candidates, and the place of the right one. */
export interface Choice {
  candidates: Float64Array[];
  right: number;
}

const RIDGE = 0.5;
const STEPS = 10;
/** A step that changes no weight by more than this is the last. */
const SETTLED = 1e-6;

/** Conditional logistic regression (McFadden 1974) by Newton's method; the ridge pulls towards `start`. */
export function fitFusion(choices: readonly Choice[], start: Fusion): number[] {
  let weights = [...start];
  for (let step = 0; step < STEPS; step++) {
    const gradient = weights.map((it, i) => RIDGE * ((start[i] ?? 0) - it));
    const curvature = weights.map((_, i) => weights.map((_, j) => (i === j ? RIDGE : 0)));
    for (const choice of choices) addChoice(choice, weights, gradient, curvature);
    const change = solve(curvature, gradient);
    weights = weights.map((it, i) => it + (change[i] ?? 0));
    if (change.every((it) => Math.abs(it) < SETTLED)) break;
  }
  return weights;
}

function addChoice(
  { candidates, right }: Choice,
  weights: readonly number[],
  gradient: number[],
  curvature: number[][],
): void {
  const scores = candidates.map((signals) => weights.reduce((sum, it, i) => sum + it * (signals[i] ?? 0), 0));
  const highest = Math.max(...scores);
  const masses = scores.map((it) => Math.exp(it - highest));
  const total = masses.reduce((sum, it) => sum + it, 0);
  const mean = weights.map((_, i) =>
    candidates.reduce((sum, signals, c) => sum + ((masses[c] ?? 0) / total) * (signals[i] ?? 0), 0),
  );
  for (let i = 0; i < weights.length; i++)
    gradient[i] = (gradient[i] ?? 0) + (candidates[right]?.[i] ?? 0) - (mean[i] ?? 0);
  for (const [c, signals] of candidates.entries()) {
    const probability = (masses[c] ?? 0) / total;
    if (probability < 1e-6) continue;
    for (let i = 0; i < weights.length; i++) {
      const line = curvature[i] as number[];
      const from = (signals[i] ?? 0) - (mean[i] ?? 0);
      for (let j = 0; j < weights.length; j++)
        line[j] = (line[j] ?? 0) + probability * from * ((signals[j] ?? 0) - (mean[j] ?? 0));
    }
  }
}
