import { z } from "zod";
import type { Instant } from "../time.ts";
import type { Span } from "./calendar.ts";
import { instantOf, type LocalTime, localTime, onClock } from "./zoned.ts";

const UNITS = ["hour", "day", "week", "month"] as const;

/** How long one turn lasts on the clocks of the rotation's zone. */
export interface TurnLength {
  count: number;
  unit: (typeof UNITS)[number];
}

export const turnLength = z
  .string()
  .regex(
    /^([1-9]\d{0,2} )?(hour|day|week|month)s?$/,
    'must be a length such as "8 hours", "1 day", "2 weeks" or "month"',
  )
  .transform((text): TurnLength => {
    const [first = "", second] = text.replace(/s$/, "").split(" ");
    const unit = UNITS.find((it) => it === (second ?? first)) ?? "week";
    return { count: second === undefined ? 1 : Number(first), unit };
  });

export interface Rotation {
  people: string[];
  turn: TurnLength;
  /** Date of the first hand-over, and the time of each. */
  start: string;
  handover: string;
}

export interface Turn extends Span {
  person: string;
}

/**
 * The turns that touch a span. Hand-overs are counted on the clock, not in elapsed time: a turn of a day is handed over at the same
 * hour the year round, and lasts 23 or 25 hours where the clocks change. Before the first hand-over there is no turn.
 */
export function turns({ people, turn, start, handover }: Rotation, zone: string, span: Span): Turn[] {
  const first = localTime(`${start}T${handover}`);
  const begins = (n: number): Instant => instantOf(after(first, turn, n), zone);
  const found: Turn[] = [];
  let n = Math.max(0, turnAt(first, turn, zone, span.from));
  for (let from = begins(n); from < span.until; n++) {
    const until = begins(n + 1);
    const person = people[n % people.length];
    if (person !== undefined && from < until) found.push({ from, until, person });
    from = until;
  }
  return found;
}

/** From the start each time, so that the 31st comes back after a February. */
const after = (first: LocalTime, { count, unit }: TurnLength, n: number): LocalTime =>
  first.add({ [`${unit}s`]: count * n });

/** Number of the turn that holds at an instant; negative before the first. A turn of no length (its hours were jumped over) holds never. */
function turnAt(first: LocalTime, turn: TurnLength, zone: string, at: Instant): number {
  const passed = first.until(onClock(at, zone), { largestUnit: `${turn.unit}s` })[`${turn.unit}s`];
  // Near a change of the clocks what they show is an hour off: one turn further back is early enough, and the next ones are looked at.
  let n = Math.floor(passed / turn.count) - 2;
  while (instantOf(after(first, turn, n + 1), zone) <= at) n++;
  return n;
}
