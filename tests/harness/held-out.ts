import type { Article } from "../../src/core/knowledge/article.ts";

/** A question, and the article that it was taken from. */
export interface Held {
  text: string;
  article: string;
  language: string;
}

/**
 * Takes every fifth question of each article out, beginning with another one in each article, so that what is left is what an owner
 * might have written. Deterministic.
 */
export function holdOut(articles: readonly Article[]): { articles: Article[]; held: Held[] } {
  const held: Held[] = [];
  const kept = articles.map((article, place) => {
    const out = article.questions.filter((_, i) => (i + place) % 5 === 4);
    if (out.length === article.questions.length) return article;
    held.push(...out.map((text) => ({ text, article: article.id, language: article.language })));
    return { ...article, questions: article.questions.filter((it) => !out.includes(it)) };
  });
  return { articles: kept, held };
}
