import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  answersFrom,
  calibrationError,
  coverageAt,
  type Judged,
  measure,
  reliability,
} from "../../../src/core/insight/evaluate.ts";

/** A question whose right article stood at this place (1 is first, 0 not found); `none`: no article answers it. */
const asked = (place: number | "none", confidence: number, language = "en"): Judged => ({
  language,
  answerable: place !== "none",
  place: place === "none" ? -1 : place - 1,
  confidence,
});

const FIVE = [asked(1, 0.95), asked(1, 0.85), asked(2, 0.75), asked("none", 0.65), asked(0, 0.05)];

describe("by hand", () => {
  test("top-1, top-3 and the reciprocal rank look at the questions that have an article", () => {
    expect(measure(FIVE)).toMatchObject({ questions: 5, answerable: 4, top1: 0.5, top3: 0.75 });
    expect(measure(FIVE).mrr).toBeCloseTo((1 + 1 + 1 / 2 + 0) / 4);
    expect(measure([asked(10, 0.5)]).mrr).toBeCloseTo(1 / 10);
    expect(measure([asked(4, 0.5)])).toMatchObject({ top1: 0, top3: 0 });
  });

  test("coverage goes as far down as the answers stay right", () => {
    expect(coverageAt(FIVE, 0.95)).toEqual({ share: 2 / 5, from: 0.85 });
    expect(coverageAt(FIVE, 0.6)).toEqual({ share: 3 / 5, from: 0.75 });
    expect(coverageAt([asked(2, 0.9)], 0.95)).toEqual({ share: 0, from: null });
  });

  test("coverage may pass a wrong answer when enough right ones follow", () => {
    const many = Array.from({ length: 19 }, (_, i) => asked(1, 0.8 - i / 100));
    expect(coverageAt([asked(2, 0.9), ...many], 0.95)).toEqual({ share: 1, from: 0.8 - 18 / 100 });
  });

  test("questions of equal confidence are answered together", () => {
    expect(coverageAt([asked(1, 0.9), asked(2, 0.9)], 0.95)).toEqual({ share: 0, from: null });
    expect(coverageAt([asked(2, 0.9), asked(1, 0.9)], 0.5)).toEqual({ share: 1, from: 0.9 });
  });

  test("an answer to a question that has none is wrong", () => {
    expect(coverageAt([asked("none", 0.9), asked(1, 0.8)], 0.95)).toEqual({ share: 0, from: null });
    expect(answersFrom([asked("none", 0.9), asked(1, 0.8)], 0.8)).toEqual({ answered: 1, right: 0.5 });
    expect(answersFrom(FIVE, 0.8)).toEqual({ answered: 0.4, right: 1 });
    expect(answersFrom(FIVE, 0.99)).toEqual({ answered: 0, right: null });
  });

  test("the calibration error weighs each bin by its questions", () => {
    // 0.9 to 1.0: 2 questions, mean 0.95, half right. 0.2 to 0.3: 1 question, 0.2, right.
    const judged = [asked(1, 0.9), asked(2, 1), asked(1, 0.2)];
    expect(calibrationError(judged)).toBeCloseTo((2 / 3) * 0.45 + (1 / 3) * 0.8);
    const bins = reliability(judged);
    expect(bins).toHaveLength(10);
    expect(bins[9]).toMatchObject({ from: 0.9, to: 1, questions: 2, confidence: 0.95, right: 0.5 });
    expect(bins[2]).toMatchObject({ questions: 1, right: 1 });
    expect(bins[5]).toMatchObject({ questions: 0, confidence: null, right: null });
  });

  test("nothing to measure is no number", () => {
    expect(measure([])).toMatchObject({ top1: null, mrr: null, calibrationError: null });
    expect(measure([asked("none", 0.1)])).toMatchObject({ answerable: 0, top1: null, calibrationError: 0.1 });
  });
});

describe("whatever was asked", () => {
  const judged = fc.array(
    fc
      .record({
        place: fc.integer({ min: 0, max: 12 }),
        answerable: fc.boolean(),
        tenths: fc.integer({ min: 0, max: 20 }),
      })
      .map(({ place, answerable, tenths }) => asked(answerable ? place : "none", tenths / 20)),
    { minLength: 1, maxLength: 40 },
  );

  test("top-1 <= reciprocal rank <= 1, top-1 <= top-3, and shares are shares", () => {
    fc.assert(
      fc.property(judged, (all) => {
        const { top1, top3, mrr, coverage, calibrationError: error } = measure(all);
        if (top1 !== null && top3 !== null && mrr !== null) {
          expect(top1).toBeLessThanOrEqual(top3);
          expect(top1).toBeLessThanOrEqual(mrr + 1e-12);
          expect(mrr).toBeLessThanOrEqual(1);
        }
        for (const share of [coverage.share, error ?? 0]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test("the order of the questions changes nothing", () => {
    fc.assert(
      fc.property(judged, (all) => {
        const there = measure(all);
        const back = measure(all.toReversed());
        expect(back.coverage).toEqual(there.coverage);
        expect(back.calibrationError).toBeCloseTo(there.calibrationError ?? 0);
        expect(back.mrr ?? 0).toBeCloseTo(there.mrr ?? 0);
      }),
    );
  });

  test("the threshold of the coverage keeps its promise, and no lower one does", () => {
    fc.assert(
      fc.property(judged, fc.constantFrom(0.5, 0.8, 0.95), (all, precision) => {
        const { share, from } = coverageAt(all, precision);
        if (from !== null) {
          const { answered, right } = answersFrom(all, from);
          expect(answered).toBeCloseTo(share);
          expect(right ?? 0).toBeGreaterThanOrEqual(precision - 1e-9);
        }
        for (const { confidence } of all.filter((it) => it.confidence < (from ?? 2)))
          expect(answersFrom(all, confidence).right ?? 0).toBeLessThan(precision);
      }),
    );
  });
});
