import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gaps } from "../../../src/core/oncall/coverage.ts";
import { onCallAt, type Shift, shifts } from "../../../src/core/oncall/shifts.ts";
import { byCounting, rota } from "../../harness/rota.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Two years in each zone, with what is odd about it. Brazil gave up changing its clocks in 2019. */
const ZONES: [zone: string, from: string][] = [
  ["Europe/London", "2026-01-01"],
  ["America/New_York", "2026-01-01"],
  ["Australia/Lord_Howe", "2026-01-01"],
  ["America/Sao_Paulo", "2017-06-01"],
  ["Africa/Casablanca", "2026-01-01"],
  ["Asia/Kathmandu", "1985-03-01"],
];
/** Every second of the two years instead of every minute: NIGHTDESK_WALK=seconds, for some minutes of patience. */
const STEP = process.env.NIGHTDESK_WALK === "seconds" ? 1_000 : 60_000;
const HANDOVERS = ["00:00", "00:30", "01:30", "02:00", "02:15", "02:30", "09:00"];

const holder = (list: readonly Shift[], at: number): string | undefined => {
  let low = 0;
  for (let high = list.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.until ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  const found = list[low];
  return found !== undefined && found.from <= at ? found.person : undefined;
};

describe.each(ZONES)("%s", (zone, start) => {
  const begin = Date.parse(`${start}T00:00:00Z`) + 7 * DAY;
  const span = { from: begin, until: begin + 2 * 365 * DAY };

  test.each([
    [7, "hour", "02:15"],
    [1, "day", "01:30"],
    [1, "day", "02:15"],
    [1, "month", "09:00"],
  ] as const)(
    "two years of turns of %i %s(s) from %s, minute by minute, and second by second at every hand-over",
    (count, unit, handover) => {
      const people = ["ana", "bob", "chi"];
      const it = rota(
        `zone: ${zone}\nlayers: [{ name: r, people: [${people.join(", ")}], turn: ${count} ${unit}, start: "${start}", handover: "${handover}" }]`,
      );
      const list = shifts(it, span);
      const expected = byCounting({ people, start, handover, count, unit: `${unit}s` }, zone, span.until);
      expect(gaps(list, span)).toEqual([]);
      let wrong = 0;
      for (let at = span.from; at < span.until; at += STEP) if (holder(list, at) !== expected(at)) wrong++;
      for (const { from } of list)
        for (let at = from - 3_000; at <= from + 3_000; at += 1_000)
          if (at >= span.from && at < span.until && holder(list, at) !== expected(at)) wrong++;
      expect(wrong).toBe(0);
    },
    STEP === 1_000 ? 900_000 : 30_000,
  );
});

const LAYER = fc.record({
  people: fc.subarray(["ana", "bob", "chi", "dee"], { minLength: 1 }),
  turn: fc.constantFrom("1 hour", "5 hours", "1 day", "3 days", "1 week", "1 month"),
  start: fc.constantFrom("2026-01-31", "2026-03-01", "2026-10-20"),
  handover: fc.constantFrom(...HANDOVERS),
  zone: fc.constantFrom(...ZONES.map(([zone]) => zone)),
  days: fc.option(fc.subarray(["mon", "tue", "wed", "thu", "fri", "sat", "sun"], { minLength: 1 }), { nil: undefined }),
  hours: fc.option(fc.constantFrom("09:00-17:00", "22:00-06:00", "02:00-02:30", "00:00-24:00"), { nil: undefined }),
});
const OVERRIDE = fc.record({
  person: fc.constantFrom("ana", "bob", "chi", "dee"),
  begins: fc.integer({ min: -24, max: 24 * 20 }),
  lasts: fc.integer({ min: 1, max: 72 }),
  instead: fc.option(fc.constantFrom("ana", "bob"), { nil: null }),
});
const CUTS = 24;
const STARTS = fc.constantFrom("2026-03-20", "2026-03-27", "2026-04-01", "2026-10-20", "2026-10-30", "2026-02-15");

test("any schedule: one decision for each instant, however the time is cut up", () => {
  fc.assert(
    fc.property(
      fc.array(LAYER, { minLength: 1, maxLength: 4 }),
      fc.array(OVERRIDE, { maxLength: 3 }),
      STARTS,
      fc.array(fc.integer({ min: 0, max: 10 * 24 * 3_600 }), { minLength: 2, maxLength: 5 }),
      (layers, changes, start, seconds) => {
        const from = Date.parse(`${start}T00:00:00Z`);
        const it = rota(
          `zone: Europe/London\nlayers: ${JSON.stringify(layers.map((layer, i) => ({ name: `l${i}`, ...layer })))}`,
          {
            overrides: changes.map(({ person, begins, lasts, instead }) => ({
              schedule: "s",
              person,
              from: from + begins * HOUR,
              until: from + (begins + lasts) * HOUR,
              instead,
              because: "override",
            })),
          },
        );
        const span = { from, until: from + 10 * DAY };
        const whole = shifts(it, span);
        whole.forEach((shift, i) => {
          expect(shift.from).toBeLessThan(shift.until);
          expect(shift.from).toBeGreaterThanOrEqual(whole[i - 1]?.until ?? span.from);
        });
        const moments = [...seconds.map((it) => from + it * 1_000), ...whole.flatMap(({ from }) => [from - 1, from])];
        const within = moments.filter((it) => it >= span.from && it < span.until);
        // Cutting computes ten days anew: enough of the moments, spread over all of them.
        const every = Math.ceil(within.length / CUTS);
        for (const [i, at] of within.entries()) {
          expect(onCallAt(it, at)?.person).toBe(holder(whole, at));
          if (i % every !== 0) continue;
          const cut = [...shifts(it, { from, until: at }), ...shifts(it, { from: at, until: span.until })];
          expect(holder(cut, at)).toBe(holder(whole, at));
          expect(holder(cut, at - 1)).toBe(holder(whole, at - 1));
        }
        const nobody = gaps(whole, span);
        for (const gap of nobody) expect(onCallAt(it, gap.from)).toBeUndefined();
        const held = whole.reduce((sum, shift) => sum + shift.until - shift.from, 0);
        const free = nobody.reduce((sum, gap) => sum + gap.until - gap.from, 0);
        expect(held + free).toBe(10 * DAY);
      },
    ),
    { numRuns: 12 },
  );
}, 30_000);
