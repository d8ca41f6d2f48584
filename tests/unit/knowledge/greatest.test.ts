import { describe, expect, test } from "vitest";
import { greatest } from "../../../src/core/knowledge/greatest.ts";

const of = (scores: number[], limit: number) => [
  ...greatest(Float32Array.from(scores), scores.length, limit, Math.max(0, ...scores)),
];

describe("the greatest of some scores", () => {
  test("are named by their places, in order", () => {
    expect(of([1, 9, 3, 8, 2], 2)).toEqual([1, 3]);
  });

  test("are all when there are few", () => {
    expect(of([1, 9], 2)).toEqual([0, 1]);
    expect(of([], 2)).toEqual([]);
  });

  test("take equals along, but not without end", () => {
    expect(of([5, 9, 5, 5, 1], 2)).toEqual([0, 1, 2, 3]);
    expect(of(Array(1_000).fill(1), 10)).toHaveLength(20);
  });

  test("hold the greatest of any scores", () => {
    const scores = Array.from({ length: 5_000 }, (_, i) => ((i * 7919) % 5_003) / 7);
    const found = of(scores, 100);
    const least = scores.toSorted((a, b) => b - a)[99] ?? 0;
    expect(found.length).toBeLessThanOrEqual(200);
    expect(scores.flatMap((it, i) => (it > least ? i : [])).every((it) => found.includes(it))).toBe(true);
  });
});
