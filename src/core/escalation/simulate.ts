import type { Roster } from "../oncall/roster.ts";
import type { Policy } from "../policy.ts";
import type { Instant } from "../time.ts";
import { type EscalationContext, goOn, snapshotOf, start } from "./decide.ts";
import { type EscalationEvent, evolveEscalation, isPaging, noEscalation } from "./escalation.ts";

export interface SimulatedStep {
  at: Instant;
  events: EscalationEvent[];
}

/** What an escalation would do from a moment on if nobody acknowledged, as far as the end is told twice; undefined without such a policy. */
export function simulate(id: string, at: Instant, policy: Policy, roster: Roster): SimulatedStep[] | undefined {
  const snapshot = snapshotOf(id, policy);
  if (snapshot === undefined) return undefined;
  const subject = { number: 0, priority: "", team: "" };
  const context = (now: Instant): EscalationContext => ({ now, policy, roster });
  const steps: SimulatedStep[] = [];
  let state = noEscalation;
  let now = at;
  for (let told = 0; told < 2; ) {
    const emitted =
      steps.length === 0 ? start(snapshot, null, subject, context(now)) : goOn(state, subject, context(now));
    const events = emitted.map(({ event }) => event);
    for (const event of events) state = evolveEscalation(state, { id: "", at: now, event, content: null });
    steps.push({ at: now, events });
    if (!isPaging(state)) break;
    if (state.state === "exhausted") told += 1;
    now = state.nextAt;
  }
  return steps;
}
