import { z } from "zod";
import { didYouMean } from "../problem.ts";
import type { Instant } from "../time.ts";
import { instantOf, isZone, type LocalDate, localDate, onClock } from "./zoned.ts";

export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Day = (typeof DAYS)[number];

export const zone = z
  .string()
  .max(60)
  .superRefine((text, context) => {
    if (isZone(text)) return;
    const meant = didYouMean(text, Intl.supportedValuesOf("timeZone"));
    const message = `must be a time zone such as Europe/London or UTC${meant === undefined ? "" : `. ${meant}`}`;
    context.addIssue({ code: "custom", message });
  });
export const days = z.array(z.enum(DAYS)).min(1).max(7);
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;
export const clock = z.string().regex(CLOCK, 'must be a time in quotes such as "09:00"');

/** A stretch of the day; one that ends before it begins ends on the next day. */
export interface Hours {
  from: string;
  until: string;
}

export const hours = z
  .string()
  .regex(/^\d\d:\d\d-\d\d:\d\d$/, 'must be hours such as "09:00-17:00"')
  .transform((text, context): Hours => {
    const [from = "", until = ""] = text.split("-");
    const fits = CLOCK.test(from) && (CLOCK.test(until) || until === "24:00") && from !== until;
    if (fits) return { from, until: until === "24:00" ? "00:00" : until };
    context.addIssue({
      code: "custom",
      message: 'must be hours such as "09:00-17:00", "18:00-06:00" or "00:00-24:00"',
    });
    return z.NEVER;
  });

export const date = z
  .string()
  .refine((text) => /^\d{4}-\d\d-\d\d$/.test(text) && isDate(text), 'must be a date in quotes such as "2026-01-31"');

function isDate(text: string): boolean {
  try {
    return localDate(text).toString() === text;
  } catch {
    return false;
  }
}

/** When people work: the hours of some days, holidays left out. Shared by schedules (its holidays) and service-level clocks. */
export const calendarSchema = z.strictObject({
  zone: zone.default("UTC"),
  days: days.default(["mon", "tue", "wed", "thu", "fri"]),
  hours: hours.prefault("09:00-17:00"),
  holidays: z
    .array(z.strictObject({ date, name: z.string().min(1).max(60) }))
    .max(1_000)
    .default([]),
});
export type Calendar = z.output<typeof calendarSchema>;

/** A stretch of time; `until` is not part of it. */
export interface Span {
  from: Instant;
  until: Instant;
}

export const dayOf = (date: LocalDate): Day => DAYS[date.dayOfWeek - 1] ?? "mon";

/** The dates on the clocks of a zone that a span touches, and the one before: hours that cross midnight begin there. */
export function datesOf({ from, until }: Span, zone: string): LocalDate[] {
  const last = onClock(until, zone).toPlainDate();
  const dates: LocalDate[] = [];
  let date = onClock(from, zone).toPlainDate().subtract({ days: 1 });
  while (date.until(last).days >= 0) {
    dates.push(date);
    date = date.add({ days: 1 });
  }
  return dates;
}

/** The hours of one date as a span of time; without hours the whole date, from midnight to midnight. */
export function spanOf(date: LocalDate, zone: string, hours: Hours = { from: "00:00", until: "00:00" }): Span {
  const ends = hours.until > hours.from ? date : date.add({ days: 1 });
  return {
    from: instantOf(date.toPlainDateTime(hours.from), zone),
    until: instantOf(ends.toPlainDateTime(hours.until), zone),
  };
}

/** The part of a span that lies within another; undefined when none does. */
export function common(a: Span, b: Span): Span | undefined {
  const from = Math.max(a.from, b.from);
  const until = Math.min(a.until, b.until);
  return from < until ? { from, until } : undefined;
}
