import { expect, test } from "vitest";
import { about, arrived, dominant, judged, quiet, type Rate } from "../../../src/core/outage/rate.ts";

const MINUTE = 60_000;
const LIMITS = { window: 4 * MINUTE, baseline: 60 * MINUTE, times: 3, atLeast: 20, share: 0.5 };
const START = Date.UTC(2020, 5, 1, 20);

/** So many messages a minute, for so many minutes, evenly. */
function going(rate: Rate, from: number, minutes: number, aMinute: number, article: string | null = null): Rate {
  let now = rate;
  const count = minutes * aMinute;
  for (let i = 0; i < count; i++)
    now = about(arrived(now, from + Math.floor((i * minutes * MINUTE) / count), LIMITS), article);
  return now;
}

test("a five-fold rise in four minutes is a surge, and it is over when the rate is half of what made it one", () => {
  const calm = going(quiet(START), START, 60, 20);
  expect(calm.surge).toBeNull();
  const risen = going(calm, START + 60 * MINUTE, 4, 100);
  expect(risen.surge?.usual).toBeCloseTo(80, -1);
  // It does not become the usual while it lasts.
  const lasting = going(risen, START + 64 * MINUTE, 90, 100);
  expect(lasting.surge?.since).toBe(risen.surge?.since);
  expect(going(lasting, START + 154 * MINUTE, 4, 40).surge).not.toBeNull();
  expect(going(lasting, START + 154 * MINUTE, 5, 20).surge).toBeNull();
  expect(judged(lasting, START + 159 * MINUTE, LIMITS).surge).toBeNull();
});

test("a doubling is none, nor is a handful where nobody wrote before", () => {
  expect(going(going(quiet(START), START, 60, 20), START + 60 * MINUTE, 4, 40).surge).toBeNull();
  const before = START - 20 * MINUTE;
  expect(going(quiet(before), START, 4, 4).surge).toBeNull();
  expect(going(quiet(before), START, 4, 5).surge).not.toBeNull();
  // A busy desk that has just been started does not take what is usual for a surge.
  expect(going(quiet(START), START, 60, 50).surge).toBeNull();
});

test("an article dominates when enough of the window is about it", () => {
  const mixed = going(going(quiet(START), START, 2, 30, "WDL-01"), START + 2 * MINUTE, 2, 20, "DEP-01");
  const now = START + 4 * MINUTE - 1;
  expect(dominant(mixed, now, LIMITS)).toBe("WDL-01");
  expect(dominant(mixed, now, { ...LIMITS, share: 0.7 })).toBeNull();
  expect(dominant(mixed, START + 20 * MINUTE, LIMITS)).toBeNull();
});

test("it holds a few hundred buckets, however long it runs", () => {
  expect(going(quiet(START), START, 600, 10).buckets.length).toBeLessThan(12 * 17);
});
