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

test("a steep rise shows long before the window is full", () => {
  const calm = going(quiet(START), START, 60, 20);
  expect(going(calm, START + 60 * MINUTE, 0.5, 200).surge?.since).toBeLessThan(START + 60.5 * MINUTE);
});

test("an article dominates when enough of the newest is about it", () => {
  const usual = going(quiet(START), START, 3, 30, "DEP-01");
  const risen = going(going(usual, START + 3 * MINUTE, 0.5, 60, "WDL-01"), START + 3.5 * MINUTE, 0.4, 40);
  const now = START + 3.9 * MINUTE;
  expect(dominant(risen, now, LIMITS)).toBe("WDL-01");
  expect(dominant(risen, now, { ...LIMITS, share: 0.8 })).toBeNull();
  expect(dominant(risen, START + 20 * MINUTE, LIMITS)).toBeNull();
});

test("it holds a few hundred buckets, however long it runs", () => {
  expect(going(quiet(START), START, 600, 10).buckets.length).toBeLessThan(12 * 17);
});
