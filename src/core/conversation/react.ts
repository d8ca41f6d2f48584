import type { OutgoingForm } from "../effect.ts";
import type { Reaction, Recorded } from "../stream.ts";
import type { Conversation, ConversationEvent } from "./conversation.ts";
import type { LinkedPlace, Place } from "./place.ts";

type Started = Exclude<Conversation, { state: "none" }>;

/**
 * What an event of a conversation causes. Whatever is said is sent to every linked place but the one where it was said:
 * the relay between threads is this fan-out and nothing else.
 */
export function react({ event, content }: Recorded<ConversationEvent>, state: Conversation): Reaction[] {
  if (state.state === "none") return [];
  const toCustomer = (form: OutgoingForm, onlyBot = false) => send(state, customers(state), content, form, onlyBot);
  switch (event.type) {
    case "message.received":
      return relay(event, state, content);
    case "answered":
    case "guided": {
      const { article, title, language, guide } = event;
      const options = guide?.options ?? [];
      return toCustomer({ form: "answer", article, title, language, options }, !event.withHandOff);
    }
    case "clarified":
      return toCustomer({ form: "clarify", choices: event.choices, language: event.language }, true);
    case "notified":
      return toCustomer({ form: "notice", notice: event.notice, language: event.language }, event.notice === "welcome");
    case "handed_off":
      return [openTicket(event, state)];
    case "conversation.started":
    case "question.assessed":
    case "rated":
    case "facts.overridden":
    case "resumed":
    case "closed":
    case "thread.linked":
      return [];
  }
}

const customers = (state: Started): LinkedPlace[] => state.places.filter(({ side }) => side === "customer");

/** The other places; staff are shown only what is said while a person holds the conversation. */
const elsewhere = (state: Started, place: Place | null): LinkedPlace[] =>
  state.places.filter(
    ({ channel, thread, side }) =>
      (channel !== place?.channel || thread !== place.thread) && (side === "customer" || state.state === "with_agent"),
  );

function send(
  state: Started,
  places: Place[],
  content: string | null,
  form: OutgoingForm,
  onlyBot = false,
): Reaction[] {
  if (content === null) return [];
  return places.map(({ channel, thread }) => ({
    key: `${channel}:${thread}`,
    holder: onlyBot ? { conversation: state.id } : null,
    act: { kind: "send", channel, thread, content, form },
  }));
}

function relay(
  event: Extract<ConversationEvent, { type: "message.received" }>,
  state: Started,
  content: string | null,
): Reaction[] {
  const { from, place } = event;
  const author = from.side === "customer" ? "customer" : from.name;
  const copies = send(state, elsewhere(state, place), content, { form: "message", author });
  if (state.state !== "with_agent") return copies;
  const stream = state.ticket;
  const command =
    from.side === "customer"
      ? { type: "customer-wrote" as const, signals: event.signals }
      : { type: "responder-wrote" as const, by: from.name };
  return [...copies, { key: stream, act: { kind: "command", command: { to: "ticket", stream, command } } }];
}

function openTicket(event: Extract<ConversationEvent, { type: "handed_off" }>, state: Started): Reaction {
  const { ticket: stream, subject, reason } = event;
  const first = customers(state)[0];
  const command = event.reopen
    ? ({ type: "reopen", by: "customer" } as const)
    : ({
        type: "open",
        conversation: state.id,
        customer: state.customer,
        channel: first?.channel ?? "console",
        language: state.language,
        subjectContent: subject.content ?? state.lastMessage ?? "",
        reason,
        subject,
      } as const);
  return { key: stream, act: { kind: "command", command: { to: "ticket", stream, command } } };
}
