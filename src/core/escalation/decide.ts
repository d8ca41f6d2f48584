import { type Roster, rotaOf } from "../oncall/roster.ts";
import { onCallAt } from "../oncall/shifts.ts";
import type { Policy } from "../policy.ts";
import type { Emitted } from "../stream.ts";
import type { Instant } from "../time.ts";
import type { Escalation, EscalationEvent, StepName } from "./escalation.ts";
import type { PersonTarget, PolicySnapshot, Target } from "./policy.ts";
import { quietUntil } from "./quiet.ts";

export interface EscalationContext {
  now: Instant;
  policy: Policy;
  roster: Roster;
  /** Asked for by hand: quiet hours do not count. */
  urgent?: boolean;
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

type PagingState = Extract<Escalation, { state: "running" | "exhausted" }>;

/** What a running escalation does at a moment: pages those whose quiet hours are over, or goes on; nothing when it is early. */
export function nextOf(state: PagingState, subject: PageSubject, context: EscalationContext): Event[] {
  const over = state.held.filter(({ until }) => until <= context.now);
  if (over.length === 0) return state.nextAt <= context.now ? goOn(state, subject, context) : [];
  const round = {
    policy: state.policy,
    round: state.round,
    step: state.state === "running" ? state.step : "end",
  } as const;
  const telling = tell(round, subject, context, state.paged);
  for (const { person, because, schedule } of over) {
    // Whose turn is over by the morning is not paged for it.
    if (schedule === null) telling.page({ person, because, schedule, zone: undefined });
    else telling.target({ schedule });
  }
  return [{ event: { type: "quiet.ended", people: over.map(({ person }) => person) } }, ...telling.events];
}

/** What comes after the step that was in vain: the next one, the first one again, or the end, which is told until somebody acts. */
export function goOn(state: Escalation, subject: PageSubject, context: EscalationContext): Event[] {
  switch (state.state) {
    case "none":
      return [];
    case "running": {
      const { policy, round, step, paged, held } = state;
      // A step that nobody has heard of yet comes before the next one.
      if (context.urgent && paged.length === 0 && held.length > 0) return take(policy, round, step, subject, context);
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
  subject: PageSubject,
  context: EscalationContext,
): Event[] {
  const { lead } = context.policy.config.paging;
  const leads: Target[] = lead === undefined ? [] : [{ person: lead }];
  const targets = step === "end" ? (policy.end.page ?? leads) : (policy.steps[step]?.page ?? []);
  const telling = tell({ policy, round, step }, subject, context);
  for (const target of targets) telling.target(target);
  return [{ event: { type: "escalation.stepped", round, step } }, ...telling.events];
}

interface Wanted {
  person: string;
  because: string;
  /** Set when the page is for whoever is on call there. */
  schedule: string | null;
  /** On whose clocks quiet hours are for people who name no zone. */
  zone: string | undefined;
}

/** Collects whom a step tells: each person once, now or when their quiet hours are over. */
function tell(
  { policy, round, step }: { policy: PolicySnapshot; round: number; step: StepName },
  { number, priority, team }: PageSubject,
  context: EscalationContext,
  already: readonly string[] = [],
) {
  const { config } = context.policy;
  const told = new Set(already);
  const events: Event[] = [];
  const page = ({ person, because, schedule, zone: fallback }: Wanted): void => {
    if (told.has(person)) return;
    told.add(person);
    const zone = config.people[person]?.zone ?? fallback ?? "UTC";
    const until = context.urgent ? undefined : quietUntil(policy.quiet ?? [], priority, zone, context.now);
    const event: EscalationEvent =
      until === undefined
        ? { type: "responder.paged", person, because, round, step }
        : { type: "page.held", person, because, schedule, priority, zone, until, round, step };
    events.push({ event });
  };
  const target = (it: Target): void => {
    if ("channel" in it) {
      const text = `T-${number}, ${priority} for ${team}: ${step === "end" ? "nobody has taken it" : `step ${step + 1}`}.`;
      events.push({ event: { type: "channel.paged", channel: it.channel, thread: it.thread, round, step }, text });
      return;
    }
    const { wanted, found } = resolve(it, context);
    const schedule = "schedule" in it ? it.schedule : null;
    const zone = config.schedules[schedule ?? ""]?.zone;
    const because = step === "end" ? `nobody has taken it; ${wanted}` : wanted;
    for (const person of found) page({ person, because, schedule, zone });
    if (found.length > 0) return;
    events.push({ event: { type: "nobody_on_call", wanted, round, step } });
    const { lead } = config.paging;
    if (lead !== undefined) page({ person: lead, because: `nobody in ${wanted}`, schedule: null, zone: undefined });
  };
  return { events, page, target };
}

/** Whom a target means at this moment. */
export function resolve(
  target: PersonTarget,
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
