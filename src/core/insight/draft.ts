import type { Article, Category, Route } from "../knowledge/article.ts";
import type { Assessment, Knowledge } from "../knowledge/knowledge.ts";
import { excerpt } from "../text.ts";
import { anonymise } from "./anonymise.ts";
import { clusterQuestions } from "./cluster.ts";
import { cosine, distinctTexts, termsOf, vectorsOf } from "./vectors.ts";

/** A resolved ticket that no article could answer, with the texts that still exist. */
export interface Settled {
  number: number;
  team: string;
  language: string;
  /** What the customer and the responders of this ticket are called. */
  names: string[];
  /** The customer's question; it is what tickets are clustered by. */
  text: string;
  /** What responders wrote, in order. */
  replies: string[];
}

/** An article to be read and finished by a person. */
export interface Draft {
  id: string;
  language: string;
  /** The tickets it was made of, lowest first. */
  tickets: number[];
  /** The whole file, front matter and all. */
  markdown: string;
}

export interface DraftOptions {
  knowledge: Knowledge;
  /** Fewest tickets that ask the same. */
  min: number;
  /** Names to take out everywhere, besides those of each ticket and what `anonymise` finds. */
  names: readonly string[];
}

/** A shorter reply ("Done.") answers nobody else. */
export const SHORTEST_REPLY = 40;
const MOST_QUESTIONS = 60;
/** More than anybody reads at once, and fewer than there are ids. */
const MOST_DRAFTS = 200;
/** Never reviewed: `kb lint` reminds of it until a person has read the draft. */
const NEVER = "2000-01-01";

/**
 * Drafts of articles from what responders have answered, the most asked first; and how many clusters of tickets had no reply that
 * could be one. Each is for staff only until a person opens it to customers.
 */
export function draftArticles(
  settled: readonly Settled[],
  { knowledge, min, names }: DraftOptions,
): { drafts: Draft[]; withoutReply: number } {
  const background = knowledge.articles.flatMap(({ questions }) => questions);
  const clusters = [...Map.groupBy(settled, ({ language }) => language).values()]
    .flatMap((own) => clusterQuestions(own, { background }))
    .map(({ questions }) => questions)
    .filter((tickets) => new Set(tickets.map(({ number }) => number)).size >= min)
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST_DRAFTS);
  const nextId = freeIds(knowledge.articles);
  const drafts: Draft[] = [];
  for (const tickets of clusters) {
    const people = [...new Set([...names, ...tickets.flatMap((ticket) => ticket.names)])];
    const body = bestReply(tickets, people);
    if (body !== undefined) drafts.push(draft(nextId(), tickets, body, { knowledge, names: people }));
  }
  return { drafts, withoutReply: clusters.length - drafts.length };
}

/**
 * The reply that is most like those of the other tickets: its cosines with them add up to the most; of equals the longer one. Only
 * what is long enough once personal data is gone; undefined when nothing is.
 */
function bestReply(tickets: readonly Settled[], names: readonly string[]): string | undefined {
  const replies = tickets
    .flatMap(({ number, replies }) => replies.map((text) => ({ number, text: asBody(anonymise(text, names)) })))
    .filter(({ text }) => text.length >= SHORTEST_REPLY);
  const vectors = vectorsOf(replies.map(({ text }) => termsOf(text)));
  const likeOthers = replies.map(({ number }, i) =>
    replies.reduce((sum, other, j) => {
      const [a, b] = [vectors[i], vectors[j]];
      return other.number === number || !a || !b ? sum : sum + cosine(a, b);
    }, 0),
  );
  const ranked = replies
    .map(({ text }, i) => ({ text, like: likeOthers[i] ?? 0 }))
    .sort((a, b) => b.like - a.like || b.text.length - a.text.length);
  return ranked[0]?.text;
}

function draft(
  id: string,
  tickets: readonly Settled[],
  body: string,
  { knowledge, names }: Pick<DraftOptions, "knowledge" | "names">,
): Draft {
  const asked = tickets.map(({ text }) => asLine(anonymise(text, names), 200));
  const questions = distinctTexts(asked).slice(0, MOST_QUESTIONS);
  const title = asLine(questions[0] ?? "", 120) || id;
  const language = tickets[0]?.language ?? knowledge.languages[0] ?? "en";
  const numbers = [...new Set(tickets.map(({ number }) => number))].sort((a, b) => a - b);
  const { category, route } = nearest(knowledge, knowledge.assess(tickets[0]?.text ?? ""));
  const original = knowledge.languages[0] ?? language;
  const translation = `# It is in ${language}: write it in ${original} as well, with the same id, or the desk will not take it.`;
  const front = [
    `# A draft from ${list(numbers.map((number) => `T-${number}`))}. Nobody has checked it: a person must read it before it is published.`,
    "# Look for names, amounts and anything that is about one customer only. Then give it its id, set reviewed to",
    "# the day, and remove the line “audience: staff”, which keeps it from customers until then.",
    ...(language === original ? [] : [translation]),
    `id: ${id}`,
    `title: ${JSON.stringify(title)}`,
    `category: ${category}`,
    `language: ${language}`,
    "questions:",
    ...(questions.length > 0 ? questions : [title]).map((question) => `  - ${JSON.stringify(question)}`),
    "audience: staff",
    `route: ${route}`,
    `owner: ${mostCommon(tickets.map(({ team }) => team)) ?? "frontline"}`,
    `reviewed: ${NEVER}`,
  ];
  return { id, language, tickets: numbers, markdown: `---\n${front.join("\n")}\n---\n${body}\n` };
}

/** Fainter likeness than this says nothing. */
const NEAR = 0.25;

/** Of the nearest article: what is asked next to it belongs next to it, and is no less delicate. */
function nearest(
  knowledge: Knowledge,
  { intent, language, confidence }: Assessment,
): { category: Category; route: Route } {
  const near = intent !== null && confidence >= NEAR;
  const found = near ? knowledge.find(intent.article, language)?.article : undefined;
  return { category: found?.category ?? "support", route: found?.route ?? "verify" };
}

/** NEW-01, NEW-02, … without those that are there already. */
function freeIds(articles: readonly Article[]): () => string {
  const taken = new Set(articles.map(({ id }) => id));
  let number = 0;
  return () => {
    let id: string;
    do id = `NEW-${String(++number).padStart(2, "0")}`;
    while (taken.has(id));
    return id;
  };
}

/** Doubled braces would ask for a fact. */
const withoutFacts = (text: string): string => text.replace(/\{{2,}/g, "{").replace(/\}{2,}/g, "}");

const asBody = (text: string): string => withoutFacts(text).trim();
const asLine = (text: string, max: number): string => excerpt(withoutFacts(text).replace(/\s+/g, " "), max);

function mostCommon(names: readonly string[]): string | undefined {
  const groups = [
    ...Map.groupBy(
      names.filter((name) => name !== ""),
      (name) => name,
    ),
  ];
  return groups.sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))[0]?.[0];
}

const list = (names: string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
