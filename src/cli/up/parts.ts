import type { DeskConfig } from "../../core/config/schema.ts";
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

/** The parts that have to run somewhere for a desk of this configuration to do its work. */
export const wantedParts = ({ discord, slack }: DeskConfig): Part[] => [
  "worker",
  "clock",
  ...(discord.guilds.length > 0 ? (["discord"] as const) : []),
  ...(slack === undefined ? [] : (["slack"] as const)),
];

/** What waits for ever on an engine that one process works with; undefined where nothing does. */
export function leftOut(parts: Parts, config: DeskConfig, engine: string): string | undefined {
  const missing = wantedParts(config).filter((part) => !parts.has(part));
  if (engine !== "sqlite" || missing.length === 0) return undefined;
  return `nobody runs ${missing.join(", ")}: on SQLite no other process can. Leave out --only, or set DATABASE_URL.`;
}

export const isWhole = (parts: Parts): boolean => parts.size === PARTS.length;

/** Refuses what a part of a desk cannot do. */
export function refuseHalf(parts: Parts, demo: boolean | undefined): void {
  if (demo !== true || isWhole(parts)) return;
  throw new Fault("usage", "--demo plays on a whole desk", { next: "Leave out --only, or --demo." });
}
