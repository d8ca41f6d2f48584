import { afterMonths } from "../oncall/zoned.ts";
import type { Instant } from "../time.ts";

const HOUR = 3_600_000;

/** A report or a decision that is due by law. */
interface Leg {
  says: string;
  due(start: Instant, aware: Instant): Instant;
  /** The report from whose submission it is counted; until that is made, it is counted from the start of the clock. */
  after?: string;
}

/** Four hours from the classification, 24 from knowing of it; whoever classifies later than that has the four hours. */
function initialBy(start: Instant, aware: Instant): Instant {
  const latest = aware + 24 * HOUR;
  return start > latest ? start + 4 * HOUR : Math.min(start + 4 * HOUR, latest);
}

/**
 * Clocks that the law sets. They run in plain time, whoever is waited for. GDPR art. 12(3): one month from receipt. MiCA art. 71 with
 * Regulation (EU) 2025/294: a decision within two months. DORA (Regulation (EU) 2022/2554) art. 19(4) wants three reports, and
 * Delegated Regulation (EU) 2025/301 art. 5 says by when: the initial notification within four hours of classifying the incident as
 * major, which starts the clock, and no later than 24 hours after becoming aware of it, unless it was classified later than that; the
 * intermediate report within 72 hours of submitting the notification; the final one within a month of submitting the (last) intermediate
 * report. What the article grants on weekends and holidays is not counted on.
 */
export const REGULATORY = {
  privacy: { privacy: { says: "GDPR answer", due: (start) => afterMonths(start, 1) } },
  complaint: { complaint: { says: "MiCA decision", due: (start) => afterMonths(start, 2) } },
  "major-incident": {
    "dora-initial": { says: "DORA initial notification", due: initialBy },
    "dora-intermediate": { says: "DORA intermediate report", due: (start) => start + 72 * HOUR, after: "dora-initial" },
    "dora-final": { says: "DORA final report", due: (start) => afterMonths(start, 1), after: "dora-intermediate" },
  },
} as const satisfies Record<string, Record<string, Leg>>;

export const REGULATORY_CLOCKS = ["privacy", "complaint", "major-incident"] as const;
export type RegulatoryClock = (typeof REGULATORY_CLOCKS)[number];
export const REGULATORY_TARGETS = ["privacy", "complaint", "dora-initial", "dora-intermediate", "dora-final"] as const;
export type RegulatoryTarget = (typeof REGULATORY_TARGETS)[number];

/** One that runs: a clock of several reports runs until each has been made. */
export interface Running {
  target: RegulatoryTarget;
  startedAt: Instant;
  dueAt: Instant;
}

/** The reports of a clock. `aware`: when the desk first heard of it, at the latest when the clock starts. */
export const legsOf = (clock: RegulatoryClock, startedAt: Instant, aware: Instant = startedAt): Running[] =>
  Object.entries<Leg>(REGULATORY[clock]).map(([target, { due }]) => ({
    target: target as RegulatoryTarget,
    startedAt,
    dueAt: due(startedAt, aware),
  }));

/** What runs once a report has been made: no longer that one, and what is counted from it anew. */
export function afterReport(running: readonly Running[], made: RegulatoryTarget, at: Instant): Running[] {
  const legs: Record<string, Leg> = Object.assign({}, ...Object.values(REGULATORY));
  return running
    .filter(({ target }) => target !== made)
    .map((it) => {
      const leg = legs[it.target];
      return leg?.after === made ? { ...it, startedAt: at, dueAt: leg.due(at, at) } : it;
    });
}

/** What a target is called in sentences. */
export const sayTarget = (target: string): string =>
  Object.values<Record<string, Leg>>(REGULATORY).find((legs) => target in legs)?.[target]?.says ??
  (target === "resolution" ? "resolution" : `${target} response`);
