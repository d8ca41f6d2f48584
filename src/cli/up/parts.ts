import { Fault } from "../../core/errors.ts";
import { LANES, type Lane } from "../../core/lane.ts";

/** What a process can run of the desk. The clock runs in one of those that may, whichever that is. */
export const PARTS = ["api", "discord", "slack", "worker", "clock"] as const;
export type Part = (typeof PARTS)[number];
export type Parts = ReadonlySet<Part>;

/** The parts that `--only api,worker` names; all of them where nothing is named. @throws Fault that names the one it does not know */
export function partsOf(only: string | undefined): Parts {
  if (only === undefined) return new Set(PARTS);
  const named = only
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  const known = named.filter((name): name is Part => (PARTS as readonly string[]).includes(name));
  const unknown = named.find((name) => !(PARTS as readonly string[]).includes(name));
  if (unknown !== undefined || known.length === 0)
    throw new Fault("usage", unknown === undefined ? "--only names nothing to run" : `there is no part “${unknown}”`, {
      next: `The parts are ${PARTS.join(", ")}; write them with commas between.`,
    });
  return new Set(known);
}

/** The effects that a process with these parts carries out. */
export const lanesOf = (parts: Parts): Lane[] => LANES.filter((lane) => parts.has(lane));

export const isWhole = (parts: Parts): boolean => parts.size === PARTS.length;
