import { refuse } from "../errors.ts";
import type { Policy } from "../policy.ts";
import { type Decision, decided } from "../stream.ts";
import type { Instant } from "../time.ts";
import type { Conversation, ConversationCommand, ConversationEvent, HandOffSubject } from "./conversation.ts";
import { ticketFor } from "./past-ticket.ts";
import { movePrivate } from "./privacy.ts";

type Started = Exclude<Conversation, { state: "none" }>;

/**
 * A responder hands a conversation over on their own word. With `security` it becomes a security ticket, beside the one that may be open
 * about something else; the rules send it where it belongs.
 */
export function raise(
  { by, reason, text, newTicket }: Extract<ConversationCommand, { type: "raise" }>,
  state: Started,
  { now, policy }: { now: Instant; policy: Policy },
): Decision<ConversationEvent> {
  if (text.trim() === "") return refuse("empty_text", "say why");
  if (state.state === "with_agent" && reason === "responder")
    return refuse("already_open", "a person holds this conversation already");
  if (state.state === "with_agent" && state.urgent)
    return refuse("already_open", "this conversation has a security ticket already");
  if (newTicket === undefined) return refuse("not_found", "a ticket needs its name before it opens");
  const { ticket, reopen } = ticketFor(state, newTicket, reason, now, policy);
  const subject = subjectOf(state, reason, policy);
  return decided(
    { event: { type: "handed_off", ticket, reopen, reason, subject, by }, text },
    ...movePrivate(state.at, state, policy),
  );
}

/** What it is about as far as is known; of an account in danger that is never less than security. */
function subjectOf(
  { topic, lastMessage }: Started,
  reason: "responder" | "security" | "risk",
  { knowledge, config }: Policy,
): HandOffSubject {
  // What the exchange tells has nothing to do with what the customer last asked.
  if (reason === "risk")
    return { content: lastMessage, article: null, category: "security", confidence: 0, signals: [] };
  const sure = topic !== null && topic.confidence >= config.reply.clarifyAt;
  const article = sure ? topic.article : null;
  const known = article === null ? undefined : knowledge.find(article, knowledge.languages[0] ?? "en");
  const category = reason === "security" ? "security" : (known?.article.category ?? null);
  return { content: topic?.content ?? lastMessage, article, category, confidence: topic?.confidence ?? 0, signals: [] };
}
