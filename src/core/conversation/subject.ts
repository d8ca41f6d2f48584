import type { Assessment } from "../knowledge/knowledge.ts";
import { VERBATIM_CONFIDENCE } from "../knowledge/verbatim.ts";

const WORD = /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}'’-])+/gu;
/** Chinese does not divide its words; so many characters say about as much as one. */
const IDEOGRAPHS_IN_A_WORD = 3;
/** From this share of the best score on, the next article is as good a guess. */
const NEAR = 0.8;

/**
 * Whether a text only names a subject that several articles are about ("kyc?", "提币"), and not what the customer wants to know of it:
 * however sure the best guess is, asking costs less than the wrong answer. A word that an article lists as its question is a question.
 */
export function namesSubject(text: string, { hits: [best, next], confidence }: Assessment): boolean {
  if (confidence >= VERBATIM_CONFIDENCE) return false;
  if (best === undefined || next === undefined || next.score < NEAR * best.score) return false;
  return wordsIn(text) <= 1;
}

/** About how many words a text has. */
export function wordsIn(text: string): number {
  const words = text.normalize("NFKC").match(WORD) ?? [];
  const ideographs = words.filter((word) => /^\p{Script=Han}/u.test(word)).length;
  return words.length - ideographs + Math.ceil(ideographs / IDEOGRAPHS_IN_A_WORD);
}
