import { solve } from "./linear.ts";

/** Logistic regression from evidence to the probability that the first hit is right; evidence is standardised first. */
export interface Calibration {
  means: number[];
  deviations: number[];
  weights: number[];
  bias: number;
}

export interface Sample {
  evidence: ArrayLike<number>;
  right: boolean;
  /** How much the sample counts. */
  weight: number;
}

const RIDGE = 1;
const STEPS = 12;

/** Fits by Newton's method (iteratively reweighted least squares) with a ridge; `samples` must hold both kinds. */
export function fitCalibration(samples: readonly Sample[]): Calibration {
  const size = samples[0]?.evidence.length ?? 0;
  const total = samples.reduce((sum, it) => sum + it.weight, 0);
  const meanOf = (read: (it: Sample) => number) => samples.reduce((sum, it) => sum + it.weight * read(it), 0) / total;
  const places = Array.from({ length: size }, (_, i) => i);
  const means = places.map((i) => meanOf((it) => it.evidence[i] ?? 0));
  const deviations = places.map((i) => Math.sqrt(meanOf((it) => ((it.evidence[i] ?? 0) - (means[i] ?? 0)) ** 2)) || 1);
  const rows = samples.map((it) => [
    1,
    ...places.map((i) => ((it.evidence[i] ?? 0) - (means[i] ?? 0)) / (deviations[i] ?? 1)),
  ]);
  let solution: number[] = new Array(size + 1).fill(0);
  for (let step = 0; step < STEPS; step++) {
    const gradient = solution.map((it, i) => (i === 0 ? 0 : -RIDGE * it));
    const curvature = solution.map((_, i) => solution.map((_, j) => (i === j ? (i === 0 ? 1e-6 : RIDGE) : 0)));
    for (const [n, row] of rows.entries()) {
      const { right, weight } = samples[n] as Sample;
      const p = sigmoid(dot(row, solution));
      const bend = weight * Math.max(1e-6, p * (1 - p));
      for (let i = 0; i <= size; i++) {
        const value = row[i] ?? 0;
        gradient[i] = (gradient[i] ?? 0) + weight * ((right ? 1 : 0) - p) * value;
        const line = curvature[i] as number[];
        for (let j = 0; j <= size; j++) line[j] = (line[j] ?? 0) + bend * value * (row[j] ?? 0);
      }
    }
    const change = solve(curvature, gradient);
    solution = solution.map((it, i) => it + (change[i] ?? 0));
  }
  return { means, deviations, weights: solution.slice(1), bias: solution[0] ?? 0 };
}

/** 0 to 1. */
export function probabilityOf({ means, deviations, weights, bias }: Calibration, evidence: ArrayLike<number>): number {
  let sum = bias;
  for (let i = 0; i < weights.length; i++)
    sum += ((weights[i] ?? 0) * ((evidence[i] ?? 0) - (means[i] ?? 0))) / (deviations[i] ?? 1);
  return sigmoid(sum);
}

const sigmoid = (it: number) => 1 / (1 + Math.exp(-it));

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, it, i) => sum + it * (b[i] ?? 0), 0);
