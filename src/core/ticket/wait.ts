import type { Calendar } from "../oncall/calendar.ts";
import { PRIORITIES, type Priority } from "../ports.ts";
import type { Instant, Millis } from "../time.ts";
import type { AnsweredTicket, Line } from "./line.ts";
import { afterWorking, workingBetween } from "./working.ts";

/** How long a customer has to wait for a person: minutes from now on, rounded outwards to what people say. */
export interface ExpectedWait {
  /** 0 where it may be at once. */
  from: number;
  to: number;
  /** More than half as long again as others have waited of late. */
  longer: boolean;
}

/** With fewer answers than this nothing is said of the future; there is the target. */
export const LEAST_HISTORY = 5;
/** Of so many answers, the newest, the wait is foretold. */
export const LOOKED_AT = 40;
/** From so many of the same priority on, the others are left aside. */
const ENOUGH_ALIKE = 10;
/** The range is to hold for four of five: a tenth of those like it were faster, a tenth slower. */
const TENTH = 0.1;
/** The normal distribution's quantile for that. */
const Z = 1.2816;
const LONGER = 1.5;
const MINUTE: Millis = 60_000;

/**
 * What one who is put in line now has to expect. Each of the newest answered tickets says what it would have waited with as many ahead
 * of it as there are now: its own wait, and for each ticket more or fewer the pace at which answers come, give or take what that pace
 * varies (the standard deviation of one times the root of how many). The range is the middle four fifths of that. Time outside of the
 * calendar's hours does not count as waiting in what was, and is added to what will be. Null when too little is known.
 */
export function expectedWait(
  { ahead, answered }: Line,
  { priority, now, calendar }: { priority: Priority; now: Instant; calendar: Calendar | undefined },
): ExpectedWait | null {
  if (answered.length < LEAST_HISTORY) return null;
  const work = (from: Instant, until: Instant) => workingBetween(from, until, calendar);
  const newest = [...answered].sort((a, b) => b.answeredAt - a.answeredAt);
  const pace = paceOf(newest.slice(0, LOOKED_AT + 1), work);
  const recent = newest.slice(0, LOOKED_AT);
  const alike = recent.filter((it) => it.priority === priority);
  const waits = (alike.length >= ENOUGH_ALIKE ? alike : recent).map((it) => {
    const more = ahead - aheadOf(it, newest);
    const centre = work(it.openedAt, it.answeredAt) + more * pace.mean;
    const give = Z * pace.deviation * Math.sqrt(Math.abs(more));
    return { itself: work(it.openedAt, it.answeredAt), low: centre - give, centre, high: centre + give };
  });
  const soonest = Math.max(
    0,
    quantile(
      waits.map(({ low }) => low),
      TENTH,
    ),
  );
  // Nobody is answered sooner than one answer takes.
  const latest = Math.max(
    pace.mean,
    quantile(
      waits.map(({ high }) => high),
      1 - TENTH,
    ),
  );
  const from = floor(minutesUntil(now, soonest, calendar));
  const to = Math.max(from, ceiling(minutesUntil(now, latest, calendar)));
  const usual = quantile(
    waits.map(({ itself }) => itself),
    0.5,
  );
  const likely = quantile(
    waits.map(({ centre }) => centre),
    0.5,
  );
  return { from, to, longer: likely > LONGER * usual && minutesUntil(now, likely, calendar) >= 2 };
}

/** The time from one answer to the next while somebody waited: what one ticket ahead costs. */
function paceOf(newest: AnsweredTicket[], work: (from: Instant, until: Instant) => Millis) {
  const times = newest
    .slice(0, -1)
    .map(({ openedAt, answeredAt }, i) => work(Math.max(openedAt, newest[i + 1]?.answeredAt ?? 0), answeredAt));
  const mean = times.reduce((sum, it) => sum + it, 0) / times.length;
  const variance = times.reduce((sum, it) => sum + (it - mean) ** 2, 0) / times.length;
  return { mean, deviation: Math.sqrt(variance) };
}

/** How many were ahead of it when it came: as urgent or more, older, and answered only later. */
const aheadOf = (it: AnsweredTicket, all: AnsweredTicket[]): number =>
  all.filter(
    (other) =>
      other.openedAt < it.openedAt && other.answeredAt > it.openedAt && rank(other.priority) <= rank(it.priority),
  ).length;

const rank = (priority: Priority): number => PRIORITIES.indexOf(priority);

function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? 0;
  return below + ((sorted[Math.ceil(at)] ?? below) - below) * (at % 1);
}

const minutesUntil = (now: Instant, wait: Millis, calendar: Calendar | undefined): number =>
  (afterWorking(now, wait, calendar) - now) / MINUTE;

const HOUR = 60;
const DAY = 24 * HOUR;
/** Minutes that people say; beyond them whole hours, then whole days. */
const SAID = [0, 1, 2, 3, 5, 10, 15, 20, 30, 40, 50, 60, 75, 90, 2 * HOUR];
const stepAfter = (minutes: number): number => (minutes <= 12 * HOUR ? HOUR : minutes <= 3 * DAY ? 6 * HOUR : DAY);

const floor = (minutes: number): number =>
  SAID.findLast((it) => it <= minutes && minutes < 2 * HOUR) ??
  Math.floor(minutes / stepAfter(minutes)) * stepAfter(minutes);
const ceiling = (minutes: number): number =>
  SAID.find((it) => it >= minutes && it > 0) ?? Math.ceil(minutes / stepAfter(minutes)) * stepAfter(minutes);
