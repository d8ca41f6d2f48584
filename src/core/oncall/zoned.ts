import { Temporal } from "temporal-polyfill";
import type { Instant } from "../time.ts";

/** A date, or a date and time, on the clocks of a zone that is named apart. */
export type LocalDate = Temporal.PlainDate;
export type LocalTime = Temporal.PlainDateTime;

export const localDate = (text: string): LocalDate => Temporal.PlainDate.from(text);
export const localTime = (text: string): LocalTime => Temporal.PlainDateTime.from(text);

/** Whether the text names a time zone of the IANA database, such as Europe/London. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return /^[A-Za-z]/.test(zone);
  } catch {
    return false;
  }
}

/** What the clocks of a zone show at an instant. */
export const onClock = (at: Instant, zone: string): LocalTime => zoned(at, zone).toPlainDateTime();

const zoned = (at: Instant, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);

/**
 * The instant at which the clocks of a zone show a time. A time that exists twice is the first of the two. One that does not exist,
 * because the clocks jump over it, is the moment of the jump. So a later time is never an earlier instant.
 */
export function instantOf(time: LocalTime, zone: string): Instant {
  const first = time.toZonedDateTime(zone, { disambiguation: "earlier" });
  if (first.toPlainDateTime().equals(time)) return first.epochMilliseconds;
  return first.getTimeZoneTransition("next")?.epochMilliseconds ?? first.epochMilliseconds;
}

/** Whether the clocks of a zone show what they show at an instant twice. */
export function isShownTwice(at: Instant, zone: string): boolean {
  const time = onClock(at, zone);
  const [first, second] = (["earlier", "later"] as const).map((it) =>
    time.toZonedDateTime(zone, { disambiguation: it }),
  );
  return first?.epochMilliseconds !== second?.epochMilliseconds;
}

/** "2026-03-29 02:00 BST" would not say which clock it is; this does: "2026-03-29T02:00+01:00". */
export function stamp(at: Instant, zone: string): string {
  const { offset } = zoned(at, zone);
  return `${zoned(at, zone).toPlainDateTime().toString({ smallestUnit: "minute" })}${offset === "+00:00" ? "Z" : offset}`;
}

/** Reads "2026-12-24T18:00+01:00" or "…Z" as it stands, and "2026-12-24T18:00" or "2026-12-24" on the clocks of the zone. */
export function parseMoment(text: string, zone: string): Instant | undefined {
  try {
    return /(Z|[+-]\d\d:?\d\d)$/i.test(text)
      ? Temporal.Instant.from(text).epochMilliseconds
      : instantOf(localTime(text), zone);
  } catch {
    return undefined;
  }
}

/** A change of a zone's clocks: the offsets before and after it, in minutes. */
export interface ClockChange {
  at: Instant;
  before: number;
  after: number;
}

/** The offset at the start of a span, and every change of it within. */
export function clockChanges(zone: string, from: Instant, until: Instant): { offset: number; changes: ClockChange[] } {
  const changes: ClockChange[] = [];
  let here = zoned(from, zone);
  const { offset } = minutes(here);
  for (;;) {
    const next = here.getTimeZoneTransition("next");
    if (next === null || next.epochMilliseconds >= until) return { offset, changes };
    changes.push({ at: next.epochMilliseconds, before: minutes(here).offset, after: minutes(next).offset });
    here = next;
  }
}

const minutes = (time: Temporal.ZonedDateTime) => ({ offset: Math.round(time.offsetNanoseconds / 60e9) });

/** The same day and time so many months later, in UTC; the last day of the month where there is no such day. */
export const afterMonths = (at: Instant, months: number): Instant =>
  zoned(at, "UTC").add({ months }, { overflow: "constrain" }).epochMilliseconds;
