import type { Instant } from "../time.ts";
import { type Calendar, common, datesOf, dayOf, type Span, spanOf } from "./calendar.ts";
import { turns } from "./rotation.ts";
import type { Layer, Schedule } from "./schedule.ts";
import { parseMoment } from "./zoned.ts";

/** One person's time on call, with what gave it to them. */
export interface Shift extends Span {
  person: string;
  /** "layer nights", "override", "temporary Christmas, layer all" */
  because: string;
}

/** A change of a schedule for a while. */
export interface Override extends Span {
  schedule: string;
  person: string;
  /** Only where this person would be on call; null for everybody. */
  instead: string | null;
  because: string;
}

/** What a schedule is read with: the calendars of the configuration, and the changes that people have made, the newest last. */
export interface Rota {
  id: string;
  schedule: Schedule;
  calendar: Calendar | undefined;
  overrides: readonly Override[];
}

/** Who is on call within a span, in order of time. Shifts do not overlap; where there is none, nobody is. */
export function shifts({ id, schedule, calendar, overrides }: Rota, span: Span): Shift[] {
  const { zone } = schedule;
  const at = (moment: string): Instant => parseMoment(moment, zone) ?? Number.NaN;
  const usual = layered(schedule.layers, zone, calendar, span, "");
  const temporary = schedule.temporary.reduce((below, { name, from, until, layers }) => {
    const period = common(span, { from: at(from), until: at(until) });
    if (period === undefined) return below;
    return lay(without(below, [period]), layered(layers, zone, calendar, period, `temporary ${name}, `));
  }, usual);
  const written: Override[] = schedule.overrides.map(({ person, from, until, for: instead }) => ({
    schedule: id,
    person,
    from: at(from),
    until: at(until),
    instead: instead ?? null,
    because: "override in nightdesk.yaml",
  }));
  const changed = [...written, ...overrides.filter((it) => it.schedule === id)].reduce(override, temporary);
  return joined(changed.flatMap((shift) => clip(shift, span)));
}

/** Six hours of a schedule that was asked for last: many tickets ask at the same time. */
const asked = new WeakMap<Schedule, { rota: Rota; from: Instant; shifts: Shift[] }>();
const STRETCH = 6 * 3_600_000;

/** Who is on call at an instant; undefined when nobody is. `from` and `until` of the shift may be cut off. */
export function onCallAt(rota: Rota, at: Instant): Shift | undefined {
  const from = Math.floor(at / STRETCH) * STRETCH;
  let known = asked.get(rota.schedule);
  const fits = known?.from === from && known.rota.overrides === rota.overrides && known.rota.calendar === rota.calendar;
  if (known === undefined || !fits) {
    known = { rota, from, shifts: shifts(rota, { from, until: from + STRETCH }) };
    asked.set(rota.schedule, known);
  }
  return known.shifts.find((shift) => shift.from <= at && at < shift.until);
}

const clip = (shift: Shift, span: Span): Shift[] => {
  const part = common(shift, span);
  return part === undefined ? [] : [{ ...shift, ...part }];
};

const layered = (layers: Layer[], zone: string, calendar: Calendar | undefined, span: Span, prefix: string): Shift[] =>
  layers.reduce<Shift[]>(
    (below, layer) => lay(below, layerShifts(layer, layer.zone ?? zone, calendar, span, prefix)),
    [],
  );

function layerShifts(layer: Layer, zone: string, calendar: Calendar | undefined, span: Span, prefix: string): Shift[] {
  const own = turns(layer, zone, span).map((turn): Shift => ({ ...turn, because: `${prefix}layer ${layer.name}` }));
  if (layer.days === undefined && layer.hours === undefined && layer.holidays === "any")
    return own.flatMap((shift) => clip(shift, span));
  const holidays = new Set(calendar?.holidays.map(({ date }) => date));
  const windows = datesOf(span, zone)
    .filter((date) => layer.days?.includes(dayOf(date)) ?? true)
    .filter((date) => layer.holidays === "any" || holidays.has(date.toString()) === (layer.holidays === "only"))
    .map((date) => spanOf(date, zone, layer.hours));
  return meet(own, windows).flatMap((shift) => clip(shift, span));
}

/** The parts of shifts that lie within windows; both in order, neither overlapping. */
function meet(shifts: Shift[], windows: Span[]): Shift[] {
  const found: Shift[] = [];
  let first = 0;
  for (const window of windows) {
    while ((shifts[first]?.until ?? Number.POSITIVE_INFINITY) <= window.from) first++;
    for (let i = first; i < shifts.length; i++) {
      const shift = shifts[i];
      if (shift === undefined || shift.from >= window.until) break;
      found.push(...clip(shift, window));
    }
  }
  return found;
}

/** Lays shifts over others: where both have somebody, those above count. */
const lay = (below: Shift[], above: Shift[]): Shift[] =>
  [...without(below, above), ...above].sort((a, b) => a.from - b.from);

/** What is left of shifts outside of spans; both in order, neither overlapping. */
function without(shifts: Shift[], gone: Span[]): Shift[] {
  const left: Shift[] = [];
  let first = 0;
  for (const shift of shifts) {
    while ((gone[first]?.until ?? Number.POSITIVE_INFINITY) <= shift.from) first++;
    let { from } = shift;
    for (let i = first; i < gone.length && from < shift.until; i++) {
      const span = gone[i];
      if (span === undefined || span.from >= shift.until) break;
      if (from < span.from) left.push({ ...shift, from, until: span.from });
      from = Math.max(from, span.until);
    }
    if (from < shift.until) left.push({ ...shift, from });
  }
  return left;
}

function override(shifts: Shift[], change: Override): Shift[] {
  const { person, instead, because } = change;
  if (instead === null) return lay(shifts, [{ from: change.from, until: change.until, person, because }]);
  const theirs = shifts.filter((shift) => shift.person === instead).flatMap((shift) => clip(shift, change));
  return lay(
    shifts,
    theirs.map((shift) => ({ ...shift, person, because: `${because}, for ${instead}` })),
  );
}

/** Neighbours with the same person and reason are one shift. */
function joined(shifts: Shift[]): Shift[] {
  const found: Shift[] = [];
  for (const shift of shifts) {
    const last = found.at(-1);
    if (last?.until === shift.from && last.person === shift.person && last.because === shift.because)
      found[found.length - 1] = { ...last, until: shift.until };
    else found.push(shift);
  }
  return found;
}
