import { describe, expect, test } from "vitest";
import { lowerBound } from "../../../src/core/knowledge/lower-bound.ts";
import { fitThresholds, kept, PROMISES, type Told } from "../../../src/core/knowledge/thresholds.ts";

/** Questions at every hundredth of probability, of which as many are right as `share` says. */
const told = (share: (probability: number) => number, each = 100): Told[] =>
  Array.from({ length: 100 }, (_, p) => (p + 0.5) / 100).flatMap((probability) =>
    Array.from({ length: each }, (_, i) => ({
      probability,
      right: (i + 0.5) / each < share(probability),
      weight: 1,
    })),
  );

const precisionFrom = (all: readonly Told[], confidence: number, of: (p: number) => number) => {
  const answers = all.filter((it) => of(it.probability) >= confidence);
  return answers.filter((it) => it.right).length / answers.length;
};

describe("a threshold", () => {
  test("stays where a probability is as good as its word", () => {
    const thresholds = fitThresholds(told((p) => p, 1_000));
    expect(thresholds.map(({ promised, from }) => from === promised)).toEqual(PROMISES.map(() => true));
    for (const p of [0.1, 0.5, 0.83, 1]) expect(kept(p, thresholds)).toBeCloseTo(p, 2);
  });

  test.each([0.7, 0.8, 0.9])("of %d is kept even by a calibration that is far too sure", (promised) => {
    const vain = told((p) => p ** 3);
    const thresholds = fitThresholds(vain);
    expect(precisionFrom(vain, promised, (p) => p)).toBeLessThan(promised);
    expect(precisionFrom(vain, promised, (p) => kept(p, thresholds))).toBeGreaterThanOrEqual(promised);
  });

  test("that too few questions can prove is said by no probability", () => {
    const thresholds = fitThresholds(told(() => 1, 1).filter((it) => it.probability > 0.7));
    expect(thresholds.find((it) => it.promised === 0.95)).toMatchObject({ from: null, answered: 0 });
    expect(kept(1, thresholds)).toBeLessThan(0.95);
    expect(kept(1, thresholds)).toBeGreaterThan(0.8);
  });

  test("never changes which of two is surer", () => {
    const thresholds = fitThresholds(told((p) => p ** 3));
    const all = Array.from({ length: 1_001 }, (_, i) => kept(i / 1_000, thresholds));
    expect(all.every((it, i) => i === 0 || it > (all[i - 1] ?? 0))).toBe(true);
    expect([all[0], (all.at(-1) ?? 2) <= 1]).toEqual([0, true]);
  });

  test("weighs questions", () => {
    const foreign = { probability: 0.97, right: false, weight: 0.01 };
    const [light, heavy] = [0.01, 100].map((weight) =>
      fitThresholds([...told((p) => p), ...Array.from({ length: 100 }, () => ({ ...foreign, weight }))]),
    );
    expect(light?.find((it) => it.promised === 0.9)?.from).toBe(0.9);
    expect(heavy?.find((it) => it.promised === 0.9)?.from).not.toBe(0.9);
  });
});

test("a lower bound is what Wilson's interval gives", () => {
  expect(lowerBound(0.9, 100)).toBeCloseTo(0.8396, 4);
  expect(lowerBound(1, 20)).toBeCloseTo(0.881, 3);
  expect([lowerBound(0, 0), lowerBound(0, 50)]).toEqual([0, 0]);
});
