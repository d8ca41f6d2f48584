import { type Piece, read } from "./analyse.ts";
import type { Article } from "./article.ts";
import type { ArticleIndex } from "./article-index.ts";
import { withoutEntities } from "./entities.ts";
import { detectLanguage } from "./language.ts";
import { isStemmed } from "./stemming.ts";

export interface QuestionReader {
  /** With the words mended before they are stemmed. */
  read(text: string, mend?: (found: readonly Piece[]) => readonly Piece[]): readonly Piece[];
  /** As a question, and then as a text in each of the languages. */
  readings(text: string): readonly (readonly Piece[])[];
}

/**
 * Reads a question as the articles of its language were read. A word that these do not have, because the language of a few words was
 * mistaken or two are mixed, is read as the articles of another language have it.
 */
export function questionReader(articles: readonly Article[], { stems }: ArticleIndex): QuestionReader {
  const languages = [...new Set(articles.map((it) => it.language))].filter(isStemmed);
  const spoken = stems.size === 0 ? [] : languages;
  const reads: QuestionReader["read"] = (text, mend = (found) => found) => {
    const plain = withoutEntities(text);
    if (stems.size === 0) return mend(read(plain));
    const language = detectLanguage(plain, languages);
    const order = [language, ...languages.filter((it) => it !== language)];
    return mend(read(plain, language)).map((piece) => {
      const stem = piece.run ? undefined : firstOf(order, (it) => stems.get(it)?.get(piece.text));
      return stem === undefined ? piece : { ...piece, stem };
    });
  };
  return { read: reads, readings: (text) => [reads(text), ...spoken.map((language) => read(text, language))] };
}

function firstOf<T>(all: readonly string[], find: (it: string) => T | undefined): T | undefined {
  for (const it of all) {
    const found = find(it);
    if (found !== undefined) return found;
  }
  return undefined;
}
