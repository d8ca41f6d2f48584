import { expect, test } from "vitest";
import { casesIn, evaluate, exchange } from "../../bench/triage-eval/evaluate.ts";

test("a model's recorded answers make triage better and never milder", async () => {
  const cases = (await casesIn()).slice(0, 8);
  const desk = await exchange();
  const [without, with_] = [await evaluate(cases, desk, false), await evaluate(cases, desk, true)];
  expect(without.severity).toBeGreaterThanOrEqual(4);
  expect(without.category).toBeGreaterThanOrEqual(6);
  expect(without.rightDraft).toBeGreaterThanOrEqual(5);
  expect(with_.severity).toBeGreaterThanOrEqual(without.severity);
  expect(with_.category).toBeGreaterThanOrEqual(without.category);
  expect(with_.rightDraft).toBeGreaterThanOrEqual(without.rightDraft);
  expect(with_.milder).toBeLessThanOrEqual(without.milder);
  expect(with_.milder).toBeLessThanOrEqual(1);
});
