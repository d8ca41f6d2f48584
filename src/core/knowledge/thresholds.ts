import { lowerBound } from "./lower-bound.ts";

/** What answering from a confidence on keeps of the promise that so many of the answers are right. Shares, 0 to 1. */
export interface Threshold {
  promised: number;
  /** The lowest probability, before it is made to keep its promise, from which on it was kept; null when none was shown to. */
  from: number | null;
  /** Of held-out questions answered from there on, the share that was right; what it is at least with 95 % certainty; and the share of questions answered. */
  right: number;
  bound: number;
  answered: number;
}

/** A held-out question: the probability given by a calibration that had not seen it, and how much it counts. */
export interface Told {
  probability: number;
  right: boolean;
  weight: number;
}

export const PROMISES = [0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98];
/** The most that is said where nothing higher was shown to hold: short of the promise by this. */
const SHORT = 0.001;

/** For each promise the lowest probability, at least as high, whose answers are right often enough by a lower bound. */
export function fitThresholds(told: readonly Told[]): Threshold[] {
  const order = told.toSorted((a, b) => b.probability - a.probability);
  const total = order.reduce((sum, it) => sum + it.weight, 0);
  let least = 0;
  return PROMISES.map((promised) => {
    let found: Threshold = { promised, from: null, right: 0, bound: 0, answered: 0 };
    let [weight, squares, right] = [0, 0, 0];
    for (const [i, it] of order.entries()) {
      if (it.probability < Math.max(promised, least)) break;
      weight += it.weight;
      squares += it.weight ** 2;
      if (it.right) right += it.weight;
      if (order[i + 1]?.probability === it.probability || weight === 0) continue;
      const share = right / weight;
      const bound = lowerBound(share, weight ** 2 / squares);
      if (bound >= promised) found = { promised, from: it.probability, right: share, bound, answered: weight / total };
    }
    if (found.from !== null) {
      // Where even the last one counted holds, the promise holds as it stands.
      const next = order.find((it) => it.probability < (found.from ?? 0))?.probability ?? 0;
      if (next < promised) found.from = Math.max(promised, least);
      least = found.from;
    }
    return found;
  });
}

/** The probability as one that keeps its promise: lower where answers from there on were not right often enough. It never changes an order. */
export function kept(probability: number, thresholds: readonly Threshold[]): number {
  let [below, floor] = [0, 0];
  for (const { promised, from } of thresholds) {
    if (from === null || from >= 1) return between(probability, below, 1, floor, Math.max(floor, promised - SHORT));
    if (probability < from) return between(probability, below, from, floor, promised);
    [below, floor] = [from, promised];
  }
  return between(probability, below, 1, floor, 1);
}

const between = (it: number, from: number, to: number, low: number, high: number): number =>
  low + ((it - from) / (to - from)) * (high - low);
