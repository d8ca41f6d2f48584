import { termsOf } from "../insight/vectors.ts";
import { excerpt } from "../text.ts";
import type { Source } from "./material.ts";
import { plain, sentencesOf } from "./sentences.ts";
import type { DraftSentence, Mention } from "./suggestion.ts";

/** More than this nobody reads in a chat. */
const MOST_SENTENCES = 5;
const LONGEST_SENTENCE = 400;
const SHOWN = 220;

/** The sentences of an article that are most about a question, in the article's order: a draft with no model. */
export function extractDraft(question: string, { id, body }: Source): DraftSentence[] {
  const asked = new Set(termsOf(question));
  const sentences = sentencesOf(plain(body)).filter(({ length }) => length <= LONGEST_SENTENCE);
  const chosen = sentences
    .map((text, place) => ({ text, place, score: scoreOf(termsOf(text), asked) }))
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .slice(0, MOST_SENTENCES)
    .sort((a, b) => a.place - b.place);
  return chosen.map(({ text }) => ({ text, article: id, quote: text }));
}

function scoreOf(words: readonly string[], asked: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of new Set(words)) if (asked.has(word)) shared += 1;
  return shared / Math.sqrt(Math.max(4, words.length));
}

/** What the customer said first and last, and what they named: a summary that adds no word of its own. */
export function extractSummary(written: readonly string[], mentions: readonly Mention[]): string {
  const first = written.find((text) => text.trim() !== "") ?? "";
  const last = written.at(-1) ?? "";
  const quoted = [...new Set([excerpt(first, SHOWN), excerpt(last, SHOWN)])].filter((text) => text !== "");
  const named = mentions.filter(({ kind }) => kind !== "asset" || !mentions.some((it) => it.kind === "amount"));
  return [quoted.map((text) => `“${text}”`).join(" … "), ...named.slice(0, 6).map(({ value }) => short(value))]
    .filter((it) => it !== "")
    .join(" · ");
}

const short = (value: string): string => (value.length <= 20 ? value : `${value.slice(0, 10)}…${value.slice(-6)}`);
