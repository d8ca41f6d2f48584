import type { Policy } from "../policy.ts";
import type { Instant } from "../time.ts";
import type { Span } from "./calendar.ts";
import { icalendar } from "./icalendar.ts";
import type { Roster } from "./roster.ts";
import { shiftsOf } from "./who.ts";

/** Longer ago than a shift begins: one that is under way begins where it began, and keeps its name. */
const BEFORE = 100 * 86_400_000;

interface Wanted {
  schedule: string;
  span: Span;
  /** When the configuration was last written. */
  configuredAt: Instant;
}

/** A schedule as iCalendar, with overrides and swaps; undefined when there is none of that name. */
export function calendarOf(
  { schedule, span, configuredAt }: Wanted,
  policy: Policy,
  roster: Roster,
): string | undefined {
  const [found] = shiftsOf(policy, roster, { from: span.from - BEFORE, until: span.until }, schedule);
  if (found === undefined) return undefined;
  const { people, desk } = policy.config;
  return icalendar({
    ...found,
    shifts: found.shifts.filter(({ until }) => until > span.from),
    desk: desk.name,
    span,
    changedAt: Math.max(roster.changedAt, configuredAt),
    nameOf: (person) => people[person]?.name ?? person,
  });
}
