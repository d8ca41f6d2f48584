import type { Roster } from "../oncall/roster.ts";
import { shiftsOf } from "../oncall/who.ts";
import type { Policy } from "../policy.ts";
import type { Instant } from "../time.ts";

/** What becomes of a reading. `read`: how many different tickets it makes in this shift. */
export type BudgetVerdict = { outcome: "fine" | "warn" | "refuse"; read: number; budget: number };

/**
 * Whether somebody may read one more ticket in their shift. One that they read before costs nothing, and one that is theirs, or that they
 * were paged for, is never refused: a page at night has to be answered.
 */
export function judgeReading(
  { seen, ticket, theirs }: { seen: readonly string[]; ticket: string; theirs: boolean },
  { budget, warnAt }: { budget: number; warnAt: number },
): BudgetVerdict {
  const read = seen.includes(ticket) ? seen.length : seen.length + 1;
  if (seen.includes(ticket)) return { outcome: "fine", read, budget };
  if (read > budget && !theirs) return { outcome: "refuse", read: seen.length, budget };
  return { outcome: read >= Math.ceil(budget * warnAt) ? "warn" : "fine", read, budget };
}

const LONGEST = 8 * 86_400_000;

/** Since when readings count: the beginning of the person's shift; of whoever is not on call, the last whole span of that length. */
export function countedSince(
  person: string,
  now: Instant,
  { policy, roster }: { policy: Policy; roster: Roster },
): Instant {
  const own = shiftsOf(policy, roster, { from: now - LONGEST, until: now + 1 })
    .flatMap(({ shifts }) => shifts)
    .filter((it) => it.person === person && it.from > now - LONGEST && it.until > now);
  const { shift } = policy.config.audit.reading;
  return own.length === 0 ? now - (now % shift) : Math.min(...own.map(({ from }) => from));
}
