import { type Calibration, fitCalibration, probabilityOf } from "./calibration.ts";
import type { Evidence } from "./evidence.ts";

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

/** Fits how the evidence turns into a probability of being right: first its weights, then their scale. */
export function fitConfidence(judgements: readonly Judgement[], expected = EXPECTED): Calibration {
  const weigh = (share: number) => {
    const foreign = judgements.filter((it) => it.foreign).length;
    const weight = (share * (judgements.length - foreign)) / Math.max(1, foreign);
    return judgements.map((it) => ({ ...it, weight: it.foreign ? weight : 1 }));
  };
  const first = fitCalibration(weigh(WEIGHED));
  const { means, deviations, weights, bias } = fitCalibration(
    weigh(expected).map((it) => ({ ...it, evidence: [logit(probabilityOf(first, it.evidence))] })),
  );
  const slope = (weights[0] ?? 0) / (deviations[0] ?? 1);
  return {
    ...first,
    weights: first.weights.map((it) => it * slope),
    bias: bias + (first.bias - (means[0] ?? 0)) * slope,
  };
}

const logit = (p: number) => Math.log(Math.max(1e-12, p) / Math.max(1e-12, 1 - p));
