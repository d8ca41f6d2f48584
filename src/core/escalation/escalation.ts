import type { Recorded } from "../stream.ts";
import type { Instant } from "../time.ts";
import type { PolicySnapshot } from "./policy.ts";

/** A step of the policy, counted from 0, or what comes when all of them were in vain. */
export type StepName = number | "end";

export type EscalationEvent =
  /** `by`: the person who asked for it; null when the routing did. */
  | { type: "escalation.started"; policy: PolicySnapshot; by: string | null }
  /** `round`: how often the steps have been gone through before; at the end, how often the end was told. */
  | { type: "escalation.stepped"; round: number; step: StepName }
  | { type: "responder.paged"; person: string; because: string; round: number; step: StepName }
  | { type: "channel.paged"; channel: string; thread: string; round: number; step: StepName }
  /** A schedule or team that a step wanted to page has nobody. */
  | { type: "nobody_on_call"; wanted: string; round: number; step: StepName }
  | { type: "escalation.exhausted" }
  /** Somebody asked for the next step, or for an escalation to begin. */
  | { type: "escalated"; by: string }
  /** Whoever had acknowledged gave no sign of life for too long. */
  | { type: "acknowledgement.expired"; by: string };

interface Running {
  policy: PolicySnapshot;
  round: number;
  /** Whom the current step paged, and when it began. */
  paged: string[];
  pagedAt: Instant;
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

/** nobody: the current step found nobody on call. exhausted: nobody took it, and somebody is told again and again. */
export const ESCALATION_STATUSES = ["paging", "nobody", "exhausted", "acknowledged"] as const;
export type EscalationStatus = (typeof ESCALATION_STATUSES)[number];

export const noEscalation: Escalation = { state: "none" };

const isEvent = (event: { type: string }): event is EscalationEvent => TYPES.has(event.type);
const TYPES: ReadonlySet<string> = new Set([
  "escalation.started",
  "escalation.stepped",
  "responder.paged",
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
      const now = { policy, round: event.round, paged: [], pagedAt: at, nobody: false };
      if (event.step === "end") return { ...now, state: "exhausted", nextAt: at + policy.end.every };
      return { ...now, state: "running", step: event.step, nextAt: at + (policy.steps[event.step]?.wait ?? 0) };
    }
    case "responder.paged":
      return isPaging(state) ? { ...state, paged: [...state.paged, event.person] } : state;
    case "nobody_on_call":
      return isPaging(state) ? { ...state, nobody: true } : state;
    case "acknowledgement.expired":
    case "escalated":
    case "channel.paged":
    case "escalation.exhausted":
      return state;
  }
}

const begun = (policy: PolicySnapshot, at: Instant): Escalation => ({
  state: "running",
  policy,
  round: 0,
  step: 0,
  paged: [],
  pagedAt: at,
  nextAt: at,
  nobody: false,
});

export const isPaging = (state: Escalation): state is Extract<Escalation, Running> =>
  state.state === "running" || state.state === "exhausted";

/** The moment at which the escalation goes on by itself. `rests`: an acknowledgement does not run out now. */
export function escalationDeadline(state: Escalation, rests: boolean): { kind: string; at: Instant }[] {
  if (isPaging(state)) return [{ kind: "escalation.next", at: state.nextAt }];
  if (state.state === "acknowledged" && !rests) return [{ kind: "escalation.expire", at: state.expiresAt }];
  return [];
}
