import { formatDuration, type Instant } from "../time.ts";
import { applied, passed, type Trace, type TraceStep } from "../trace.ts";
import type { RiskConfig, RiskRule } from "./config.ts";
import type { Observed, RiskEventType, RiskLevel } from "./risk.ts";

export interface Score {
  points: number;
  level: RiskLevel | "none";
  trace: Trace;
}

/** How much what happened speaks for a takeover. Every rule says what it gave, or why nothing. */
export function scoreOf(seen: readonly Observed[], config: RiskConfig, now: Instant): Score {
  const judged = config.rules.map((rule) => judge(rule, seen, now));
  const points = judged.reduce((sum, it) => sum + it.points, 0);
  const { warn, incident } = config;
  const level = points >= incident ? "incident" : points >= warn ? "warn" : "none";
  return {
    points,
    level,
    trace: { outcome: `${sayPoints(points)}: ${SAYS[level](config)}`, steps: judged.map(({ step }) => step) },
  };
}

const SAYS = {
  incident: ({ incident }) => `an incident, from ${incident} on`,
  warn: ({ warn, incident }) => `a warning, from ${warn} on; an incident begins at ${incident}`,
  none: ({ warn }) => `nothing is done below ${warn}`,
} as const satisfies Record<Score["level"], (config: RiskConfig) => string>;

function judge(
  { name, events, within, times, points }: RiskRule,
  seen: readonly Observed[],
  now: Instant,
): { points: number; step: TraceStep } {
  const inTime = seen.filter(({ time }) => time <= now && now - time <= within);
  const counts = events.map((what) => ({ what, count: countOf(what, inTime) }));
  const short = counts.filter(({ count }) => count < times);
  const span = `within ${formatDuration(within)}`;
  if (short.length === 0) {
    const found = counts.map(({ what, count }) => `${plain(what)} ${sayTimes(count)}`).join(", ");
    return { points, step: applied(name, `${sayPoints(points)}: ${found} ${span}`) };
  }
  const lacks = short.map(({ what, count }) => `${plain(what)} ${sayTimes(count)} of ${times}`).join(", ");
  return { points: 0, step: passed(name, `0 points: ${lacks} ${span}`) };
}

const countOf = (what: RiskEventType, seen: readonly Observed[]): number =>
  seen.filter((it) => it.what === what).reduce((sum, { count }) => sum + count, 0);

/** "signed in new device" */
export const plain = (what: RiskEventType): string => what.slice("account.".length).replaceAll("_", " ");

const sayPoints = (points: number): string => (points === 1 ? "1 point" : `${points} points`);
const sayTimes = (count: number): string => (count === 1 ? "once" : `${count} times`);
