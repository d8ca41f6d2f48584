import { type Calibration, fitCalibration, probabilityOf } from "./calibration.ts";
import type { Evidence } from "./evidence.ts";
import { fitThresholds, kept, type Threshold } from "./thresholds.ts";

/** How evidence becomes the probability that the first hit is right. */
export interface Confidence {
  calibration: Calibration;
  /** Of each promise, whether and from where it was kept; lowest promise first. */
  thresholds: Threshold[];
}

/** A question that was asked of a part of the knowledge base, and how that went. */
export interface Judgement {
  evidence: Evidence;
  right: boolean;
  /** No article of that part answers it. */
  foreign: boolean;
}

/** The evidence is weighed as if half of what is asked were foreign (which is what it must tell apart) ... */
const WEIGHED = 1;
/** ... and then the probability is set for a desk where about one in thirteen is. */
const EXPECTED = 0.08;

/**
 * Fits how the evidence turns into a probability of being right, from the judgements of each fold. What a threshold keeps is told by
 * calibrations that have not seen the fold in question.
 */
export function fitConfidence(folds: readonly (readonly Judgement[])[], expected = EXPECTED): Confidence {
  const all = folds.flat();
  const weight = weightOf(all, expected);
  const told = folds.flatMap((own, fold) => {
    const others = folds.length > 1 ? folds.filter((_, i) => i !== fold).flat() : all;
    if (own.length === 0 || others.length === 0) return [];
    const calibration = calibrate(others, expected);
    return own.map((it) => {
      const probability = probabilityOf(calibration, it.evidence);
      return { probability, right: it.right, weight: weight(it) };
    });
  });
  return { calibration: calibrate(all, expected), thresholds: fitThresholds(told) };
}

/** 0 to 1. */
export const confidenceOf = ({ calibration, thresholds }: Confidence, evidence: ArrayLike<number>): number =>
  kept(probabilityOf(calibration, evidence), thresholds);

/** First the weights of the evidence, then their scale. */
function calibrate(judgements: readonly Judgement[], expected: number): Calibration {
  const weighed = (share: number) => {
    const weight = weightOf(judgements, share);
    return judgements.map((it) => ({ ...it, weight: weight(it) }));
  };
  const first = fitCalibration(weighed(WEIGHED));
  const { means, deviations, weights, bias } = fitCalibration(
    weighed(expected).map((it) => ({ ...it, evidence: [logit(probabilityOf(first, it.evidence))] })),
  );
  const slope = (weights[0] ?? 0) / (deviations[0] ?? 1);
  return {
    ...first,
    weights: first.weights.map((it) => it * slope),
    bias: bias + (first.bias - (means[0] ?? 0)) * slope,
  };
}

/** So that foreign questions weigh `share` of what the others do. */
function weightOf(judgements: readonly Judgement[], share: number): (it: Judgement) => number {
  const foreign = judgements.filter((it) => it.foreign).length;
  const weight = (share * (judgements.length - foreign)) / Math.max(1, foreign);
  return (it) => (it.foreign ? weight : 1);
}

const logit = (p: number) => Math.log(Math.max(1e-12, p) / Math.max(1e-12, 1 - p));
