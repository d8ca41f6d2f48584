import type { OutgoingForm } from "../effect.ts";
import type { StreamId } from "../ports.ts";
import type { Reaction, Recorded } from "../stream.ts";
import type { Instant } from "../time.ts";
import { isPersonal, privatePlaces, samePlace } from "./audience.ts";
import type { Conversation, ConversationEvent } from "./conversation.ts";
import type { LinkedPlace, Place } from "./place.ts";

type Started = Exclude<Conversation, { state: "none" }>;

/**
 * What an event of a conversation causes. Whatever is said is sent to every linked place but the one where it was said:
 * the relay between threads is this fan-out and nothing else.
 */
export function react({ event, content, at, id }: Recorded<ConversationEvent>, state: Conversation): Reaction[] {
  // Nothing is left of it by then but where it was.
  if (state.state === "none") return event.type === "erased" ? event.places.map((place) => unsay(id, place)) : [];
  /** What anybody may read is said where the customer asked. */
  const toCustomer = (form: OutgoingForm, onlyBot = false) => send(state, at, [state.at], content, form, onlyBot);
  switch (event.type) {
    case "message.received":
      return relay(event, state, content, at);
    case "answered":
    case "guided": {
      const { article, title, language, guide } = event;
      const options = guide?.options ?? [];
      const { withHandOff } = event;
      return toCustomer({ form: "answer", article, title, language, options, withHandOff }, !withHandOff);
    }
    case "clarified":
      return toCustomer({ form: "clarify", choices: event.choices, language: event.language }, true);
    case "notified":
      return isPersonal(event.notice)
        ? send(state, at, privatePlaces(state), content, noticeForm(event))
        : toCustomer(noticeForm(event), event.notice === "welcome" || event.notice === "unread");
    case "outage.joined":
    case "outage.told":
      return toCustomer({ form: "notice", notice: "outage", language: event.language });
    case "macro.sent":
      return toCustomer({ form: "message", author: "desk" });
    case "reply.released":
      return release(event.of, state, at);
    case "private.requested":
      return [openPrivate(event.from, state)];
    case "thread.linked":
      return event.held.flatMap(({ content, form }) => send(state, at, [event.place], content, form));
    case "thread.lost":
      return event.held === null ? [] : send(state, at, privatePlaces(state), event.held.content, event.held.form);
    case "message.edited":
    case "message.deleted":
      return changed(event.of, state, at);
    case "handed_off":
      return [openTicket(event, state)];
    case "erased":
    case "reply.withheld":
    case "conversation.started":
    case "answer.rated":
    case "private.failed":
    case "question.assessed":
    case "rated":
    case "facts.overridden":
    case "macro.stopped":
    case "resumed":
    case "closed":
      return [];
  }
}

/** In line with whatever else is said there. */
function unsay(id: string, { channel, thread }: Place): Reaction {
  const at = id.lastIndexOf("/");
  const [conversation, until] = [id.slice(0, at) as StreamId, Number(id.slice(at + 1))];
  return { key: `${channel}:${thread}`, act: { kind: "unsay", channel, thread, conversation, until } };
}

const noticeForm = ({ notice, language, to }: Extract<ConversationEvent, { type: "notified" }>): OutgoingForm => ({
  form: "notice",
  notice,
  language,
  ...(to === undefined ? {} : { to }),
});

/**
 * Where else a message is to be read: never where others than those it is for can read along. Staff are shown only what is said while a
 * person holds the conversation.
 */
const elsewhere = (state: Started, place: Place | null): LinkedPlace[] =>
  state.places.filter(
    (it) =>
      it.public !== true &&
      (it.side === "customer" || state.state === "with_agent") &&
      (place === null || !samePlace(it, place)),
  );

function openPrivate(from: Place, { id, customer, language }: Started): Reaction {
  const act = { kind: "open", channel: from.channel, from: from.thread, customer, conversation: id, language } as const;
  return { key: `open:${id}`, act };
}

function send(
  state: Started,
  at: Instant,
  places: Place[],
  content: string | null,
  form: OutgoingForm,
  onlyBot = false,
): Reaction[] {
  if (content === null) return [];
  return places.map(({ channel, thread }) => ({
    key: `${channel}:${thread}`,
    holder: onlyBot ? { conversation: state.id } : null,
    act: { kind: "send", channel, thread, content, form, conversation: state.id, at },
  }));
}

function relay(
  event: Extract<ConversationEvent, { type: "message.received" }>,
  state: Started,
  content: string | null,
  at: Instant,
): Reaction[] {
  const { from, place, heldUntil } = event;
  if (heldUntil !== undefined) return [];
  const author = from.side === "customer" ? "customer" : from.name;
  const copies = send(state, at, elsewhere(state, place), content, { form: "message", author });
  if (state.state !== "with_agent") return copies;
  const stream = state.ticket;
  const command =
    from.side === "customer"
      ? {
          type: "customer-wrote" as const,
          signals: event.signals,
          ...(event.gathered ? { gathered: event.gathered } : {}),
          ...(content === null ? {} : { message: content }),
        }
      : { type: "responder-wrote" as const, by: from.name };
  return [...copies, { key: stream, act: { kind: "command", command: { to: "ticket", stream, command } } }];
}

/** A reply that was held is passed on as if it were said now. */
function release(of: string, state: Started, at: Instant): Reaction[] {
  const said = state.said.find(({ content }) => content === of);
  if (said === undefined) return [];
  return relay(
    { type: "message.received", from: said.from, place: said.place, signals: [], redacted: 0 },
    state,
    of,
    at,
  );
}

/** What an author made of their message is made of its copies too, in line with whatever else is said there. */
function changed(of: string, state: Started, at: Instant): Reaction[] {
  const original = state.said.find(({ content }) => content === of);
  if (original === undefined || state.held.some(({ content }) => content === of)) return [];
  const { from, place } = original;
  const form = { form: "message", author: from.side === "customer" ? "customer" : from.name } as const;
  return elsewhere(state, place).map(({ channel, thread }) => ({
    key: `${channel}:${thread}`,
    act: { kind: "edit", channel, thread, content: of, form, at },
  }));
}

function openTicket(event: Extract<ConversationEvent, { type: "handed_off" }>, state: Started): Reaction {
  const { ticket: stream, subject, reason } = event;
  const command = event.reopen
    ? ({ type: "reopen", by: "customer" } as const)
    : ({
        type: "open",
        conversation: state.id,
        customer: state.customer,
        channel: state.at.channel,
        language: state.language,
        subjectContent: subject.content ?? state.lastMessage ?? "",
        reason,
        subject,
      } as const);
  return { key: stream, act: { kind: "command", command: { to: "ticket", stream, command } } };
}
