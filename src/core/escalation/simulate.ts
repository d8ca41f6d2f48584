import type { Span } from "../oncall/calendar.ts";
import type { Roster } from "../oncall/roster.ts";
import type { Policy } from "../policy.ts";
import type { Instant } from "../time.ts";
import { type EscalationContext, nextOf, snapshotOf, start } from "./decide.ts";
import { type EscalationEvent, evolveEscalation, isPaging, noEscalation } from "./escalation.ts";
import type { PolicySnapshot } from "./policy.ts";

export interface SimulatedStep {
  at: Instant;
  events: EscalationEvent[];
}

/** What an escalation would do from a moment on if nobody acknowledged, as far as the end is told twice; undefined without such a policy. */
export function simulate(
  { id, priority }: { id: string; priority: string },
  at: Instant,
  policy: Policy,
  roster: Roster,
): SimulatedStep[] | undefined {
  const snapshot = snapshotOf(id, policy);
  if (snapshot === undefined) return undefined;
  const steps: SimulatedStep[] = [];
  let ends = 0;
  for (const step of unanswered({ snapshot, priority }, at, policy, roster)) {
    steps.push(step);
    if (step.events.some((event) => event.type === "escalation.stepped" && event.step === "end")) ends += 1;
    if (ends === 2) break;
  }
  return steps;
}

/** How many pages an escalation that starts with a span would send until its end, if nobody acknowledged. */
export function simulatePages(
  { id, priority }: { id: string | null; priority: string },
  { from, until }: Span,
  policy: Policy,
  roster: Roster,
): number {
  const snapshot = snapshotOf(id, policy);
  if (snapshot === undefined) return 0;
  let pages = 0;
  for (const { at, events } of unanswered({ snapshot, priority }, from, policy, roster)) {
    if (at > from && at >= until) break;
    pages += events.filter(({ type }) => type === "responder.paged").length;
  }
  return pages;
}

/** The steps of an escalation that nobody acknowledges; they never end. */
function* unanswered(
  { snapshot, priority }: { snapshot: PolicySnapshot; priority: string },
  from: Instant,
  policy: Policy,
  roster: Roster,
): Generator<SimulatedStep> {
  const subject = { number: 0, priority, team: "" };
  const context = (now: Instant): EscalationContext => ({ now, policy, roster });
  let emitted = start(snapshot, null, subject, context(from));
  let state = noEscalation;
  for (let at = from; ; ) {
    const events = emitted.map(({ event }) => event);
    for (const event of events) state = evolveEscalation(state, { id: "", at, event, content: null });
    yield { at, events };
    if (!isPaging(state)) return;
    at = Math.min(state.nextAt, ...state.held.map(({ until }) => until));
    emitted = nextOf(state, subject, context(at));
  }
}
