import type { Millis } from "../../core/time.ts";

const FAILURES = 5;
const SHORTEST: Millis = 1_000;
const LONGEST: Millis = 30_000;

/**
 * Keeps the desk from hammering a platform that does not answer: after five failures in a row nothing is asked for a second, then one
 * request tries; each failure doubles the rest, up to half a minute. `told` hears of each change.
 */
export function openBreaker(now: () => number, told: (well: boolean) => void = () => undefined) {
  let failures = 0;
  let until = 0;
  let trying = false;

  return {
    /** Whether a request may go out now. */
    admits(): boolean {
      if (failures < FAILURES) return true;
      if (trying || now() < until) return false;
      trying = true;
      return true;
    },
    succeeded(): void {
      if (failures >= FAILURES) told(true);
      failures = 0;
      trying = false;
    },
    failed(): void {
      failures += 1;
      trying = false;
      if (failures === FAILURES) told(false);
      if (failures >= FAILURES) until = now() + Math.min(LONGEST, SHORTEST * 2 ** (failures - FAILURES));
    },
  };
}
