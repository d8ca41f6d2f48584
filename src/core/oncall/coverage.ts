import type { Millis } from "../time.ts";
import { common, DAYS, datesOf, dayOf, type Span, spanOf } from "./calendar.ts";
import type { Shift } from "./shifts.ts";

/** The parts of a span in which nobody is on call. */
export function gaps(shifts: readonly Shift[], { from, until }: Span): Span[] {
  const found: Span[] = [];
  let covered = from;
  for (const shift of shifts) {
    if (shift.from > covered) found.push({ from: covered, until: shift.from });
    covered = Math.max(covered, shift.until);
  }
  if (covered < until) found.push({ from: covered, until });
  return found;
}

/** What a person carries of a schedule. */
export interface Load {
  person: string;
  shifts: number;
  total: Millis;
  /** Between 22:00 and 06:00 on the person's own clocks; on the schedule's where they name no zone. */
  night: Millis;
  /** On their Saturdays and Sundays, nights included. */
  weekend: Millis;
}

/** How the time within a span is shared out, the most burdened first. `zones`: of people who have one of their own. */
export function fairness(
  shifts: readonly Shift[],
  span: Span,
  zone: string,
  zones: Readonly<Record<string, string>> = {},
): Load[] {
  const restOf = new Map<string, { nights: Span[]; weekends: Span[] }>();
  const rest = (person: string) => {
    const own = zones[person] ?? zone;
    const found = restOf.get(own) ?? restTimes(span, own);
    restOf.set(own, found);
    return found;
  };
  const loads = new Map<string, Load>();
  for (const shift of shifts) {
    const { person } = shift;
    const { nights, weekends } = rest(person);
    const load = loads.get(person) ?? { person, shifts: 0, total: 0, night: 0, weekend: 0 };
    loads.set(person, {
      person,
      shifts: load.shifts + 1,
      total: load.total + shift.until - shift.from,
      night: load.night + within(shift, nights),
      weekend: load.weekend + within(shift, weekends),
    });
  }
  return [...loads.values()].sort((a, b) => b.total - a.total || (a.person < b.person ? -1 : 1));
}

function restTimes(span: Span, zone: string): { nights: Span[]; weekends: Span[] } {
  const dates = datesOf(span, zone);
  return {
    nights: dates.map((date) => spanOf(date, zone, { from: "22:00", until: "06:00" })),
    weekends: dates.filter((date) => DAYS.indexOf(dayOf(date)) >= 5).map((date) => spanOf(date, zone)),
  };
}

const within = (shift: Span, spans: readonly Span[]): Millis =>
  spans.reduce((sum, span) => {
    const part = common(shift, span);
    return part === undefined ? sum : sum + part.until - part.from;
  }, 0);
