import type { Policy } from "../policy.ts";
import type { Instant } from "../time.ts";
import type { Span } from "./calendar.ts";
import { type Roster, rotaOf } from "./roster.ts";
import { onCallAt, type Shift, shifts } from "./shifts.ts";

/** Who is on call in one schedule at a moment. */
export interface OnCall {
  schedule: string;
  zone: string;
  /** Null when nobody is. */
  person: string | null;
  /** What gave it to them. */
  because: string;
  /** When that ends, as far as a week ahead; null when it lasts longer. */
  until: Instant | null;
}

const AHEAD = 7 * 86_400_000;

/** Who is on call at a moment, in every schedule. */
export function whoIsOnCall(policy: Policy, roster: Roster, at: Instant): OnCall[] {
  return Object.entries(policy.config.schedules).flatMap(([schedule, { zone }]) => {
    const rota = rotaOf(schedule, policy, roster);
    if (rota === undefined) return [];
    const now = onCallAt(rota, at);
    const ahead = shifts(rota, { from: at, until: at + AHEAD });
    const until = now === undefined ? ahead[0]?.from : endOf(ahead, now.person);
    const last = until === undefined || until >= at + AHEAD;
    return [
      { schedule, zone, person: now?.person ?? null, because: now?.because ?? "nobody", until: last ? null : until },
    ];
  });
}

/** A person whose shifts follow each other stays on call. */
function endOf(ahead: readonly Shift[], person: string): Instant | undefined {
  let until: Instant | undefined;
  for (const shift of ahead) {
    if (shift.person !== person || (until !== undefined && shift.from !== until)) break;
    until = shift.until;
  }
  return until;
}

/** Who is on call within a span, in one schedule or in all; with the zones of those who have one of their own. */
export function shiftsOf(
  policy: Policy,
  roster: Roster,
  span: Span,
  only?: string,
): { schedule: string; zone: string; shifts: Shift[]; zones: Record<string, string> }[] {
  return Object.entries(policy.config.schedules).flatMap(([schedule, { zone }]) => {
    const rota = only === undefined || only === schedule ? rotaOf(schedule, policy, roster) : undefined;
    if (rota === undefined) return [];
    const found = shifts(rota, span);
    const zones = found.flatMap(({ person }) => {
      const own = policy.config.people[person]?.zone;
      return own === undefined ? [] : [[person, own] as const];
    });
    return [{ schedule, zone, shifts: found, zones: Object.fromEntries(zones) }];
  });
}
