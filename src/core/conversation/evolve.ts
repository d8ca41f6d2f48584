import type { StreamId } from "../ports.ts";
import { joined } from "../rules/facts.ts";
import type { Recorded } from "../stream.ts";
import type { Instant } from "../time.ts";
import { isPersonal, samePlace } from "./audience.ts";
import type { Conversation, ConversationEvent, Known, PastTicket, Topic } from "./conversation.ts";
import { noConversation, URGENT } from "./conversation.ts";
import { standAt } from "./guide.ts";
import { released, withheld } from "./hold.ts";
import { linkPlace } from "./place.ts";
import { withHeld } from "./private-place.ts";

type Started = Exclude<Conversation, { state: "none" }>;

const known = (state: Started): Known => {
  const { id, customer, language, places, at, waiting, asked, said, held, introduced, ...more } = state;
  const { lastMessage, topic, gathered, outage } = more;
  const now = { introduced, lastMessage, topic, gathered, outage };
  return { id, customer, language, places, at, waiting, asked, said, held, ...now };
};

const pastTicket = (state: Started, closedAt: Instant): PastTicket | null =>
  state.state === "with_agent" ? { ticket: state.ticket, closedAt } : state.lastTicket;

/** The state after an event. An event that does not fit leaves the state as it was: history is not judged again. */
export function evolve(state: Conversation, recorded: Recorded<ConversationEvent>, id: StreamId): Conversation {
  const { event } = recorded;
  if (state.state === "none") return event.type === "conversation.started" ? begun(event, id) : state;
  switch (event.type) {
    case "conversation.started":
      return restarted(state, event);
    case "erased":
      return noConversation;
    case "message.received":
      return heard(state, recorded.content, event);
    case "reply.released":
      return released(state, event.of);
    case "reply.withheld":
      return withheld(state, event.of);
    case "message.edited":
    case "message.deleted":
    case "answer.rated":
      return state;
    case "outage.joined":
    case "outage.told":
      return informed(state, event);
    case "private.requested":
      return { ...state, asked: true };
    case "private.failed":
      return { ...state, asked: false };
    case "thread.linked":
      return linked(state, event);
    case "thread.lost":
      return lost(state, event);
    case "question.assessed":
      return {
        ...state,
        language: event.language,
        topic: topicAfter(state, event),
        gathered: gatheredAfter(state, event),
      };
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
    case "facts.overridden":
    case "macro.stopped":
      return state;
    case "macro.sent":
      return { ...state, introduced: true };
    case "notified":
      return noted(state, recorded.content, event);
    case "closed":
      return { ...known(state), state: "closed", lastTicket: pastTicket(state, recorded.at), rated: false };
  }
}

function linked(state: Started, { place, side }: Extract<ConversationEvent, { type: "thread.linked" }>): Conversation {
  const places = linkPlace(state.places, { ...place, side });
  if (side === "staff" || place.public === true) return { ...state, places };
  return { ...state, places, waiting: [], asked: false };
}

function informed(
  state: Started,
  { type, outage: id, news: told }: Extract<ConversationEvent, { type: "outage.joined" | "outage.told" }>,
): Conversation {
  const next = { ...state, introduced: true, outage: { id, told } };
  // What was asked before is settled by joining.
  return next.state === "with_bot" && type === "outage.joined"
    ? { ...next, choices: [], clarifications: 0, guide: state.state === "with_bot" ? state.guide : null }
    : next;
}

/** How many of the newest messages may still be changed. */
const AMENDABLE = 40;

function heard(
  state: Started,
  content: string | null,
  { from, place, externalId, heldUntil }: Extract<ConversationEvent, { type: "message.received" }>,
): Conversation {
  if (content === null) return state;
  const said = [...state.said, { externalId: externalId ?? null, content, from, place }].slice(-AMENDABLE);
  if (from.side === "responder" && heldUntil !== undefined)
    return { ...state, said, held: [...state.held, { content, by: from.name, until: heldUntil }] };
  if (from.side === "responder")
    return { ...withHeld(state, { content, form: { form: "message", author: from.name } }), said };
  return { ...state, said, at: place ?? state.at, lastMessage: content };
}

function noted(
  state: Started,
  content: string | null,
  { notice, language }: Extract<ConversationEvent, { type: "notified" }>,
): Conversation {
  const told = { ...state, introduced: true };
  if (content === null || !isPersonal(notice)) return told;
  return withHeld(told, { content, form: { form: "notice", notice, language } });
}

function lost(state: Started, { place, held }: Extract<ConversationEvent, { type: "thread.lost" }>): Conversation {
  const rest = { ...state, places: state.places.filter((it) => !samePlace(it, place)) };
  return held === null ? rest : withHeld(rest, held);
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

const gatheredAfter = (state: Started, { gathered }: Extract<ConversationEvent, { type: "question.assessed" }>) =>
  gathered === undefined ? state.gathered : joined(state.gathered, gathered);

function begun(event: Extract<ConversationEvent, { type: "conversation.started" }>, id: StreamId): Conversation {
  const { customer, language, place } = event;
  const known: Known = {
    id,
    customer,
    language,
    places: [{ ...place, side: "customer" }],
    at: place,
    waiting: [],
    asked: false,
    said: [],
    held: [],
    introduced: false,
    lastMessage: null,
    topic: null,
  };
  return { ...known, state: "with_bot", choices: [], clarifications: 0, guide: null, lastTicket: null };
}

/** A closed conversation that starts again keeps its places and remembers its last ticket. */
function restarted(
  state: Started,
  { language, place }: Extract<ConversationEvent, { type: "conversation.started" }>,
): Conversation {
  const lastTicket = state.state === "with_agent" ? null : state.lastTicket;
  const again: Known = { ...known(state), at: place, language, introduced: false, topic: null, gathered: undefined };
  return { ...again, state: "with_bot", choices: [], clarifications: 0, guide: null, lastTicket };
}
