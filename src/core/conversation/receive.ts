import { withoutAttached } from "../attached.ts";
import { adviceFor } from "../guard/advice.ts";
import type { Signal } from "../guard/signals.ts";
import type { Policy } from "../policy.ts";
import { joined } from "../rules/facts.ts";
import { type Decision, decided, type Emitted } from "../stream.ts";
import type { Instant } from "../time.ts";
import { applied, type Trace } from "../trace.ts";
import { alarmIn } from "./alarm.ts";
import { samePlace } from "./audience.ts";
import type {
  Conversation,
  ConversationCommand,
  ConversationEvent,
  HandOffReason,
  HandOffSubject,
  Question,
  Topic,
} from "./conversation.ts";
import { nextStep, walkTo } from "./guide.ts";
import { joined as joinedOutage } from "./outage.ts";
import { ticketFor } from "./past-ticket.ts";
import { answerText, clarifyText, guideText, noticeText, type Voice } from "./phrases.ts";
import type { Place } from "./place.ts";
import { movePrivate } from "./privacy.ts";
import { decideReply, type Reply } from "./reply.ts";
import { scoreIn } from "./score.ts";

type Event = Emitted<ConversationEvent>;
type Receive = Extract<ConversationCommand, { type: "receive" }>;
type Standing = Context & { state: Conversation };
type Started = Exclude<Conversation, { state: "none" }>;
export interface Context {
  now: Instant;
  policy: Policy;
}

/** A customer's message. With the bot it is decided upon; with a person it is passed on, and the bot stays silent. */
export function receive(command: Receive, state: Conversation, { now, policy }: Context): Decision<ConversationEvent> {
  const { place, customer, externalId } = command;
  const language = spokenIn(command.question, state, policy);
  const question = { ...command.question, language };
  const { signals, redacted, text } = question;
  const received: Event = {
    event: { type: "message.received", from: { side: "customer" }, place, signals, redacted, externalId },
    text,
  };
  const found = foundAgain(place, state);
  if (state.state === "with_agent") {
    if (question.gathered !== undefined) Object.assign(received.event, { gathered: question.gathered });
    const alarm = state.urgent ? undefined : alarmIn(question, policy);
    const warned = warnOfSecret(question, state, policy);
    if (alarm === undefined)
      return decided(...found, received, ...warned, ...(found.length > 0 ? [] : askAgain(place, state)));
    const given = { article: alarm.article, further: false };
    const raised = handedOff("security", given, { ...command, question }, { state, now, policy });
    return decided(...found, received, ...warned, assessedAs(question, alarm.trace), ...raised);
  }

  const score = state.state === "closed" && !state.rated ? scoreIn(text) : undefined;
  if (score !== undefined) {
    const voice: Voice = { desk: policy.config.desk.name, language, introduced: true };
    return decided(...found, received, { event: { type: "rated", score } }, notice("rated", voice));
  }

  const begin: Event[] =
    state.state === "with_bot" ? [] : [{ event: { type: "conversation.started", customer, place, language } }];
  const at = { channel: place.channel, now };
  const exchange =
    state.state === "with_bot"
      ? {
          at,
          choices: state.choices,
          clarifications: state.clarifications,
          guide: state.guide,
          introduced: state.introduced,
        }
      : { at, choices: [], clarifications: 0, guide: null, introduced: false };
  const { reply: chosen, trace } =
    command.openedBy === undefined ? decideReply(question, exchange, policy) : openedBy(command.openedBy);
  const open = place.public === true;
  const voice: Voice = { desk: policy.config.desk.name, language, introduced: exchange.introduced, public: open };
  const warned = warning(signals, voice);
  const further = { ...voice, introduced: voice.introduced || warned.length > 0 };
  const rest = carryOut(chosen, further, { ...command, question }, { state, now, policy });
  return decided(...begin, ...found, received, assessedAs(question, trace), ...warned, ...rest);
}

/** A responder's word that it is a ticket comes before what the desk could answer. */
const openedBy = (name: string): { reply: Reply; trace: Trace } => ({
  reply: { outcome: "hand_off", reason: "responder" },
  trace: { outcome: "hand off: opened by staff", steps: [applied("staff", `${name} opened a ticket`)] },
});

function assessedAs({ assessment, language, gathered }: Question, trace: Trace): Event {
  const hits = assessment.hits.map(({ article, score }) => ({ article, score }));
  const more = gathered === undefined ? {} : { gathered };
  return { event: { type: "question.assessed", trace, confidence: assessment.confidence, language, hits, ...more } };
}

/** A place that was given up as gone is there after all when the customer writes in it: what waited for one is said there. */
function foundAgain(place: Place, state: Conversation): Event[] {
  if (state.state === "none" || state.places.some((it) => samePlace(it, place))) return [];
  const held = place.public === true ? [] : state.waiting;
  return [{ event: { type: "thread.linked", place, side: "customer", held } }];
}

/** A private place that could not be had is asked for again when the customer writes again. */
const askAgain = (place: Place, state: Started): Event[] =>
  state.waiting.length > 0 && !state.asked && place.public === true
    ? [{ event: { type: "private.requested", from: place } }]
    : [];

const FEW_WORDS = 3;
const IDEOGRAPHS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** "2", "ok, txid" and an option of the guide are said in the language of the conversation: too little to tell another from. */
function spokenIn({ text, language }: Question, state: Conversation, { knowledge }: Policy): string {
  if (state.state === "none") return language;
  const guide = state.state === "with_bot" ? state.guide : null;
  if (guide && nextStep(knowledge.find(guide.article, state.language)?.article, guide, text)) return state.language;
  if (IDEOGRAPHS.test(text)) return language;
  return (withoutAttached(text).match(/\p{L}+/gu)?.length ?? 0) <= FEW_WORDS ? state.language : language;
}

/** The article that was given, and whether within a guide; null when none was. */
type Given = { article: string; further: boolean } | null;

function handedOff(reason: HandOffReason, given: Given, command: Receive, { state, now, policy }: Standing): Event[] {
  const subject = subjectOf(command.question, reason, given, state, policy);
  return [
    { event: { type: "handed_off", reason, ...ticketFor(state, command.newTicket, reason, now, policy), subject } },
    ...movePrivate(command.place, state, policy),
  ];
}

function carryOut(reply: Reply, voice: Voice, command: Receive, { state, now, policy }: Standing): Event[] {
  const { language } = command.question;
  const handOff = (reason: HandOffReason, given: Given) => handedOff(reason, given, command, { state, now, policy });
  switch (reply.outcome) {
    case "clarify":
      if (reply.choices.length === 0) return [notice(reply.unread === true ? "unread" : "welcome", voice)];
      return [
        { event: { type: "clarified", choices: reply.choices, language }, text: clarifyText(voice, reply.choices) },
      ];
    case "hand_off":
      return handOff(reply.reason, null);
    case "attach": {
      const first = reply.answer === null ? undefined : answer(reply.answer, voice, policy);
      if (first === undefined) return [joinedOutage(reply.news, voice)];
      return [first, joinedOutage(reply.news, { ...voice, introduced: true })];
    }
    case "answer": {
      const answered = answer(reply, voice, policy);
      if (answered === undefined) return handOff("no_answer", null);
      return reply.handOff === null ? [answered] : [answered, ...handOff(reply.handOff, reply)];
    }
  }
}

/** The article, or the next step of the guide that is being walked; undefined when the article is gone. */
function answer(reply: Extract<Reply, { outcome: "answer" }>, voice: Voice, policy: Policy): Event | undefined {
  const found = policy.knowledge.find(reply.article, voice.language);
  if (found === undefined) return undefined;
  const { article, exact } = found;
  const walked = reply.step === null ? undefined : walkTo(article, reply.step);
  const guide =
    reply.step !== null && walked !== undefined && "ask" in walked
      ? { step: reply.step, options: walked.options }
      : null;
  const withHandOff = reply.handOff !== null;
  const told = { article: article.id, title: article.title, language: article.language, withHandOff, guide };
  return reply.further && walked !== undefined
    ? { event: { type: "guided", ...told }, text: guideText(voice, walked) }
    : { event: { type: "answered", ...told, exact }, text: answerText(voice, article, { exact, withHandOff, walked }) };
}

const notice = (
  name: "welcome" | "unread" | "secret_warning" | "rated",
  voice: Voice,
  signals: readonly Signal[] = [],
): Event => ({
  event: { type: "notified", notice: name, language: voice.language },
  text: noticeText(voice, name, { ticket: "", signals }),
});

/** Whoever shared a secret is told at once what to do, before anything else. */
const warning = (signals: readonly Signal[], voice: Voice): Event[] =>
  adviceFor(signals, voice.language) === null ? [] : [notice("secret_warning", voice, signals)];

function warnOfSecret({ signals, language }: Question, state: Started, { config }: Policy): Event[] {
  return warning(signals, { desk: config.desk.name, language, introduced: state.introduced });
}

/** Reasons for which a message may say nothing of what it is about: what was asked before it counts too. */
const ABOUT_BEFORE: HandOffReason[] = ["asked_for_person", "declined_choices", "no_question"];
const SAYS_LITTLE = 40;

/** What the ticket is about: the article that was given, else what the customer asked most clearly, now or before a "human". */
function subjectOf(
  question: Question,
  reason: HandOffReason,
  given: Given,
  state: Conversation,
  policy: Policy,
): HandOffSubject {
  const { knowledge, config } = policy;
  const { assessment, signals } = question;
  const before = state.state === "with_bot" ? state.gathered : undefined;
  const gathered = question.gathered && joined(before, question.gathered);
  const topic =
    given === null ? topicOf(question, reason, state, policy) : topicOfGiven(given, assessment.confidence, state);
  const sure = topic !== null && (given !== null || topic.confidence >= config.reply.clarifyAt);
  const article = sure ? topic.article : null;
  const category =
    article === null ? null : (knowledge.find(article, knowledge.languages[0] ?? "en")?.article.category ?? null);
  return {
    content: topic?.content ?? null,
    article,
    category,
    confidence: topic?.confidence ?? 0,
    signals,
    ...(gathered ? { gathered } : {}),
  };
}

/** In a guide the question that led to it says what it is about; "4" does not. */
function topicOfGiven({ article, further }: NonNullable<Given>, confidence: number, state: Conversation): Topic {
  const before = further && state.state === "with_bot" && state.topic?.article === article ? state.topic : null;
  return before ?? { article, confidence, content: null };
}

function topicOf(
  { assessment, text }: Question,
  reason: HandOffReason,
  state: Conversation,
  { config }: Policy,
): Topic | null {
  const looksBack = ABOUT_BEFORE.includes(reason);
  const best = assessment.hits[0]?.article;
  const silent = looksBack && (text.length < SAYS_LITTLE || best === config.reply.person.article);
  const now = best === undefined || silent ? null : { article: best, confidence: assessment.confidence, content: null };
  const before = looksBack && state.state === "with_bot" ? state.topic : null;
  if (now === null || before === null) return now ?? before;
  return before.confidence > now.confidence ? before : now;
}
