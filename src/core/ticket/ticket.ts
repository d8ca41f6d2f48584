import type { HandOffReason, HandOffSubject } from "../conversation/conversation.ts";
import { type Escalation, type EscalationEvent, evolveEscalation } from "../escalation/escalation.ts";
import type { Signal } from "../guard/signals.ts";
import type { IncidentKind } from "../incident/incident.ts";
import type { Priority, StreamId } from "../ports.ts";
import type { Gathered } from "../rules/facts.ts";
import type { Told } from "../rules/rule.ts";
import type { Recorded } from "../stream.ts";
import type { Instant } from "../time.ts";
import type { Trace } from "../trace.ts";
import type { Judged, Personal } from "../triage/record.ts";
import type { Severity } from "../triage/suggestion.ts";
import { newTicket } from "./new-ticket.ts";
import { afterReport, legsOf, type RegulatoryClock, type RegulatoryTarget } from "./regulatory.ts";
import type { SlaState, SlaTarget, SlaTargets } from "./sla.ts";
import type { Snooze, WokenBecause } from "./snooze.ts";
import { workingBetween } from "./working.ts";

export type OpenTicket = {
  type: "open";
  conversation: StreamId;
  customer: string;
  channel: string;
  language: string;
  subjectContent: string;
  reason: HandOffReason;
  subject: HandOffSubject;
  /** The number for people; the desk fills it in before the ticket decides. */
  number?: number;
};

export type TicketCommand =
  | OpenTicket
  /** Without a text when the customer's own messages are the reason. */
  | { type: "reopen"; by: string; text?: string }
  | { type: "acknowledge"; by: string }
  | { type: "assign"; by: string; to: string }
  | { type: "note"; by: string; text: string }
  | { type: "start-clock"; by: string; clock: RegulatoryClock }
  | { type: "meet-clock"; by: string; target: RegulatoryTarget }
  | { type: "tag"; by: string; add: string[]; remove: string[] }
  | { type: "resolve"; by: string; text: string }
  | { type: "customer-wrote"; signals: Signal[]; gathered?: Gathered; message?: string }
  | { type: "responder-wrote"; by: string }
  /** Goes on to the next step at once, or starts an escalation; `policy` names another one. */
  | { type: "escalate"; by: string; policy: string | null; text: string }
  /** Puts it aside until then. The text is the reason, empty where none was given. */
  | { type: "snooze"; by: string; until: Instant; text: string }
  /** Brings it back early. */
  | { type: "wake"; by: string }
  /** A person says how urgent it is. The text is the reason, empty where none was given. */
  | { type: "prioritise"; by: string; priority: Priority; text: string }
  /** A person makes what triage suggests the ticket's own. */
  | { type: "accept"; by: string }
  /** What triage makes of it. */
  | { type: "suggest"; judged: Judged; personal: Personal }
  /** Its customer is erased. */
  | { type: "forget" }
  /** A deadline of the ticket has passed. */
  | { type: "deadline"; kind: string };

export type TicketEvent =
  | EscalationEvent
  | ({ type: "opened"; number: number } & Omit<OpenTicket, "type" | "number">)
  /** `again`: a risk that came up later raised it. */
  | {
      type: "routed";
      priority: Priority;
      team: string;
      rule: string | null;
      /** The escalation policy that goes with it; events of older versions have none. */
      policy?: string | null;
      /** What else the rules say; events of older versions have none of it. */
      tags?: string[];
      askIdentity?: boolean;
      macro?: string | null;
      notify?: Told[];
      sla: SlaTargets;
      trace: Trace;
      again: boolean;
    }
  /** It is a security incident too; `freeze`: the customer asked for that at once. */
  | { type: "incident.called"; kind: IncidentKind; because: string; freeze: boolean }
  /** The customer asks for a freeze, on a ticket that is an incident already. */
  | { type: "freeze.asked" }
  /** A rule told a person or a place of it. */
  | { type: "told"; to: Told; rule: string }
  | { type: "tagged"; by: string; add: string[]; remove: string[] }
  /** `aware`: when the desk first heard of it; when the clock started, where that was at once. */
  | { type: "clock.started"; clock: RegulatoryClock; by: string; aware?: Instant }
  | { type: "clock.met"; target: RegulatoryTarget; by: string }
  | { type: "prioritised"; by: string; priority: Priority; sla: SlaTargets }
  /** `of`: the id of the suggestion's event. */
  | { type: "triage.accepted"; by: string; of: string }
  | { type: "acknowledged"; by: string }
  /** `withReply`: they took it by answering, so the customer need not be told apart. */
  | { type: "assigned"; to: string; by: string; withReply: boolean }
  /** `message`: the content of what they wrote; events of older versions have none. */
  | { type: "customer.replied"; message?: string }
  | { type: "responder.replied"; by: string }
  | { type: "note.added"; by: string }
  /** The summary, what was named and the draft are the event's text, as JSON. */
  | ({ type: "triage.suggested" } & Judged)
  | { type: "sla.warned"; target: SlaTarget; run: string; dueAt: Instant }
  | { type: "sla.breached"; target: SlaTarget; run: string; dueAt: Instant }
  | { type: "snoozed"; by: string; until: Instant }
  /** It is back; `by` is who asked for that. */
  | { type: "woken"; because: WokenBecause; by: string | null }
  | { type: "resolved"; by: string }
  | { type: "reopened"; by: string }
  | { type: "erased" };

interface Known {
  id: StreamId;
  opened: Omit<OpenTicket, "type" | "number"> & { number: number };
  priority: Priority;
  team: string;
  tags: string[];
  owner: string | null;
  acknowledgedBy: string | null;
  sla: SlaState;
  escalation: Escalation;
  snooze: Snooze | null;
  incident: IncidentKind | null;
  /** The newest suggestion of triage. */
  suggested: { id: string; severity: Severity } | null;
}

/** open: waits for us. pending: waits for the customer. */
export type Ticket =
  | { state: "none" }
  | (Known & { state: "open" })
  | (Known & { state: "pending" })
  | (Known & { state: "resolved"; resolvedAt: Instant });

export const noTicket: Ticket = { state: "none" };

export type LiveTicket = Exclude<Ticket, { state: "none" }>;

/** The state after an event. */
export function evolve(state: Ticket, recorded: Recorded<TicketEvent>, id: StreamId): Ticket {
  const { event, at } = recorded;
  if (state.state === "none") return event.type === "opened" ? newTicket(event, at, id) : state;
  const suggested = event.type === "triage.suggested" ? { id: recorded.id, severity: event.severity } : state.suggested;
  return { ...evolveWork(state, event, at), suggested, escalation: evolveEscalation(state.escalation, recorded) };
}

function evolveWork(state: LiveTicket, event: TicketEvent, at: Instant): LiveTicket {
  switch (event.type) {
    case "opened":
      return state;
    case "routed":
      return {
        ...state,
        priority: event.priority,
        team: event.team,
        tags: [...new Set([...state.tags, ...(event.tags ?? [])])],
        sla: { ...state.sla, targets: event.sla },
      };
    case "incident.called":
      return { ...state, incident: event.kind };
    case "clock.started":
      return {
        ...state,
        sla: { ...state.sla, regulatory: [...state.sla.regulatory, ...legsOf(event.clock, at, event.aware)] },
      };
    case "clock.met":
      return { ...state, sla: { ...state.sla, regulatory: afterReport(state.sla.regulatory, event.target, at) } };
    case "prioritised":
      return { ...state, priority: event.priority, sla: { ...state.sla, targets: event.sla } };
    case "tagged":
      return {
        ...state,
        tags: [...new Set([...state.tags, ...event.add])].filter((tag) => !event.remove.includes(tag)),
      };
    case "acknowledged":
      return { ...state, acknowledgedBy: event.by };
    case "assigned":
      return { ...state, owner: event.to };
    // Whose it was is nobody's to say from now on.
    case "erased":
      return { ...state, opened: { ...state.opened, customer: "erased" } };
    case "told":
    case "freeze.asked":
    case "note.added":
    case "triage.suggested":
    case "triage.accepted":
    case "escalation.stepped":
    case "responder.paged":
    case "page.held":
    case "quiet.ended":
    case "channel.paged":
    case "nobody_on_call":
    case "escalation.exhausted":
      return state;
    // From here on somebody has to take it anew.
    case "escalation.started":
    case "escalated":
    case "acknowledgement.expired":
      return { ...state, acknowledgedBy: null, snooze: null };
    case "snoozed":
      return { ...state, snooze: { by: event.by, until: event.until } };
    case "woken":
      return { ...state, snooze: null };
    case "customer.replied":
      return { ...state, state: "open", sla: resume({ ...state.sla, waitingSince: state.sla.waitingSince ?? at }, at) };
    case "responder.replied":
      return {
        ...state,
        state: "pending",
        sla: {
          ...state.sla,
          answeredAt: state.sla.answeredAt ?? at,
          waitingSince: null,
          pausedSince: state.sla.pausedSince ?? at,
        },
      };
    case "sla.warned":
      return { ...state, sla: { ...state.sla, warned: [...state.sla.warned, event.run] } };
    case "sla.breached":
      return { ...state, sla: { ...state.sla, breached: [...state.sla.breached, event.run] } };
    case "resolved":
      return {
        ...state,
        state: "resolved",
        snooze: null,
        resolvedAt: at,
        sla: { ...state.sla, waitingSince: null, pausedSince: state.sla.pausedSince ?? at },
      };
    case "reopened":
      return { ...state, state: "open", acknowledgedBy: null, sla: resume({ ...state.sla, waitingSince: at }, at) };
  }
}

const resume = (sla: SlaState, at: Instant): SlaState =>
  sla.pausedSince === null
    ? sla
    : { ...sla, paused: sla.paused + workingBetween(sla.pausedSince, at, sla.targets.calendar), pausedSince: null };
