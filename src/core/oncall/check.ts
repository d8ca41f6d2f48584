import { didYouMean } from "../problem.ts";
import type { Calendar } from "./calendar.ts";
import type { Layer, Schedule } from "./schedule.ts";
import { parseMoment } from "./zoned.ts";

export interface Complaint {
  path: PropertyKey[];
  message: string;
  next: string;
}

/** What the schema of schedules cannot see: people and calendars that are not there, times that end before they begin. */
export function checkSchedules(
  schedules: Record<string, Schedule>,
  { people, calendars }: { people: readonly string[]; calendars: Record<string, Calendar> },
): Complaint[] {
  return Object.entries(schedules).flatMap(([id, schedule]) => {
    const place = ["schedules", id];
    const { calendar, zone, layers, temporary, overrides } = schedule;
    const inOrder = (path: PropertyKey[], from: string, until: string): Complaint[] =>
      (parseMoment(from, zone) ?? 0) < (parseMoment(until, zone) ?? 0)
        ? []
        : [{ path: [...path, "until"], message: `${until} is not after ${from}`, next: "Swap them, or mend one." }];
    const known = (path: PropertyKey[], name: string | undefined): Complaint[] =>
      name === undefined ? [] : unknown(path, "person", name, people, "people");
    return [
      ...(calendar === undefined
        ? []
        : unknown([...place, "calendar"], "calendar", calendar, Object.keys(calendars), "calendars")),
      ...checkLayers([...place, "layers"], layers, people, calendar),
      ...temporary.flatMap((it, i) => [
        ...inOrder([...place, "temporary", i], it.from, it.until),
        ...checkLayers([...place, "temporary", i, "layers"], it.layers, people, calendar),
      ]),
      ...overrides.flatMap((it, i) => [
        ...inOrder([...place, "overrides", i], it.from, it.until),
        ...known([...place, "overrides", i, "person"], it.person),
        ...known([...place, "overrides", i, "for"], it.for),
      ]),
    ];
  });
}

const checkLayers = (path: PropertyKey[], layers: Layer[], people: readonly string[], calendar?: string): Complaint[] =>
  layers.flatMap((layer, i) => [
    ...(layers.slice(0, i).some(({ name }) => name === layer.name)
      ? [
          {
            path: [...path, i, "name"],
            message: `two layers are called “${layer.name}”`,
            next: "Reasons name layers: give each a name of its own.",
          },
        ]
      : []),
    ...layer.people.flatMap((name, j) => unknown([...path, i, "people", j], "person", name, people, "people")),
    ...(layer.holidays === "any" || calendar !== undefined
      ? []
      : [
          {
            path: [...path, i, "holidays"],
            message: `"${layer.holidays}" needs holidays, and the schedule has no calendar`,
            next: "Name one of `calendars` as the schedule's `calendar`.",
          },
        ]),
  ]);

/** A complaint about a name that is not among those that are known; none when it is. */
export function unknown(
  path: PropertyKey[],
  what: string,
  name: string,
  known: readonly string[],
  key: string,
): Complaint[] {
  if (known.includes(name)) return [];
  const next =
    didYouMean(name, known) ??
    (known.length === 0 ? `There are none under \`${key}\`.` : `Known: ${known.join(", ")}.`);
  return [{ path, message: `there is no ${what} ${JSON.stringify(name)}`, next }];
}
