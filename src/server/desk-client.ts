import type { Profile } from "../core/customer/customer.ts";
import type { Fault, Refusal } from "../core/errors.ts";
import type { RiskView } from "../core/risk/carry-out.ts";
import type { RegulatoryClock, RegulatoryTarget } from "../core/ticket/regulatory.ts";
import type { Instant, Millis } from "../core/time.ts";
import type {
  WireArticle,
  WireAsked,
  WireConsoleMessage,
  WireEffect,
  WireHits,
  WireMacro,
  WireMe,
  WireReceipt,
  WireStatus,
  WireTicket,
  WireTicketPage,
  WireTicketView,
} from "./api.ts";
import type { WireAuthorityRequests, WireEvidence } from "./api-evidence.ts";
import type { WireActivity, WireCatchUp, WirePeople, WireTraffic } from "./api-insight.ts";
import type { ModeratedAction, WireModeration } from "./api-moderation.ts";
import type { WireHandovers, WireOnCall, WirePages, WireRoster, WireShifts } from "./api-oncall.ts";
import type { WireOutages } from "./api-outage.ts";
import type { IncidentClient } from "./incident-client.ts";
import type { PrivacyClient } from "./privacy-client.ts";

/**
 * The desk as its screens and commands see it. Every method throws a Fault: `unauthorised`, `forbidden`, `unreachable` (with the
 * next step), `usage` for a request that can never work, or what the desk itself reports. An expected no comes back as a Refusal.
 */
export interface DeskClient {
  me(): Promise<WireMe>;
  status(): Promise<WireStatus>;
  /** Most urgent first. `eventId` of the page is where events() goes on without a gap. */
  tickets(query?: TicketsQuery): Promise<WireTicketPage>;
  /** Undefined when there is no ticket of that number. The audit log keeps who read it, and why. */
  ticket(number: number, reason?: string): Promise<WireTicketView | undefined>;
  acknowledge(number: number, options?: ActOptions): Promise<Acted>;
  assign(number: number, to: string, options?: ActOptions): Promise<Acted>;
  /** Pages the next step at once, or starts the escalation policy that is named. */
  escalate(number: number, reason: string, policy: string | null, options?: ActOptions): Promise<Acted>;
  /** Starts a clock of the law, or says that what it waits for has been made. */
  clock(number: number, wish: ClockWish, options?: ActOptions): Promise<Acted>;
  /** A higher priority pages as one that a rule gives. */
  prioritise(number: number, priority: WireTicket["priority"], reason: string, options?: ActOptions): Promise<Acted>;
  /** Makes the severity that triage suggests the ticket's priority; refused where it is no graver. */
  acceptSuggestion(number: number, options?: ActOptions): Promise<Acted>;
  tag(number: number, change: { add: string[]; remove: string[] }, options?: ActOptions): Promise<Acted>;
  note(number: number, text: string, options?: ActOptions): Promise<Acted>;
  /**
   * Says something to the customer. The ticket follows a moment later: events() tells of it. Refused with facts_not_known and its
   * findings when it states what no fact says, unless there is a reason to.
   */
  reply(number: number, text: string, options?: ReplyOptions): Promise<Acted>;
  /** Takes back the newest of one's replies that is held; refused with nothing_held when it went out. */
  takeBack(number: number, options?: ActOptions): Promise<Acted>;
  /** Changes what one said to the customer; `message` is its id in the transcript. Refused as `reply` is. */
  correct(number: number, message: string, text: string, options?: ReplyOptions): Promise<Acted>;
  resolve(number: number, reason: string, options?: ActOptions): Promise<Acted>;
  reopen(number: number, reason: string, options?: ActOptions): Promise<Acted>;
  /** Puts it aside until then; the reason may be empty. */
  snooze(number: number, until: Instant, reason: string, options?: ActOptions): Promise<Acted>;
  wake(number: number, options?: ActOptions): Promise<Acted>;
  /** How an account stands by what the exchange tells of it, with the reasons. */
  risk(account: string): Promise<RiskView>;
  /** What the exchange has said of a customer; `id` as tickets name them. */
  customer(id: string): Promise<Profile>;
  describeCustomer(id: string, profile: Profile): Promise<({ ok: true } & Profile) | Refusal>;
  /** How the last hours went; 24 when left out, 744 at most. */
  stats(hours?: number): Promise<WireTraffic>;
  /** What somebody who was away since then has to know. */
  catchUp(since: Instant): Promise<WireCatchUp>;
  /** What people did, or one of them; the newest first. */
  activity(query?: { by?: string; limit?: number }): Promise<WireActivity["items"]>;
  people(): Promise<WirePeople["people"]>;
  /** What was said and done in a ticket, signed, for somebody outside. */
  evidence(order: EvidenceOrder): Promise<({ ok: true } & WireEvidence) | Refusal>;
  /** What authorities have asked for, the next one due first. */
  authorityRequests(): Promise<WireAuthorityRequests>;
  addAuthorityRequest(order: {
    text: string;
    ticket: number | null;
    dueAt: Instant;
  }): Promise<({ ok: true } & WireAuthorityRequests) | Refusal>;
  answerAuthorityRequest(id: string, text: string): Promise<({ ok: true } & WireAuthorityRequests) | Refusal>;
  /** Who is on call at a moment, now when left out. */
  onCall(at?: Instant): Promise<WireOnCall>;
  /** Who is on call when, in one schedule or in all; at most 400 days. */
  shifts(span: { from: Instant; until: Instant }, schedule?: string): Promise<WireShifts>;
  /** How often each person was paged; at most 400 days. */
  pages(span: { from: Instant; until: Instant }): Promise<WirePages["people"]>;
  /** Overrides in force and swaps that wait. */
  roster(): Promise<WireRoster>;
  override(change: OverrideOrder): Promise<Changed>;
  cancelOverride(id: string): Promise<Changed>;
  /** Asks a colleague to take a turn; changes nothing until they agree. */
  offerSwap(swap: SwapOrder): Promise<Changed>;
  answerSwap(id: string, accept: boolean): Promise<Changed>;
  /** Hand-overs that wait, and the last that were taken over. */
  handovers(): Promise<WireHandovers["handovers"]>;
  /** Leaves notes for whoever is next on call (null), or for a person. */
  handOver(order: { schedule: string; to: string | null; notes: string }): Promise<HandedOver>;
  takeOver(id: string, notes?: string): Promise<HandedOver>;
  withdrawHandover(id: string): Promise<HandedOver>;
  incidents: IncidentClient;
  /** Outages that are open, and the last that were. */
  readonly privacy: PrivacyClient;
  outages(): Promise<WireOutages>;
  openOutage(order: OutageOrder & { articles: string[]; patterns: string[] }): Promise<OutagesNow>;
  /** Tells everybody who is attached. Refused with facts_not_known when the words state what no fact says. */
  updateOutage(id: string, order: OutageOrder): Promise<OutagesNow>;
  closeOutage(id: string, order: Pick<OutageOrder, "words">): Promise<OutagesNow>;
  /** What the desk would do with a text; nothing is stored. */
  ask(text: string): Promise<WireAsked>;
  search(text: string, limit?: number): Promise<WireHits["hits"]>;
  /** Undefined when there is no such article. */
  article(id: string, language?: string): Promise<WireArticle | undefined>;
  /** Each macro once, in the ticket's language and ready to be sent; all of them as they are written without a ticket. */
  macros(ticket?: number): Promise<WireMacro[]>;
  outbox(status?: WireEffect["status"], limit?: number): Promise<WireEffect[]>;
  /** Puts a dead letter back in line; a refusal when there is none of that id. */
  retry(effectId: string): Promise<{ ok: true } | Refusal>;
  /** What was done about messages in public, newest first; with those that were undone when `all`. */
  moderation(query: { limit: number; all: boolean }): Promise<WireModeration[]>;
  /** Takes back what was done about a message, or with `action` decides otherwise; "discord:1234". */
  moderate(id: string, decision: { reason: string; action?: ModeratedAction }): Promise<{ ok: true } | Refusal>;
  /** Writes as a customer on the console channel. The same id twice is one message. */
  consoleSend(message: { thread: string; id: string; text: string }): Promise<({ ok: true } & WireReceipt) | Refusal>;
  /** What the desk said in a console thread after `after`; waits up to `wait` seconds (25 at most) until there is something. */
  consoleRead(
    thread: string,
    after: number,
    options?: { wait?: number; signal?: AbortSignal },
  ): Promise<WireConsoleMessage[]>;
  /**
   * Follows the changes of tickets until the signal aborts (then it resolves). Reconnects by itself, and goes on where it was.
   * Rejects with a Fault when trying again is useless: the token is missing, wrong, revoked, or of too low a role.
   */
  events(onEvent: (event: DeskEvent) => void, options?: EventsOptions): Promise<void>;
}

export interface EvidenceOrder {
  ticket: number;
  /** The authority, or whoever else it is for. */
  to: string;
  why: string;
  /** Of the register of requests. */
  request: string | null;
}

export interface OutageOrder {
  /** What customers are told, in the desk's own sentences' company. */
  words: { en?: string; zh?: string };
  /** When it is expected to be over; null when nobody knows, left out to leave it as it was. */
  until?: Instant | null;
}

export type OutagesNow = ({ ok: true } & WireOutages) | Refusal;
export type HandedOver = ({ ok: true } & WireHandovers) | Refusal;
export type Changed = ({ ok: true } & WireRoster) | Refusal;

export interface OverrideOrder {
  schedule: string;
  person: string;
  /** Only where this person would be on call; null for everybody. */
  instead: string | null;
  from: Instant;
  until: Instant;
}

export interface SwapOrder {
  schedule: string;
  to: string;
  mine: { from: Instant; until: Instant };
  theirs: { from: Instant; until: Instant } | null;
}

export type ClockWish = { start: RegulatoryClock } | { met: RegulatoryTarget };

export type Acted = { ok: true; ticket: WireTicket } | Refusal;

export interface ActOptions {
  /** Refuse with version_changed when the ticket is not at this version. */
  ifMatch?: number | undefined;
  /** The same key on the same ticket is carried out once, however often it is sent. 1 to 200 visible ASCII characters. */
  idempotencyKey?: string | undefined;
}

export interface ReplyOptions extends ActOptions {
  /** Why what no fact says is sent all the same; kept with the name. */
  override?: string | undefined;
  /** Seconds in which a reply can be taken back: it goes out after them. */
  hold?: number | undefined;
}

export interface TicketsQuery {
  states?: WireTicket["state"][] | undefined;
  /** A responder's id, or null for tickets that nobody owns. */
  owner?: string | null | undefined;
  priority?: WireTicket["priority"] | undefined;
  language?: string | undefined;
  category?: string | undefined;
  tag?: string | undefined;
  /** As tickets name them: "discord:1234". */
  customer?: string | undefined;
  /** "15m": only tickets whose running SLA target is due within this. */
  dueWithin?: string | undefined;
  /** 1 to 500. */
  limit?: number | undefined;
  /** Only those that are put aside, or only those that are not. */
  snoozed?: boolean | undefined;
  cursor?: string | undefined;
}

export type DeskEvent =
  /** Connected, or connected again. */
  | { type: "open" }
  /** The ticket as it is now. An older version than the one at hand is to be ignored. */
  | { type: "ticket"; ticket: WireTicket; id: string }
  /** The desk cannot go on from where this client was: load everything anew. */
  | { type: "reset"; id: string }
  /** The connection is gone; `tries` failures in a row so far, the next try at about `retryAt`. */
  | { type: "lost"; fault: Fault; tries: number; retryAt: Instant };

export interface EventsOptions {
  signal?: AbortSignal | undefined;
  /** An `eventId` or the id of the last event seen; without one only what happens from now on is told. */
  lastEventId?: string | undefined;
  timing?: Partial<EventsTiming> | undefined;
}

export interface EventsTiming {
  /** First and longest wait before trying again: 250 ms doubling to 15 s, each between half and all of it. */
  retryFrom: Millis;
  retryTo: Millis;
  /** Nothing heard for this long, not even a heartbeat: the connection is taken for dead. */
  silence: Millis;
}
