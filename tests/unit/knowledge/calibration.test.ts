import { describe, expect, test } from "vitest";
import { fitCalibration, probabilityOf } from "../../../src/core/knowledge/calibration.ts";
import { confidenceOf, fitConfidence } from "../../../src/core/knowledge/confidence.ts";
import { fitFusion } from "../../../src/core/knowledge/fusion.ts";

/** 1,000 samples whose first number says how likely they are right, and whose second says nothing. */
const SAMPLES = Array.from({ length: 1_000 }, (_, i) => {
  const share = (i % 10) / 10 + 0.05;
  return { evidence: [share, ((i * 7) % 13) / 13], right: ((i * 37) % 100) / 100 < share, weight: 1 };
});

describe("a calibration", () => {
  test("gives the share that was right", () => {
    const calibration = fitCalibration(SAMPLES);
    for (const share of [0.15, 0.45, 0.85]) expect(probabilityOf(calibration, [share, 0.5])).toBeCloseTo(share, 0.9);
    expect(Math.abs(calibration.weights[1] ?? 1)).toBeLessThan(0.2);
  });

  test("stays finite when the evidence separates perfectly or never changes", () => {
    const perfect = [0, 1].flatMap((it) =>
      Array.from({ length: 30 }, () => ({ evidence: [it, 3], right: it === 1, weight: 1 })),
    );
    const calibration = fitCalibration(perfect);
    expect(probabilityOf(calibration, [1, 3])).toBeGreaterThan(0.9);
    expect(probabilityOf(calibration, [0, 3])).toBeLessThan(0.1);
    expect(probabilityOf(calibration, [1e9, 3])).toBe(1);
  });
});

test("the confidence falls as more of what is asked has no answer", () => {
  const judgements = SAMPLES.map((it, i) => ({
    evidence: Float64Array.from(it.evidence),
    right: it.right && i % 3 > 0,
    foreign: i % 3 === 0,
  }));
  const few = confidenceOf(fitConfidence([judgements], 0.1), [0.8, 0.5]);
  const many = confidenceOf(fitConfidence([judgements], 2), [0.8, 0.5]);
  expect(few).toBeGreaterThan(many + 0.1);
});

test("the fusion learns which ranker to believe", () => {
  const choices = Array.from({ length: 200 }, (_, i) => ({
    candidates: [0, 1, 2].map((c) => Float64Array.of(c === i % 3 ? 1 : 0.5, c === (i * 5) % 7 ? 1 : 0.2)),
    right: i % 3,
  }));
  const [good, useless] = fitFusion(choices, [1, 1]);
  expect(good).toBeGreaterThan(5);
  expect(Math.abs(useless ?? 9)).toBeLessThan(1);
});
