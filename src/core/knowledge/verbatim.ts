import { isPlain, normalise } from "./analyse.ts";
import type { Article } from "./article.ts";
import { withoutEntities } from "./entities.ts";

/** A question asked in the very words of an article is that article's, as surely as its owner meant it: no ranking may say less. */
export const VERBATIM_CONFIDENCE = 0.99;

const wordsOf = (text: string): string => {
  const normal = normalise(withoutEntities(text));
  return (normal.match(isPlain(normal) ? /[a-z0-9]+/g : /[\p{L}\p{N}]+/gu) ?? []).join(" ");
};

/**
 * Finds the variant that has a question or title of exactly these words, whatever the case and punctuation, and whichever hashes,
 * addresses and amounts stand among them. Words that two articles share find neither.
 */
export function verbatimIndex(articles: readonly Article[]): (text: string) => number | undefined {
  const variants = new Map<string, number | null>();
  articles.forEach(({ id, title, questions }, variant) => {
    for (const text of [title, ...questions]) {
      const words = wordsOf(text);
      if (words === "") continue;
      const before = variants.get(words);
      if (before === undefined) variants.set(words, variant);
      else if (before === null || articles[before]?.id !== id) variants.set(words, null);
    }
  });
  return (text) => variants.get(wordsOf(text)) ?? undefined;
}
