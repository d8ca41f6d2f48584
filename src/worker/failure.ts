import { Undeliverable, Unreachable } from "../core/channel.ts";
import { MAX_ATTEMPTS, retryDelay } from "../core/effect.ts";
import type { Settlement } from "../core/ports.ts";
import type { Instant } from "../core/time.ts";

/** Waiting for something that is away grows to half a minute and no further. */
const SOON = 6;

/**
 * What follows from a failed attempt: another one later, or a dead letter. `Undeliverable` is never tried again; `Unreachable` is tried
 * for as long as it takes.
 */
export function afterFailure(id: string, attempt: number, error: unknown, now: Instant): Settlement {
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof Unreachable)
    return { id, outcome: "retry", at: now + retryDelay(id, Math.min(attempt, SOON)), error: reason };
  if (error instanceof Undeliverable || attempt >= MAX_ATTEMPTS) return { id, outcome: "dead", error: reason };
  return { id, outcome: "retry", at: now + retryDelay(id, attempt), error: reason };
}
