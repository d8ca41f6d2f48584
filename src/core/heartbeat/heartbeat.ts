import { z } from "zod";
import { duration } from "../config/duration.ts";
import { outsideWaySchema } from "../escalation/way.ts";
import type { Instant, Millis } from "../time.ts";

/** Who hears of it when the desk itself has stopped: read by the watcher, a process of its own. */
export const heartbeatSchema = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional()
    .describe("Where the watcher reaches the desk; default: where `server` listens."),
  every: duration.prefault("30s").describe("How often the watcher asks, and the desk pings."),
  after: duration.prefault("2m").describe("How long the desk may be silent."),
  repeat: duration.prefault("15m").describe("How often it is said again while the desk stays silent."),
  reach: z
    .array(outsideWaySchema)
    .max(10)
    .default([])
    .describe("How the watcher tells people; the next way when one fails, and nothing of the desk is needed."),
  ping: z
    .string()
    .min(1)
    .max(60)
    .optional()
    .describe("One of `paging.webhooks`: the desk tells it that it lives, and it pages when that stops."),
});
export type Heartbeat = z.output<typeof heartbeatSchema>;

/** What one question to the desk came to. */
export type Beat = { ok: true } | { ok: false; because: string };

/** well: it answers. silent: it has not since then; `told` is how often people heard of it. */
export type Pulse =
  | { state: "well" }
  | { state: "silent"; since: Instant; because: string; told: number; nextAt: Instant };

/** What people are told, and under which id: the same however often it is tried. */
export interface Telling {
  id: string;
  what: "silent" | "back";
  since: Instant;
  because: string;
}

export const wellPulse: Pulse = { state: "well" };

/** The pulse after a beat, and what has to be said. Nobody who has not heard of the silence hears of its end. */
export function beat(
  pulse: Pulse,
  found: Beat,
  now: Instant,
  { after, repeat }: { after: Millis; repeat: Millis },
): { pulse: Pulse; tell: Telling | null } {
  if (found.ok) {
    if (pulse.state === "well" || pulse.told === 0) return { pulse: wellPulse, tell: null };
    const { since, because } = pulse;
    return { pulse: wellPulse, tell: { id: `heartbeat:${since}/back`, what: "back", since, because } };
  }
  const { because } = found;
  if (pulse.state === "well")
    return { pulse: { state: "silent", since: now, because, told: 0, nextAt: now + after }, tell: null };
  if (now < pulse.nextAt) return { pulse: { ...pulse, because }, tell: null };
  const { since, told } = pulse;
  return {
    pulse: { ...pulse, because, told: told + 1, nextAt: now + repeat },
    tell: { id: `heartbeat:${since}/${told + 1}`, what: "silent", since, because },
  };
}
