import type { OutgoingForm } from "../effect.ts";
import type { Signal } from "../guard/signals.ts";
import type { IncidentNotice } from "../incident/phrases.ts";
import type { Assessment } from "../knowledge/knowledge.ts";
import type { Going, News } from "../outage/news.ts";
import type { ClaimKind } from "../outbound/claim.ts";
import type { StreamId } from "../ports.ts";
import type { Gathered } from "../rules/facts.ts";
import type { Instant } from "../time.ts";
import type { Trace } from "../trace.ts";
import type { CorrectCommand, NotifyCommand, ReceiveCommand, ReplyCommand } from "./commands.ts";
import type { GuidePlace } from "./guide.ts";
import type { LinkedPlace, Place } from "./place.ts";

/** An article offered to choose. */
export interface Choice {
  article: string;
  title: string;
}

/** What a customer wrote, after the guard and the knowledge base have looked at it. */
export interface Question {
  text: string;
  language: string;
  signals: Signal[];
  /** How many secrets the guard took out. */
  redacted: number;
  assessment: Assessment;
  /** What the rules may look at besides. */
  gathered?: Gathered;
  /** Outages that are open meanwhile. */
  outages?: readonly Going[];
}

export type HandOffReason =
  | "asked_for_person"
  | "secret_shared"
  | "security"
  | "specialist"
  | "no_answer"
  | "still_unclear"
  | "declined_choices"
  | "no_question"
  | "guide"
  | "responder"
  | "rule"
  | "risk";

/** What is urgent is a matter of its own, routed as such, whatever else is open or was resolved before. */
export const URGENT: readonly HandOffReason[] = ["security", "secret_shared", "risk"];

/** What the customer is told of the ticket. */
export type TicketNotice = IncidentNotice | "ticket_opened" | "ticket_reopened" | "ask_identity" | "taken" | "resolved";
export type Notice =
  | "welcome"
  | "unread"
  | "secret_warning"
  | "rated"
  | "solved"
  | "not_solved"
  | "moved"
  | "private_failed"
  | "private_busy"
  | "taken_back"
  | TicketNotice;

export type ConversationCommand =
  | ReceiveCommand
  | ReplyCommand
  | { type: "take-back"; by: string; externalId: string }
  | NotifyCommand
  /** A rule wants the customer to be sent a macro. */
  | { type: "send-macro"; macro: string; ticket: { id: StreamId; number: number } }
  | { type: "warn-of-risk" }
  /** What is new of an outage that the customer waits about. */
  | { type: "outage-news"; news: News }
  /** Whether an answer helped. */
  | { type: "feedback"; helpful: boolean }
  /** A responder hands it over; the desk names the ticket before the conversation decides. */
  | { type: "raise"; by: string; reason: "responder" | "security" | "risk"; text: string; newTicket?: StreamId }
  | CorrectCommand
  /** A responder takes back their newest reply that is still held. */
  | { type: "withhold"; by: string }
  /** Its customer is erased: nothing of it is gone on with. */
  | { type: "forget" }
  /** A deadline of the conversation has passed. */
  | { type: "deadline"; kind: string }
  /** A message was changed, or taken back (null), by its author. */
  | { type: "amend"; externalId: string; text: string | null; redacted: number }
  /** A place was opened that only the customer and the team can read, or in which staff are shown the conversation. */
  | { type: "link"; place: Place; side: LinkedPlace["side"] }
  /** `busy`: the only private place there is belongs to another conversation of the customer's with a person. */
  | { type: "link-failed"; busy?: boolean }
  /** A place is gone, or another conversation's from now on; what was to be said there is `held`. */
  | { type: "place-gone"; place: Place; held: Held | null };

export type ConversationEvent =
  | { type: "conversation.started"; customer: string; place: Place; language: string }
  | {
      type: "message.received";
      from: Author;
      place: Place | null;
      signals: Signal[];
      redacted: number;
      externalId?: string;
      /** Nobody is sent it before. */
      heldUntil?: Instant;
      /** While a person holds the conversation: what the rules may look at, and the ticket hears of. */
      gathered?: Gathered;
    }
  /** A reply that was held goes out. */
  | { type: "reply.released"; of: string }
  | { type: "reply.withheld"; of: string; by: string }
  | { type: "message.edited"; of: string; redacted: number; by?: string }
  | { type: "message.deleted"; of: string }
  | {
      type: "question.assessed";
      trace: Trace;
      confidence: number;
      language: string;
      hits: { article: string; score: number }[];
      gathered?: Gathered;
    }
  | {
      type: "answered";
      article: string;
      title: string;
      language: string;
      exact: boolean;
      withHandOff: boolean;
      guide: Guided;
    }
  /** A further step of the answered article's decision tree. */
  | { type: "guided"; article: string; title: string; language: string; guide: Guided; withHandOff: boolean }
  | { type: "clarified"; choices: Choice[]; language: string }
  /** `by`: the responder on whose word; the event's text is why. */
  | {
      type: "handed_off";
      ticket: StreamId;
      reopen: boolean;
      reason: HandOffReason;
      subject: HandOffSubject;
      by?: string;
    }
  | { type: "notified"; notice: Notice; language: string; to?: string }
  | { type: "macro.sent"; macro: string; language: string }
  /** What the macro states, and no fact says. */
  | { type: "macro.stopped"; macro: string; claims: ClaimKind[] }
  | { type: "answer.rated"; helpful: boolean }
  /** Instead of a ticket of its own: the question belongs to an outage, and its customer hears the news of it. */
  | { type: "outage.joined"; outage: string; news: number; language: string }
  | { type: "outage.told"; outage: string; news: number; language: string }
  | { type: "private.requested"; from: Place }
  | { type: "private.failed" }
  /** `held`: what waited for it, said there now. */
  | { type: "thread.linked"; place: Place; side: LinkedPlace["side"]; held: Held[] }
  | { type: "thread.lost"; place: Place; held: Held | null }
  /** A person holds the conversation again, because its ticket was reopened. */
  | { type: "resumed"; ticket: StreamId }
  | { type: "rated"; score: number }
  /** A responder vouched for what no fact says, and the message after this went out. The reason is the event's text. */
  | { type: "facts.overridden"; by: string; claims: ClaimKind[] }
  | { type: "closed"; reason: string }
  /** Whoever writes there next is somebody new. */
  | { type: "erased"; places: Place[] };

/** The question of a decision tree that was put to the customer, with its options; null when nothing was asked. */
export type Guided = { step: string; options: string[] } | null;

export type Author = { side: "customer" } | { side: "responder"; name: string };

/** What the ticket needs to know of the question that led to it. */
export interface HandOffSubject {
  /** Content of the message that says what it is about; null for the one that led to the hand-off. */
  content: string | null;
  article: string | null;
  category: string | null;
  confidence: number;
  signals: Signal[];
  gathered?: Gathered;
}

/** Something for the customer's eyes only, while there is no place for it. */
export interface Held {
  content: string;
  form: OutgoingForm;
}

/** A message that its author may still change. */
interface Said {
  /** The platform's id; null for what was said on the desk's own screens. */
  externalId: string | null;
  content: string;
  from: Author;
  /** Where it was said. */
  place: Place | null;
}

export interface Known {
  id: StreamId;
  customer: string;
  language: string;
  places: LinkedPlace[];
  /** Where the customer spoke last: what is public is answered there. */
  at: Place;
  /** What waits for a private place, and whether one has been asked for. */
  waiting: Held[];
  asked: boolean;
  said: Said[];
  /** Replies that nobody has been sent yet. */
  held: { content: string; by: string; until: Instant }[];
  /** Whether the desk has said that it is a machine and how to reach a person. */
  introduced: boolean;
  /** Content of the newest message of the customer. */
  lastMessage: string | null;
  /** What the conversation is about, as far as the knowledge base could tell: a later "human" is about that too. */
  topic: Topic | null;
  /** What the rules may look at of all that the customer wrote since it began. */
  gathered?: Gathered | undefined;
  /** The outage that it is attached to, over or not, and the number of the news that was told last. */
  outage?: { id: string; told: number } | undefined;
}

export interface Topic {
  article: string;
  confidence: number;
  content: string | null;
}

export type Conversation =
  | { state: "none" }
  | (Known & {
      state: "with_bot";
      choices: Choice[];
      clarifications: number;
      /** Where the customer stands in an article's decision tree. */
      guide: GuidePlace | null;
      lastTicket: PastTicket | null;
    })
  /** `urgent`: whether its ticket was opened for an account in danger. */
  | (Known & { state: "with_agent"; ticket: StreamId; urgent: boolean })
  /** `rated`: whether the customer has said how it was, or was not asked. */
  | (Known & { state: "closed"; lastTicket: PastTicket | null; rated: boolean });

export interface PastTicket {
  ticket: StreamId;
  closedAt: Instant;
}

export const noConversation: Conversation = { state: "none" };
