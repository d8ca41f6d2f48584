import { lowerBound } from "../knowledge/lower-bound.ts";

/** A question whose right article is known, and what the desk made of it. */
export interface Judged {
  language: string;
  /** Whether any article answers it. */
  answerable: boolean;
  /** Where the right article stood among the first ten: 0 is first; -1 when it was not there, or there is none. */
  place: number;
  /** The desk's probability that its first article is right, 0 to 1. */
  confidence: number;
}

/** How far down the reciprocal rank looks. */
export const DEPTH = 10;
const BINS = 10;
const PRECISION = 0.95;

/** Shares, 0 to 1; null where there is nothing to take a share of. */
export interface Measures {
  questions: number;
  answerable: number;
  /** Of the answerable questions, those whose right article stood first. */
  top1: number | null;
  /** Of the answerable questions, those whose right article stood among the first three. */
  top3: number | null;
  /** Mean reciprocal rank at 10, over the answerable questions: 1 for first, 1/2 for second, …, 0 past the tenth. */
  mrr: number | null;
  /** See `coverageAt`, at 95 % precision. */
  coverage: Coverage;
  /** See `calibrationError`. */
  calibrationError: number | null;
}

export interface Coverage {
  share: number;
  /** Answering from this confidence on; null when no threshold keeps the precision. */
  from: number | null;
}

/** A bin of the reliability table: `from` is in it, `to` only in the last. */
export interface Bin {
  from: number;
  to: number;
  questions: number;
  /** Mean; null in an empty bin, as is `right`. */
  confidence: number | null;
  right: number | null;
}

export function measure(judged: readonly Judged[]): Measures {
  const own = judged.filter(({ answerable }) => answerable);
  const within = (depth: number) => share(own, ({ place }) => place >= 0 && place < depth);
  return {
    questions: judged.length,
    answerable: own.length,
    top1: within(1),
    top3: within(3),
    mrr: mean(own.map(({ place }) => (place >= 0 && place < DEPTH ? 1 / (place + 1) : 0))),
    coverage: coverageAt(judged, PRECISION),
    calibrationError: calibrationError(judged),
  };
}

/** An answer is right when the first article is; one to a question that has no answer is wrong. */
const isRight = ({ answerable, place }: Judged): boolean => answerable && place === 0;

/**
 * Coverage at a precision: the greatest share of all questions that can be answered by answering from some confidence on, with at least
 * this share of the answers right. Questions of equal confidence are answered together.
 */
export function coverageAt(judged: readonly Judged[], precision: number): Coverage {
  const order = judged.toSorted((a, b) => b.confidence - a.confidence);
  let best: Coverage = { share: 0, from: null };
  let right = 0;
  for (const [i, it] of order.entries()) {
    if (isRight(it)) right += 1;
    const last = order[i + 1]?.confidence !== it.confidence;
    if (last && right >= precision * (i + 1)) best = { share: (i + 1) / judged.length, from: it.confidence };
  }
  return best;
}

/**
 * Expected calibration error (Naeini, Cooper, Hauskrecht 2015): over ten bins of equal width, the distance between mean confidence and
 * the share that was right, weighted by how many questions each holds. 0 is best.
 */
export function calibrationError(judged: readonly Judged[]): number | null {
  if (judged.length === 0) return null;
  return reliability(judged).reduce(
    (sum, { questions, confidence, right }) =>
      sum + (questions / judged.length) * Math.abs((confidence ?? 0) - (right ?? 0)),
    0,
  );
}

/** Ten bins of confidence, lowest first. */
export function reliability(judged: readonly Judged[]): Bin[] {
  const bins = Map.groupBy(judged, ({ confidence }) => Math.min(BINS - 1, Math.max(0, Math.floor(confidence * BINS))));
  return Array.from({ length: BINS }, (_, i) => {
    const own = bins.get(i) ?? [];
    return {
      from: i / BINS,
      to: (i + 1) / BINS,
      questions: own.length,
      confidence: mean(own.map(({ confidence }) => confidence)),
      right: share(own, isRight),
    };
  });
}

/** What the desk does at a threshold: the share of all questions that it answers, and the share of those answers that are right. */
export function answersFrom(
  judged: readonly Judged[],
  confidence: number,
): { answered: number | null; right: number | null } {
  const answers = judged.filter((it) => it.confidence >= confidence);
  return { answered: share(judged, (it) => it.confidence >= confidence), right: share(answers, isRight) };
}

/** What answering from a confidence on kept of what it promised. Shares, 0 to 1; null where nothing was answered or asked. */
export interface Kept {
  promised: number;
  answers: number;
  answered: number | null;
  right: number | null;
  /** What the share that is right is at least, with 95 % certainty. */
  bound: number | null;
  /** Of the questions that have no answer, the share that was answered all the same. */
  outOfScope: number | null;
}

const PROMISES = [0.6, 0.8, 0.9, 0.95];

export function promises(judged: readonly Judged[], of: readonly number[] = PROMISES): Kept[] {
  return of.map((promised) => {
    const answers = judged.filter((it) => it.confidence >= promised).length;
    const { answered, right } = answersFrom(judged, promised);
    const bound = right === null ? null : lowerBound(right, answers);
    return { promised, answers, answered, right, bound, outOfScope: outOfScope(judged, promised) };
  });
}

/** Of the questions that have no answer, the share that is answered from a confidence on. */
export const outOfScope = (judged: readonly Judged[], confidence: number): number | null =>
  share(
    judged.filter(({ answerable }) => !answerable),
    (it) => it.confidence >= confidence,
  );

const mean = (numbers: readonly number[]): number | null =>
  numbers.length === 0 ? null : numbers.reduce((sum, it) => sum + it, 0) / numbers.length;

const share = <T>(all: readonly T[], test: (it: T) => boolean): number | null =>
  mean(all.map((it) => (test(it) ? 1 : 0)));
