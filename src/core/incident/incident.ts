import type { StreamId } from "../ports.ts";
import type { Instant, Millis } from "../time.ts";
import type { Indicator, IndicatorKind, Noted } from "./indicators.ts";
import type { Task } from "./runbook.ts";

/** Why a ticket is an incident. */
export const INCIDENT_KINDS = ["takeover", "withdrawal", "secret", "freeze", "risk", "other"] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

/** The ticket whose security case it is; an incident has the number of its ticket: INC-142 is T-142's. */
export interface CaseOf {
  ticket: StreamId;
  number: number;
  conversation: StreamId;
  customer: string;
  channel: string;
  language: string;
}

/** The account that the exchange says is the customer's, and when they last signed in there to show it. The desk fills it in. */
export type Linked = { account: string; verifiedAt: Instant } | null;

/** What the rules of the house were when the incident began: what runs under them is not changed by an edit. */
export interface Terms {
  confirmWithin: Millis;
  cooling: Millis;
  approval: Millis;
  updates: Millis;
  /** The escalation policy that is paged; null for the ticket's own. */
  policy: string | null;
  /** Events of older versions have none. */
  runbook?: Task[];
}

export type IncidentCommand =
  /** `freeze`: the customer asks for that in the same breath. */
  | { type: "report"; of: CaseOf; kind: IncidentKind; by: string; freeze: boolean; linked: Linked }
  | { type: "ask-freeze"; linked: Linked }
  /** A responder freezes on their own word; `account` null takes the linked one. The text is the reason. */
  | { type: "freeze"; by: string; account: string | null; text: string; of: CaseOf; linked: Linked }
  /** It was frozen by hand, where no back office is connected or it does not answer. */
  | { type: "frozen-by-hand"; by: string; text: string }
  | { type: "exchange-answered"; action: string; answer: ExchangeAnswer }
  /** The exchange says that whoever reads this conversation is signed in to the account. */
  | { type: "identity-verified"; account: string }
  | { type: "request-restore"; by: string; text: string }
  /** `request`: the id that the approver was shown. */
  | { type: "approve-restore"; by: string; request: string }
  /** Addresses, transactions and the like; by nobody where the desk found them. The desk marks them before the incident decides. */
  | { type: "indicate"; by: string | null; items: (Indicator & { mark?: string })[] }
  /** What was asked first; the text is an Intake as JSON. */
  | { type: "take-intake"; by: string; text: string }
  /** A task of the runbook is done. */
  | { type: "do-task"; by: string; task: string }
  /** A person has written to the customer. */
  | { type: "told"; by: string }
  | { type: "close"; by: string; text: string }
  | { type: "deadline"; kind: string };

export type ExchangeAnswer =
  /** It will say later how it went. */
  { answer: "accepted" | "confirmed" } | { answer: "refused"; because: string };

/** Why a restore was not taken a step further. */
export type RestoreRefusal =
  | "not_frozen"
  | "not_verified"
  | "cooling"
  | "already_asked"
  | "already_restored"
  | "not_a_person"
  | "own_request"
  | "same_person"
  | "other_request";

export type IncidentEvent =
  | ({ type: "incident.reported"; kind: IncidentKind; by: string; terms: Terms } & CaseOf)
  /** Asked for by a customer whose account the desk does not know yet. */
  | { type: "freeze.wished" }
  /** The event's id names the action. `by` is null for the owner of the account; a responder's reason is the event's text. */
  | { type: "freeze.requested"; account: string; by: string | null }
  | { type: "freeze.sent"; action: string }
  /** `action` null: by hand, by a person. */
  | { type: "account.frozen"; action: string | null; by: string | null }
  | { type: "freeze.failed"; action: string; because: string }
  /** Nothing was confirmed in time: somebody is paged. */
  | { type: "freeze.overdue"; action: string }
  | { type: "identity.verified"; account: string }
  /** Signed in, but to another account than the one that this is about. */
  | { type: "identity.mismatched" }
  /** The event's id names the request, and the action that comes of it. */
  | { type: "restore.requested"; account: string; by: string }
  | { type: "restore.approved"; request: string; by: string }
  /** It changes nothing, and stays on record. */
  | { type: "restore.refused"; step: "request" | "approval"; by: string; because: RestoreRefusal }
  | { type: "restore.sent"; action: string }
  | { type: "account.restored"; action: string }
  | { type: "restore.failed"; action: string; because: string }
  | { type: "restore.overdue"; action: string }
  /** The value is the event's text. */
  | { type: "indicator.added"; kind: IndicatorKind; mark: string; by: string | null }
  /** The answers are the event's text. */
  | { type: "intake.taken"; by: string }
  | { type: "task.done"; task: string; by: string }
  | { type: "customer.told"; by: string }
  /** Nobody has told the customer anything for too long. */
  | { type: "update.missed"; since: Instant }
  | { type: "incident.closed"; by: string };

/** How far a freeze has come. `action` names it to the back office, however often it is sent. */
export type Freeze =
  | { state: "none" }
  | { state: "wished"; at: Instant }
  | { state: "requested" | "sent"; action: string; by: string | null; at: Instant; overdue: boolean }
  | { state: "failed"; action: string; because: string }
  | { state: "frozen"; by: string | null; at: Instant };

export interface Approval {
  by: string;
  at: Instant;
}

export type Restore =
  | { state: "none" }
  | { state: "requested"; request: string; by: string; at: Instant; approvals: Approval[] }
  | { state: "ordered" | "sent"; request: string; at: Instant; overdue: boolean }
  | { state: "failed"; request: string; because: string }
  | { state: "restored"; at: Instant };

interface Known {
  id: StreamId;
  of: CaseOf;
  kind: IncidentKind;
  terms: Terms;
  reportedAt: Instant;
  account: string | null;
  freeze: Freeze;
  /** Freezes that were asked for and may still be confirmed. */
  asked: string[];
  /** When somebody first asked for one, and when one was first confirmed. */
  firstAskedAt: Instant | null;
  firstFrozenAt: Instant | null;
  verifiedAt: Instant | null;
  restore: Restore;
  indicators: Noted[];
  done: { task: string; by: string; at: Instant }[];
  /** When the customer last heard of a person or of the incident. */
  toldAt: Instant;
  /** How often nobody told them in time. */
  missed: number;
  /** The same since a person last did. */
  unheard: number;
}

export type Incident =
  | { state: "none" }
  | (Known & { state: "reported" | "contained" | "verified" | "restored" })
  | (Known & { state: "closed"; closedAt: Instant });

export type LiveIncident = Exclude<Incident, { state: "none" }>;

export const noIncident: Incident = { state: "none" };

/** The incident of a ticket. */
export const incidentOf = (ticket: StreamId): StreamId => `incident:${ticket.slice("ticket:".length)}`;

/** The stream that an action of the back office belongs to: an action is named by the event that asked for it. */
export const streamOfAction = (action: string): StreamId | undefined =>
  /^incident:[\w-]{1,80}\/\d{1,6}$/.test(action) ? (action.split("/")[0] as StreamId) : undefined;

export const sayIncident = ({ number }: { number: number }): string => `INC-${number}`;
