import type { Going, News } from "../outage/news.ts";
import { outageText } from "../outage/say.ts";
import type { Policy } from "../policy.ts";
import { type Decision, decided, type Emitted } from "../stream.ts";
import { applied, passed, type TraceStep } from "../trace.ts";
import type { Conversation, ConversationCommand, ConversationEvent, HandOffReason, Question } from "./conversation.ts";
import { aloud, type Voice } from "./phrases.ts";
import type { Reply } from "./reply.ts";

type Started = Exclude<Conversation, { state: "none" }>;

/** Why a ticket would have been opened that an outage saves. Whatever else hands over, above all what is urgent, still does. */
const SPARED: readonly HandOffReason[] = ["no_answer", "still_unclear", "specialist"];

/** What becomes of a reply while outages are open: a question that belongs to one joins it instead of opening a ticket of its own. */
export function joinOutage(
  reply: Reply,
  { outages = [], assessment, gathered }: Pick<Question, "outages" | "assessment" | "gathered">,
  { config }: Pick<Policy, "config">,
): { reply: Reply; steps: TraceStep[] } {
  if (outages.length === 0) return { reply, steps: [] };
  const best = assessment.confidence >= config.reply.clarifyAt ? assessment.hits[0]?.article : undefined;
  const meant = reply.outcome === "answer" ? [reply.article] : [best, gathered?.intent];
  const found = outages.find(({ said, articles }) => said || articles.some((it) => meant.includes(it)));
  const pass = (because: string) => ({ reply, steps: [passed("outage", because)] });
  if (found === undefined) return pass("it belongs to none of the outages that are open");
  const because = `it belongs to outage ${found.outage}: ${found.said ? "its text matches" : `it is about ${found.articles.join(", ")}`}`;
  const joins = (answer: Answer | null) => ({
    reply: { outcome: "attach" as const, news: newsIn(found), answer },
    steps: [applied("outage", because)],
  });
  if (reply.outcome === "answer") {
    if (reply.handOff !== null && !SPARED.includes(reply.handOff))
      return pass(`${because}, but ${reply.handOff} comes first`);
    return reply.further ? pass(`${because}, but a guide is being walked`) : joins({ ...reply, handOff: null });
  }
  if (reply.outcome === "hand_off")
    return SPARED.includes(reply.reason)
      ? joins(null)
      : pass(`${because}, but ${reply.reason.replaceAll("_", " ")} comes first`);
  return reply.outcome === "clarify" && reply.choices.length > 0 ? joins(null) : pass("nothing was asked");
}

type Answer = Extract<Reply, { outcome: "answer" }>;

const newsIn = ({ articles: _, said: __, ...news }: Going): News => news;

/** The customer is told of the outage, and from now on hears what is new of it. */
export const joined = (news: News, voice: Voice): Emitted<ConversationEvent> => ({
  event: { type: "outage.joined", outage: news.outage, news: news.news, language: voice.language },
  text: aloud(voice, outageText(voice.language, news)),
});

/** News of the outage that the customer is waiting about, each once and none that is older than what they have heard. */
export function tellOfOutage(
  { news }: Extract<ConversationCommand, { type: "outage-news" }>,
  state: Started,
): Decision<ConversationEvent> {
  const { outage, language } = state;
  if (outage === undefined || outage.id !== news.outage || outage.told >= news.news) return decided();
  const event = { type: "outage.told", outage: news.outage, news: news.news, language } as const;
  return decided({ event, text: outageText(language, news) });
}
