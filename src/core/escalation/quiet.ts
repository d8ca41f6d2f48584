import { z } from "zod";
import { type Day, datesOf, dayOf, days, hours, spanOf } from "../oncall/calendar.ts";
import type { Instant } from "../time.ts";

/** When pages wait until somebody's morning. P0 never waits. */
export const quietSchema = z.strictObject({
  priorities: z
    .array(z.enum(["P1", "P2", "P3"]))
    .min(1)
    .max(3)
    .describe("Whose pages wait; P0 never waits."),
  hours: hours.describe("In these hours on the clocks of the person, such as `22:00-08:00`."),
  days: days.optional().describe("Only on these days; hours that cross midnight belong to the day they begin on."),
});
export type Quiet = z.output<typeof quietSchema>;

/** Quiet hours that follow each other for longer than this would be silence. */
const LONGEST = 8 * 86_400_000;

/** The first moment from `at` on at which no quiet hours hold; undefined when there is none within eight days. */
export function endOfQuiet(rules: readonly Quiet[], priority: string, zone: string, at: Instant): Instant | undefined {
  const own = rules.filter(({ priorities }) => priorities.some((it) => it === priority));
  let end = at;
  while (end - at <= LONGEST) {
    const next = endOfWindow(own, zone, end);
    if (next === undefined) return end;
    end = next;
  }
  return undefined;
}

/** Until when a person is left in peace; undefined when they are paged now. */
export function quietUntil(rules: readonly Quiet[], priority: string, zone: string, at: Instant): Instant | undefined {
  const end = endOfQuiet(rules, priority, zone, at);
  return end === at ? undefined : end;
}

function endOfWindow(rules: readonly Quiet[], zone: string, at: Instant): Instant | undefined {
  if (rules.length === 0) return undefined;
  const on = (day: Day, only: Day[] | undefined) => only === undefined || only.includes(day);
  const windows = datesOf({ from: at, until: at }, zone).flatMap((date) =>
    rules.filter(({ days }) => on(dayOf(date), days)).map(({ hours }) => spanOf(date, zone, hours)),
  );
  const ends = windows.filter(({ from, until }) => from <= at && at < until).map(({ until }) => until);
  return ends.length === 0 ? undefined : Math.max(...ends);
}
