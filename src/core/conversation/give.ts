import type { Policy } from "../policy.ts";
import type { Choice } from "./conversation.ts";
import { type GuidePlace, walkTo } from "./guide.ts";
import type { Reply } from "./reply.ts";

type Answer = Extract<Reply, { outcome: "answer" }>;

/**
 * How an article is given: its route decides whether a person is told as well, its guide whether something is asked first. What is
 * urgent is never asked about; a specialist hears of it where the guide ends with a person.
 */
export function give(id: string, language: string, policy: Policy, { whole = false } = {}): Answer {
  const article = policy.knowledge.find(id, language)?.article;
  const start =
    whole || !policy.config.reply.guides || article?.route === "security" ? undefined : article?.guide?.start;
  const told = article?.route === "security" || article?.route === "specialist" ? article.route : null;
  return {
    outcome: "answer",
    article: id,
    handOff: start === undefined ? told : null,
    step: start ?? null,
    further: false,
  };
}

/** An article to choose, by its title in the customer's language where it has one. */
export const choice = (article: string, title: string, language: string, { knowledge }: Policy): Choice => ({
  article,
  title: knowledge.find(article, language)?.article.title ?? title,
});

/** To another step of the tree: an end may be a person. */
export function follow(place: GuidePlace, step: string, language: string, policy: Policy): Answer {
  const article = policy.knowledge.find(place.article, language)?.article;
  const walked = walkTo(article, step);
  const ends = walked !== undefined && "end" in walked && walked.end === "handoff";
  const handOff = ends ? (article?.route === "specialist" ? "specialist" : "guide") : null;
  return { outcome: "answer", article: place.article, step, handOff, further: true };
}
