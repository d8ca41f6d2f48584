import type { Act } from "./effect.ts";
import type { Instant } from "./time.ts";

/** Who carries an effect out: the process that speaks on its platform, or any that works. */
export const LANES = ["discord", "slack", "worker"] as const;
export type Lane = (typeof LANES)[number];

/** What is said on a platform is its own; the rest, pages by any way included, is anybody's who works. */
export function laneOf(act: Act): Lane {
  const channel = "channel" in act ? act.channel : undefined;
  return LANES.find((lane) => lane === channel) ?? "worker";
}

export interface ClaimRequest {
  now: Instant;
  limit: number;
  leaseUntil: Instant;
  /** Of these lanes only; all when left out. */
  lanes?: readonly Lane[] | undefined;
}
