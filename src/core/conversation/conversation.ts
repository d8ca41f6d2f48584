import type { Signal } from "../guard/signals.ts";
import type { Assessment } from "../knowledge/knowledge.ts";
import type { FactFinding } from "../outbound/check.ts";
import type { ClaimKind } from "../outbound/claim.ts";
import type { StreamId } from "../ports.ts";
import type { Recorded } from "../stream.ts";
import type { Instant } from "../time.ts";
import type { Trace } from "../trace.ts";
import { type GuidePlace, standAt } from "./guide.ts";
import { type LinkedPlace, linkPlace, type Place } from "./place.ts";

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
  | "guide";

/** What is urgent is a matter of its own, routed as such, whatever else is open or was resolved before. */
export const URGENT: readonly HandOffReason[] = ["security", "secret_shared"];

/** What the customer is told of the ticket. */
export type TicketNotice = "ticket_opened" | "ticket_reopened" | "taken" | "resolved";
export type Notice = "welcome" | "secret_warning" | "rated" | TicketNotice;

export type ConversationCommand =
  | { type: "receive"; place: Place; customer: string; externalId: string; question: Question; newTicket: StreamId }
  | ReplyCommand
  | {
      type: "notify";
      notice: TicketNotice;
      ticket: { id: StreamId; number: number };
      name?: string;
      waitMinutes?: number;
    }
  /** Another place that is shown the conversation and may speak in it. */
  | { type: "link"; place: Place; side: "staff" };

export interface ReplyCommand {
  type: "reply";
  by: string;
  text: string;
  /** The thread the responder wrote in; null for the desk's own screens. */
  from: Place | null;
  redacted: number;
  /** What it states and no fact says; the desk fills it in before the conversation decides. */
  findings?: readonly FactFinding[];
  /** Lets out what was found, for this reason. */
  override?: { reason: string } | undefined;
}

export type ConversationEvent =
  | { type: "conversation.started"; customer: string; place: Place; language: string }
  | { type: "message.received"; from: Author; place: Place | null; signals: Signal[]; redacted: number }
  | {
      type: "question.assessed";
      trace: Trace;
      confidence: number;
      language: string;
      hits: { article: string; score: number }[];
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
  | { type: "handed_off"; ticket: StreamId; reopen: boolean; reason: HandOffReason; subject: HandOffSubject }
  | { type: "notified"; notice: Notice; language: string }
  /** A person holds the conversation again, because its ticket was reopened. */
  | { type: "resumed"; ticket: StreamId }
  | { type: "thread.linked"; place: Place; side: "staff" }
  | { type: "rated"; score: number }
  /** A responder vouched for what no fact says, and the message after this went out. The reason is the event's text. */
  | { type: "facts.overridden"; by: string; claims: ClaimKind[] }
  | { type: "closed"; reason: string };

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
}

interface Known {
  id: StreamId;
  customer: string;
  language: string;
  places: LinkedPlace[];
  /** Whether the desk has said that it is a machine and how to reach a person. */
  introduced: boolean;
  /** Content of the newest message of the customer. */
  lastMessage: string | null;
  /** What the conversation is about, as far as the knowledge base could tell: a later "human" is about that too. */
  topic: Topic | null;
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

type Started = Exclude<Conversation, { state: "none" }>;

const known = ({ id, customer, language, places, introduced, lastMessage, topic }: Started): Known => ({
  id,
  customer,
  language,
  places,
  introduced,
  lastMessage,
  topic,
});

const pastTicket = (state: Started, closedAt: Instant): PastTicket | null =>
  state.state === "with_agent" ? { ticket: state.ticket, closedAt } : state.lastTicket;

/** The state after an event. An event that does not fit leaves the state as it was: history is not judged again. */
export function evolve(state: Conversation, recorded: Recorded<ConversationEvent>, id: StreamId): Conversation {
  const { event } = recorded;
  if (state.state === "none") return event.type === "conversation.started" ? begun(event, id) : state;
  switch (event.type) {
    case "conversation.started":
      return restarted(state, event.language);
    case "message.received":
      return event.from.side === "customer" ? { ...state, lastMessage: recorded.content } : state;
    case "question.assessed":
      return { ...state, language: event.language, topic: topicAfter(state, event) };
    case "rated":
      return state.state === "closed" ? { ...state, rated: true } : state;
    case "answered":
    case "guided":
      return state.state === "with_bot" ? afterAnswer(state, event) : state;
    case "clarified":
      return state.state === "with_bot"
        ? { ...state, introduced: true, guide: null, choices: event.choices, clarifications: state.clarifications + 1 }
        : state;
    case "handed_off":
      return { ...known(state), state: "with_agent", ticket: event.ticket, urgent: URGENT.includes(event.reason) };
    case "resumed":
      return { ...known(state), state: "with_agent", ticket: event.ticket, urgent: false };
    case "notified":
      return { ...state, introduced: true };
    case "facts.overridden":
      return state;
    case "thread.linked":
      return { ...state, places: linkPlace(state.places, { ...event.place, side: event.side }) };
    case "closed":
      return { ...known(state), state: "closed", lastTicket: pastTicket(state, recorded.at), rated: false };
  }
}

function afterAnswer(
  state: Extract<Conversation, { state: "with_bot" }>,
  { article, guide }: Extract<ConversationEvent, { type: "answered" | "guided" }>,
): Conversation {
  const place = standAt(state.guide, article, guide?.step ?? null);
  return { ...state, introduced: true, choices: [], clarifications: 0, guide: place };
}

/** The question that the knowledge base was surest about, the newest of equals. */
function topicAfter(
  state: Started,
  { hits, confidence }: Extract<ConversationEvent, { type: "question.assessed" }>,
): Topic | null {
  const article = hits[0]?.article;
  if (article === undefined || (state.topic !== null && state.topic.confidence > confidence)) return state.topic;
  return { article, confidence, content: state.lastMessage };
}

function begun(event: Extract<ConversationEvent, { type: "conversation.started" }>, id: StreamId): Conversation {
  const { customer, language, place } = event;
  const known: Known = {
    id,
    customer,
    language,
    places: [{ ...place, side: "customer" }],
    introduced: false,
    lastMessage: null,
    topic: null,
  };
  return { ...known, state: "with_bot", choices: [], clarifications: 0, guide: null, lastTicket: null };
}

/** A closed conversation that starts again keeps its places and remembers its last ticket. */
function restarted(state: Started, language: string): Conversation {
  const lastTicket = state.state === "with_agent" ? null : state.lastTicket;
  const again: Known = { ...known(state), language, introduced: false, topic: null };
  return { ...again, state: "with_bot", choices: [], clarifications: 0, guide: null, lastTicket };
}
