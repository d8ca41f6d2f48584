import { Temporal } from "temporal-polyfill";
import { parseConfig } from "../../src/core/config/parse.ts";
import type { Override, Rota } from "../../src/core/oncall/shifts.ts";
import { renderProblem } from "../../src/core/problem.ts";

const PEOPLE = ["ana", "bob", "chi", "dee"].map((id) => `${id}: { name: ${id} }`).join(", ");

export const yamlOf = (schedule: string, more = ""): string =>
  `desk: { name: Borealis }\npeople: { ${PEOPLE} }\n${more}\nschedules:\n  s:\n${schedule.replace(/^/gm, "    ")}`;

/** A schedule as an operator writes it. */
export function rota(
  schedule: string,
  { more = "", overrides = [] }: { more?: string; overrides?: Override[] } = {},
): Rota {
  const { config, problems } = parseConfig(yamlOf(schedule, more), "nightdesk.yaml");
  const found = config?.schedules.s;
  if (config === undefined || found === undefined) throw new Error(problems.map(renderProblem).join("\n"));
  return { id: "s", schedule: found, calendar: config.calendars[found.calendar ?? ""], overrides };
}

/**
 * Who a single rotation has on call at an instant, worked out the slow way and by another road than the desk's: every hand-over is
 * counted from the first one, in the order in which the zone's clocks show them.
 */
export function byCounting(
  {
    people,
    start,
    handover,
    count,
    unit,
  }: { people: string[]; start: string; handover: string; count: number; unit: "hours" | "days" | "weeks" | "months" },
  zone: string,
  until: number,
): (at: number) => string | undefined {
  const first = Temporal.PlainDateTime.from(`${start}T${handover}`);
  const handovers: number[] = [];
  for (let n = 0; handovers.at(-1) === undefined || (handovers.at(-1) ?? 0) <= until; n++) {
    const shown = first.add({ [unit]: n * count });
    const [before, after] = (["earlier", "later"] as const).map((disambiguation) =>
      shown.toZonedDateTime(zone, { disambiguation }),
    );
    const exists = before?.toPlainDateTime().equals(shown) === true;
    // A time that the clocks jump over: the jump is where the second before it and the second after it are one second apart.
    handovers.push(
      exists
        ? before.epochMilliseconds
        : jumpBetween(zone, before?.epochMilliseconds ?? 0, after?.epochMilliseconds ?? 0),
    );
  }
  return (at) => {
    let low = -1;
    for (let high = handovers.length - 1; low < high; ) {
      const middle = Math.ceil((low + high) / 2);
      if ((handovers[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return low < 0 ? undefined : people[low % people.length];
  };
}

function jumpBetween(zone: string, low: number, high: number): number {
  const offset = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds;
  const before = offset(low);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offset(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}
