import { type Calendar, dayOf, type Span, spanOf } from "../oncall/calendar.ts";
import { type LocalDate, onClock } from "../oncall/zoned.ts";
import type { Instant, Millis } from "../time.ts";

/** So far ahead work is looked for: a calendar in which nobody works for longer has no hours at all. */
const LONGEST = 800;

/** The working hours of a calendar from an instant on, in order, holidays left out. */
function* hoursFrom(from: Instant, calendar: Calendar): Generator<Span> {
  const holidays = new Set(calendar.holidays.map(({ date }) => date));
  let date: LocalDate = onClock(from, calendar.zone).toPlainDate().subtract({ days: 1 });
  for (let i = 0; i < LONGEST; i++, date = date.add({ days: 1 })) {
    if (!calendar.days.includes(dayOf(date)) || holidays.has(date.toString())) continue;
    const span = spanOf(date, calendar.zone, calendar.hours);
    if (span.until > from) yield { from: Math.max(from, span.from), until: span.until };
  }
}

/** When so much working time has passed since an instant; in plain time where there is no calendar. */
export function afterWorking(start: Instant, length: Millis, calendar: Calendar | undefined): Instant {
  if (calendar === undefined) return start + length;
  let left = length;
  for (const { from, until } of hoursFrom(start, calendar)) {
    if (from + left <= until) return from + left;
    left -= until - from;
  }
  return start + length;
}

/** How much working time lies between two instants. */
export function workingBetween(start: Instant, end: Instant, calendar: Calendar | undefined): Millis {
  if (calendar === undefined) return end - start;
  let sum = 0;
  for (const { from, until } of hoursFrom(start, calendar)) {
    if (from >= end) return sum;
    sum += Math.min(until, end) - from;
  }
  return sum;
}
