import type { Recorded } from "../stream.ts";
import type { Instant, Millis } from "../time.ts";
import type { PolicySnapshot } from "./policy.ts";

/** A step of the policy, counted from 0, or what comes when all of them were in vain. */
export type StepName = number | "end";

export type EscalationEvent =
  /** `by`: the person who asked for it; null when the routing did. */
  | { type: "escalation.started"; policy: PolicySnapshot; by: string | null }
  /** `round`: how often the steps have been gone through before; at the end, how often the end was told. */
  | { type: "escalation.stepped"; round: number; step: StepName }
  | { type: "responder.paged"; person: string; because: string; round: number; step: StepName }
  /** Quiet hours: the page waits. `schedule`: whoever is on call there by then is paged; null for this very person. */
  | {
      type: "page.held";
      person: string;
      because: string;
      schedule: string | null;
      priority: string;
      zone: string;
      until: Instant;
      round: number;
      step: StepName;
    }
  | { type: "quiet.ended"; people: string[] }
  | { type: "channel.paged"; channel: string; thread: string; round: number; step: StepName }
  /** A schedule or team that a step wanted to page has nobody. */
  | { type: "nobody_on_call"; wanted: string; round: number; step: StepName }
  | { type: "escalation.exhausted" }
  /** Somebody asked for the next step, or for an escalation to begin. */
  | { type: "escalated"; by: string }
  /** Whoever had acknowledged gave no sign of life for too long. */
  | { type: "acknowledgement.expired"; by: string };

/** A page that waits for somebody's morning. */
export interface Held {
  person: string;
  because: string;
  schedule: string | null;
  until: Instant;
}

interface Running {
  policy: PolicySnapshot;
  round: number;
  /** Whom the current step paged, and when it began. */
  paged: string[];
  pagedAt: Instant;
  /** Pages that wait, of this step and of those before it. */
  held: Held[];
  nextAt: Instant;
  /** Whether the current step found somebody missing. */
  nobody: boolean;
}

export type Escalation =
  | { state: "none" }
  | (Running & { state: "running"; step: number })
  /** Nobody took it: told again and again. */
  | (Running & { state: "exhausted" })
  | { state: "acknowledged"; policy: PolicySnapshot; by: string; expiresAt: Instant }
  | { state: "over"; policy: PolicySnapshot };

/** nobody: the current step found nobody on call. exhausted: nobody took it, and somebody is told again and again.
 * held: the pages wait until quiet hours are over. */
export const ESCALATION_STATUSES = ["paging", "held", "nobody", "exhausted", "acknowledged"] as const;
export type EscalationStatus = (typeof ESCALATION_STATUSES)[number];

export const noEscalation: Escalation = { state: "none" };

const isEvent = (event: { type: string }): event is EscalationEvent => TYPES.has(event.type);
const TYPES: ReadonlySet<string> = new Set([
  "escalation.started",
  "escalation.stepped",
  "responder.paged",
  "page.held",
  "quiet.ended",
  "channel.paged",
  "nobody_on_call",
  "escalation.exhausted",
  "escalated",
  "acknowledgement.expired",
] satisfies EscalationEvent["type"][]);

/** The escalation after an event of its ticket. */
export function evolveEscalation(state: Escalation, { event, at }: Recorded<{ type: string }>): Escalation {
  if (isEvent(event)) return evolve(state, event, at);
  if (state.state === "none") return state;
  switch (event.type) {
    case "acknowledged":
      return {
        state: "acknowledged",
        policy: state.policy,
        by: (event as unknown as { by: string }).by,
        expiresAt: at + state.policy.acknowledge,
      };
    case "assigned":
    case "note.added":
    case "customer.replied":
    case "responder.replied":
    case "woken":
      // A sign of life, or a new wait: the acknowledgement counts from here.
      return state.state === "acknowledged" ? { ...state, expiresAt: at + state.policy.acknowledge } : state;
    case "resolved":
      return { state: "over", policy: state.policy };
    default:
      return state;
  }
}

function evolve(state: Escalation, event: EscalationEvent, at: Instant): Escalation {
  if (state.state === "none" && event.type !== "escalation.started") return state;
  switch (event.type) {
    case "escalation.started":
      return begun(event.policy, at);
    case "escalation.stepped": {
      if (state.state === "none") return state;
      const { policy } = state;
      const held = isPaging(state) ? state.held : [];
      const nextAt = at + waitOf(policy, event.step);
      const now = { policy, round: event.round, paged: [], pagedAt: at, held, nobody: false, nextAt };
      return event.step === "end" ? { ...now, state: "exhausted" } : { ...now, state: "running", step: event.step };
    }
    case "responder.paged": {
      if (!isPaging(state)) return state;
      const held = state.held.filter(({ person }) => person !== event.person);
      // Whoever is paged has the whole wait of the step, however long the page was held before.
      const nextAt = at + waitOf(state.policy, event.step);
      return { ...state, paged: [...state.paged, event.person], held, nextAt };
    }
    case "page.held": {
      if (!isPaging(state)) return state;
      const { person, because, schedule, until, step } = event;
      const held = [...state.held.filter((it) => it.person !== person), { person, because, schedule, until }];
      // While everybody of a step is left in peace, the step waits with them: else the whole policy would run through the night.
      const first = Math.min(...held.map((it) => it.until));
      return { ...state, held, nextAt: state.paged.length > 0 ? state.nextAt : first + waitOf(state.policy, step) };
    }
    case "quiet.ended":
      return isPaging(state) ? { ...state, held: state.held.filter((it) => !event.people.includes(it.person)) } : state;
    case "nobody_on_call":
      return isPaging(state) ? { ...state, nobody: true } : state;
    case "acknowledgement.expired":
    case "escalated":
    case "channel.paged":
    case "escalation.exhausted":
      return state;
  }
}

const waitOf = (policy: PolicySnapshot, step: StepName): Millis =>
  step === "end" ? policy.end.every : (policy.steps[step]?.wait ?? 0);

const begun = (policy: PolicySnapshot, at: Instant): Escalation => ({
  state: "running",
  policy,
  round: 0,
  step: 0,
  paged: [],
  pagedAt: at,
  held: [],
  nextAt: at,
  nobody: false,
});

export const isPaging = (state: Escalation): state is Extract<Escalation, Running> =>
  state.state === "running" || state.state === "exhausted";

/** The moments at which the escalation goes on by itself. `rests`: an acknowledgement does not run out now. */
export function escalationDeadline(state: Escalation, rests: boolean): { kind: string; at: Instant }[] {
  if (isPaging(state)) {
    const mornings = state.held.map(({ until }) => until);
    const quiet = mornings.length === 0 ? [] : [{ kind: "escalation.held", at: Math.min(...mornings) }];
    return [{ kind: "escalation.next", at: state.nextAt }, ...quiet];
  }
  if (state.state === "acknowledged" && !rests) return [{ kind: "escalation.expire", at: state.expiresAt }];
  return [];
}
