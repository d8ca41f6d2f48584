import { type Roster, rotaOf } from "../oncall/roster.ts";
import { onCallAt } from "../oncall/shifts.ts";
import type { Policy } from "../policy.ts";
import type { Emitted } from "../stream.ts";
import type { Instant } from "../time.ts";
import type { Escalation, EscalationEvent, StepName } from "./escalation.ts";
import type { PolicySnapshot, Target } from "./policy.ts";

export interface EscalationContext {
  now: Instant;
  policy: Policy;
  roster: Roster;
}

/** What a page says where it has no screen of its own: never what the customer wrote. */
export interface PageSubject {
  number: number;
  priority: string;
  team: string;
}

type Event = Emitted<EscalationEvent>;

/** An escalation policy of the configuration, by id. */
export function snapshotOf(id: string | null, { config }: Policy): PolicySnapshot | undefined {
  const found = id === null ? undefined : config.escalation[id];
  return id === null || found === undefined ? undefined : { id, ...found };
}

export const start = (
  policy: PolicySnapshot,
  by: string | null,
  subject: PageSubject,
  context: EscalationContext,
): Event[] => [{ event: { type: "escalation.started", policy, by } }, ...take(policy, 0, 0, subject, context)];

/** What comes after the step that was in vain: the next one, the first one again, or the end, which is told until somebody acts. */
export function goOn(state: Escalation, subject: PageSubject, context: EscalationContext): Event[] {
  switch (state.state) {
    case "none":
      return [];
    case "running": {
      const { policy, round, step } = state;
      if (step + 1 < policy.steps.length) return take(policy, round, step + 1, subject, context);
      if (round < policy.repeat) return take(policy, round + 1, 0, subject, context);
      return [{ event: { type: "escalation.exhausted" } }, ...take(policy, 0, "end", subject, context)];
    }
    case "exhausted":
      return take(state.policy, state.round + 1, "end", subject, context);
    case "acknowledged":
    case "over":
      return take(state.policy, 0, 0, subject, context);
  }
}

function take(
  policy: PolicySnapshot,
  round: number,
  step: StepName,
  { number, priority, team }: PageSubject,
  context: EscalationContext,
): Event[] {
  const lead = context.policy.config.paging.lead;
  const leads: Target[] = lead === undefined ? [] : [{ person: lead }];
  const targets = step === "end" ? (policy.end.page ?? leads) : (policy.steps[step]?.page ?? []);
  const people = new Map<string, string>();
  const events: Event[] = [{ event: { type: "escalation.stepped", round, step } }];
  const page = (person: string, because: string) => {
    if (people.has(person)) return;
    people.set(person, because);
    events.push({ event: { type: "responder.paged", person, because, round, step } });
  };
  for (const target of targets) {
    if ("channel" in target) {
      const text = `T-${number}, ${priority} for ${team}: ${step === "end" ? "nobody has taken it" : `step ${step + 1}`}.`;
      const { channel, thread } = target;
      events.push({ event: { type: "channel.paged", channel, thread, round, step }, text });
      continue;
    }
    const { wanted, found } = resolve(target, context);
    for (const person of found) page(person, step === "end" ? `nobody has taken it; ${wanted}` : wanted);
    if (found.length > 0) continue;
    events.push({ event: { type: "nobody_on_call", wanted, round, step } });
    if (lead !== undefined) page(lead, `nobody in ${wanted}`);
  }
  return events;
}

/** Whom a target means at this moment. */
function resolve(
  target: Exclude<Target, { channel: string }>,
  { policy, roster, now }: EscalationContext,
): { wanted: string; found: string[] } {
  if ("person" in target) return { wanted: "named by the policy", found: [target.person] };
  if ("schedule" in target) {
    const rota = rotaOf(target.schedule, policy, roster);
    const shift = rota === undefined ? undefined : onCallAt(rota, now);
    const wanted = `schedule ${target.schedule}`;
    return shift === undefined
      ? { wanted, found: [] }
      : { wanted: `on call in ${target.schedule}: ${shift.because}`, found: [shift.person] };
  }
  const members = Object.entries(policy.config.people).filter(([, { team }]) => team === target.team);
  return { wanted: `team ${target.team}`, found: members.map(([person]) => person) };
}
