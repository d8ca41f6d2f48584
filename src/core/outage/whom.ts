import { resolve } from "../escalation/decide.ts";
import type { Roster } from "../oncall/roster.ts";
import type { Policy } from "../policy.ts";
import type { Instant } from "../time.ts";

/** Who hears that the desk opened an outage by itself: `surge.page`, and the lead where that names nobody who is there now. */
export function whomToTell(policy: Policy, roster: Roster, now: Instant): string[] {
  const { surge, paging } = policy.config;
  const found = surge.page.flatMap((target) => resolve(target, { now, policy, roster }).found);
  return [...new Set(found.length > 0 || paging.lead === undefined ? found : [paging.lead])];
}
