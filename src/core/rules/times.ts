import { z } from "zod";
import { DAYS, dayOf, days, hours, zone } from "../oncall/calendar.ts";
import { onClock } from "../oncall/zoned.ts";
import type { Instant } from "../time.ts";

/** Times of the week on the clocks of a zone. Hours that cross midnight belong to the day on which they begin. */
export const timesSchema = z.strictObject({
  zone: zone.default("UTC"),
  days: days.default([...DAYS]),
  hours: hours.prefault("00:00-24:00"),
});
export type Times = z.output<typeof timesSchema>;

/** Whether an instant lies within the times. */
export function isWithin(at: Instant, { zone, days: wanted, hours: { from, until } }: Times): boolean {
  const here = onClock(at, zone);
  const time = here.toPlainTime().toString({ smallestUnit: "minute" });
  const today = here.toPlainDate();
  if (from < until) return wanted.includes(dayOf(today)) && from <= time && time < until;
  if (time >= from) return wanted.includes(dayOf(today));
  return time < until && wanted.includes(dayOf(today.subtract({ days: 1 })));
}
