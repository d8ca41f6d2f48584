import type { Millis } from "../time.ts";
import { INCIDENT_KINDS, type IncidentKind } from "./incident.ts";
import type { IncidentRow } from "./row.ts";

export interface IncidentStats {
  incidents: number;
  open: number;
  kinds: Record<IncidentKind, number>;
  /** Of those that were frozen: from the first wish to the confirmation. Null where there are none. */
  timeToFreeze: { count: number; median: Millis; p90: Millis; longest: Millis } | null;
  /** Asked for and not frozen yet. */
  waiting: number;
  /** How often a customer heard nothing for too long. */
  missed: number;
}

/** What incidents looked like, taken together. */
export function incidentStats(rows: readonly IncidentRow[]): IncidentStats {
  const took = rows
    .flatMap(({ askedAt, frozenAt }) => (askedAt === null || frozenAt === null ? [] : [frozenAt - askedAt]))
    .sort((a, b) => a - b);
  const kinds = Object.fromEntries(INCIDENT_KINDS.map((kind) => [kind, rows.filter((it) => it.kind === kind).length]));
  return {
    incidents: rows.length,
    open: rows.filter(({ state }) => state !== "closed").length,
    kinds: kinds as Record<IncidentKind, number>,
    timeToFreeze:
      took.length === 0
        ? null
        : { count: took.length, median: rank(took, 0.5), p90: rank(took, 0.9), longest: took.at(-1) ?? 0 },
    waiting: rows.filter(({ state, freeze }) => state !== "closed" && ASKED.has(freeze)).length,
    missed: rows.reduce((sum, it) => sum + it.missed, 0),
  };
}

const ASKED: ReadonlySet<string> = new Set(["wished", "requested", "sent", "failed"]);

/** The nearest rank: a value that occurred, never one between two. */
const rank = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
