import { refuse } from "../errors.ts";
import type { Policy } from "../policy.ts";
import { type Decision, decided, type Emitted } from "../stream.ts";
import type { Instant } from "../time.ts";
import type { Conversation, ConversationCommand, ConversationEvent, HandOffReason, HandOffSubject, Question } from "./conversation.ts";
import { answerText, clarifyText, noticeText, type Voice } from "./phrases.ts";
import { decideReply, type Reply } from "./reply.ts";

type Event = Emitted<ConversationEvent>;
type Receive = Extract<ConversationCommand, { type: "receive" }>;
type Started = Exclude<Conversation, { state: "none" }>;
interface Context {
  now: Instant;
  policy: Policy;
}

/** Decides a command against a conversation. Pure: the same command, state, time and policy give the same events. */
export function decide(command: ConversationCommand, state: Conversation, context: Context): Decision<ConversationEvent> {
  if (command.type === "receive") return receive(command, state, context);
  if (state.state === "none") return refuse("not_found", "there is no such conversation");
  switch (command.type) {
    case "reply":
      return reply(command, state);
    case "notify":
      return notify(command, state, context.policy);
    case "link":
      return state.places.some(({ channel, thread }) => channel === command.place.channel && thread === command.place.thread)
        ? decided()
        : decided({ event: { type: "thread.linked", place: command.place } });
    case "rate":
      return decided({ event: { type: "rated", score: command.score } });
    case "close":
      return state.state === "closed"
        ? refuse("already_closed", "the conversation is closed already")
        : decided({ event: { type: "closed", reason: command.reason } });
  }
}

/** A customer's message. With the bot it is decided upon; with a person it is passed on, and the bot stays silent. */
function receive(command: Receive, state: Conversation, { now, policy }: Context): Decision<ConversationEvent> {
  const { place, question, customer } = command;
  const { signals, redacted, text, language } = question;
  const received: Event = { event: { type: "message.received", from: { side: "customer" }, place, signals, redacted }, text };
  if (state.state === "with_agent") return decided(received, ...warnOfSecret(question, state, policy));

  const begin: Event[] =
    state.state === "with_bot" ? [] : [{ event: { type: "conversation.started", customer, place, language } }];
  const exchange =
    state.state === "with_bot"
      ? { choices: state.choices, clarifications: state.clarifications, introduced: state.introduced }
      : { choices: [], clarifications: 0, introduced: false };
  const { reply: chosen, trace } = decideReply(question, exchange, policy);
  const { confidence, hits } = question.assessment;
  const assessed: Event = {
    event: {
      type: "question.assessed",
      trace,
      confidence,
      hits: hits.map(({ article, score }) => ({ article, score })),
    },
  };
  const voice: Voice = { desk: policy.config.desk.name, language, introduced: exchange.introduced };
  const rest = carryOut(chosen, voice, command, { state, now, policy });
  return decided(...begin, received, assessed, ...rest);
}

function carryOut(
  reply: Reply,
  voice: Voice,
  command: Receive,
  { state, now, policy }: { state: Conversation; now: Instant; policy: Policy },
): Event[] {
  const { language } = command.question;
  const handOff = (reason: HandOffReason, article: string | null): Event => ({
    event: { type: "handed_off", reason, ...ticketFor(state, command, now, policy), subject: subjectOf(command.question, reason, article, state, policy) },
  });
  switch (reply.outcome) {
    case "clarify":
      if (reply.choices.length === 0) return [notice("welcome", voice)];
      return [{ event: { type: "clarified", choices: reply.choices, language }, text: clarifyText(voice, reply.choices) }];
    case "hand_off": {
      const warned = reply.reason === "secret_shared" ? [notice("secret_warning", voice)] : [];
      return [...warned, handOff(reply.reason, null)];
    }
    case "answer": {
      const found = policy.knowledge.find(reply.article, language);
      if (found === undefined) return [handOff("no_answer", null)];
      const { article, exact } = found;
      const withHandOff = reply.handOff !== null;
      const answered: Event = {
        event: { type: "answered", article: article.id, title: article.title, language: article.language, exact, withHandOff },
        text: answerText(voice, article, { exact, withHandOff }),
      };
      return reply.handOff === null ? [answered] : [answered, handOff(reply.handOff, article.id)];
    }
  }
}

const notice = (name: "welcome" | "secret_warning", voice: Voice): Event => ({
  event: { type: "notified", notice: name, language: voice.language },
  text: noticeText(voice, name, { ticket: "" }),
});

function warnOfSecret({ signals, language }: Question, state: Started, { config }: Policy): Event[] {
  if (!signals.includes("seed_shared") && !signals.includes("key_shared")) return [];
  return [notice("secret_warning", { desk: config.desk.name, language, introduced: state.introduced })];
}

/** A conversation that comes back soon after its ticket was resolved reopens that ticket instead of beginning another. */
function ticketFor(state: Conversation, command: Receive, now: Instant, policy: Policy) {
  const past = state.state === "with_bot" || state.state === "closed" ? state.lastTicket : null;
  const reopen = past !== null && now - past.closedAt <= policy.config.tickets.reopenWithin;
  return { ticket: reopen ? past.ticket : command.newTicket, reopen };
}

/** Reasons for which the message itself says nothing of what it is about. */
const ABOUT_BEFORE: HandOffReason[] = ["asked_for_person", "declined_choices", "no_question"];
const SAYS_LITTLE = 40;

/** What the ticket is about: the article that was given, else what this message or, for a bare "human", the one before it asked. */
function subjectOf(question: Question, reason: HandOffReason, given: string | null, state: Conversation, { knowledge, config }: Policy): HandOffSubject {
  const { assessment, signals } = question;
  const before = state.state === "with_bot" ? state.topic : null;
  const silent = ABOUT_BEFORE.includes(reason) && question.text.length < SAYS_LITTLE;
  const now = assessment.hits[0] === undefined || silent ? null : { article: assessment.hits[0].article, confidence: assessment.confidence, content: null };
  const topic = given !== null ? { article: given, confidence: assessment.confidence, content: null } : silent ? before : now;
  const sure = topic !== null && (given !== null || topic.confidence >= config.reply.clarifyAt);
  const article = sure ? topic.article : null;
  const category = article === null ? null : (knowledge.find(article, knowledge.languages[0] ?? "en")?.article.category ?? null);
  return { content: topic?.content ?? null, article, category, confidence: topic?.confidence ?? 0, signals };
}

function reply(
  { by, text, from, redacted }: Extract<ConversationCommand, { type: "reply" }>,
  state: Started,
): Decision<ConversationEvent> {
  if (state.state === "closed") return refuse("conversation_closed", "the conversation is closed; reopen its ticket first");
  if (state.state === "with_bot") return refuse("with_bot", "the conversation is with the bot; there is no ticket to answer");
  if (text.trim() === "") return refuse("empty_text", "there is nothing to send");
  return decided({
    event: { type: "message.received", from: { side: "responder", name: by }, place: from, signals: [], redacted },
    text,
  });
}

/** What the ticket's life means for the customer, said in the conversation. News of a ticket that no longer holds it is dropped. */
function notify(
  { notice: name, ticket, ...details }: Extract<ConversationCommand, { type: "notify" }>,
  state: Started,
  { config }: Policy,
): Decision<ConversationEvent> {
  const holds = state.state === "with_agent" && state.ticket === ticket.id;
  if (!holds && name !== "ticket_reopened") return decided();
  const voice: Voice = { desk: config.desk.name, language: state.language, introduced: state.introduced };
  const event: Event = {
    event: { type: "notified", notice: name, language: state.language },
    text: noticeText(voice, name, { ticket: `T-${ticket.number}`, ...details }),
  };
  const before: Event[] = holds ? [] : [{ event: { type: "resumed", ticket: ticket.id } }];
  const after: Event[] = name === "resolved" ? [{ event: { type: "closed", reason: "ticket resolved" } }] : [];
  return decided(...before, event, ...after);
}
