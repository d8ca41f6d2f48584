import type { Knowledge } from "../knowledge/knowledge.ts";
import type { StreamId } from "../ports.ts";
import type { Instant } from "../time.ts";
import { clusterQuestions } from "./cluster.ts";
import type { Unanswered } from "./unanswered.ts";
import { distinctTexts } from "./vectors.ts";

/** Something that customers ask and that no article answers. */
export interface Gap {
  /** Conversations it was asked in: one customer who asks three times counts once. */
  conversations: number;
  questions: number;
  /** How many of the questions are in which language, most first. */
  languages: { language: string; questions: number }[];
  /** What customers wrote, the most typical first; no two of the same words. */
  examples: string[];
  /** What the knowledge base of now finds for the most typical question. */
  nearest: { article: string; title: string; confidence: number } | null;
  lastSeen: Instant;
}

export interface GapOptions {
  knowledge: Knowledge;
  /** From this confidence on a question is answered. */
  answerAt: number;
  /** Fewest conversations. */
  min: number;
}

const EXAMPLES = 3;

type WithText = Unanswered & { text: string };

/** Questions with their texts; those whose text was erased are left out. */
export const withTexts = (questions: readonly Unanswered[], texts: ReadonlyMap<string, string | null>): WithText[] =>
  questions.flatMap((question) => {
    const text = texts.get(question.content) ?? null;
    return text === null ? [] : [{ ...question, text }];
  });

/** Whether the knowledge base of now would still not answer a text: an article may have been written since. */
export const stillOpen = (text: string, { knowledge, answerAt }: Pick<GapOptions, "knowledge" | "answerAt">): boolean =>
  knowledge.assess(text).confidence < answerAt;

/** What customers ask in vain, by the number of conversations; and how many of the questions would be answered by now. */
export function gapsOf(questions: readonly WithText[], options: GapOptions): { gaps: Gap[]; answeredNow: number } {
  const open = questions.filter(({ text }) => stillOpen(text, options));
  const background = options.knowledge.articles.flatMap((article) => article.questions);
  const gaps = clusterQuestions(open, { background })
    .map((cluster) => gapOf(cluster.questions, options.knowledge))
    .filter(({ conversations }) => conversations >= options.min)
    .sort((a, b) => b.conversations - a.conversations || b.questions - a.questions || b.lastSeen - a.lastSeen);
  return { gaps, answeredNow: questions.length - open.length };
}

function gapOf(questions: readonly WithText[], knowledge: Knowledge): Gap {
  const languages = Map.groupBy(questions, ({ language }) => language);
  return {
    conversations: new Set(questions.map(({ conversation }): StreamId => conversation)).size,
    questions: questions.length,
    languages: [...languages]
      .map(([language, own]) => ({ language, questions: own.length }))
      .sort((a, b) => b.questions - a.questions || (a.language < b.language ? -1 : 1)),
    examples: distinctTexts(questions.map(({ text }) => text)).slice(0, EXAMPLES),
    nearest: nearestTo(questions[0]?.text ?? "", knowledge),
    lastSeen: questions.reduce((last, { at }) => Math.max(last, at), 0),
  };
}

function nearestTo(text: string, knowledge: Knowledge): Gap["nearest"] {
  const { hits, confidence } = knowledge.assess(text);
  return hits[0] === undefined ? null : { article: hits[0].article, title: hits[0].title, confidence };
}
