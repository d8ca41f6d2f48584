import { pieces } from "../knowledge/analyse.ts";
import { type Article, CATEGORIES, type Category, type Fact } from "../knowledge/article.ts";

/** What the knowledge base holds in one language, in one category or (null) in all. */
export interface Holding {
  language: string;
  category: Category | null;
  articles: number;
  questions: number;
  /** Median number of questions of an article. */
  median: number;
  /** Words of titles and answers; of scripts without spaces, characters. */
  words: number;
  /** The date that is longest ago, as 2026-11-20, and the article that has it. */
  oldest: { reviewed: string; article: string };
}

export interface KnowledgeStats {
  holdings: Holding[];
  /** By each further language: articles that only the first language has. */
  missing: { language: string; articles: string[] }[];
  facts: number;
  /** Names of the facts that are still the shipped example. */
  examples: string[];
}

/** Counts a knowledge base. `languages` are the desk's, the one that articles are first written in first. */
export function statsOf(
  articles: readonly Article[],
  languages: readonly string[],
  facts: ReadonlyMap<string, Fact>,
): KnowledgeStats {
  const spoken = [...new Set([...languages, ...articles.map(({ language }) => language)])];
  const holdings = spoken.flatMap((language) => {
    const own = articles.filter((it) => it.language === language);
    const categories = CATEGORIES.map((category) => holding(language, category, own));
    return [...categories, holding(language, null, own)].filter((it) => it !== undefined);
  });
  return {
    holdings,
    missing: missingIn(articles, languages),
    facts: facts.size,
    examples: [...facts].filter(([, { example }]) => example).map(([name]) => name),
  };
}

function holding(language: string, category: Category | null, all: readonly Article[]): Holding | undefined {
  const own = category === null ? all : all.filter((it) => it.category === category);
  const [first, ...rest] = own;
  if (first === undefined) return undefined;
  const oldest = rest.reduce((old, it) => (it.reviewed < old.reviewed ? it : old), first);
  const questions = own.map((it) => it.questions.length);
  return {
    language,
    category,
    articles: own.length,
    questions: questions.reduce((sum, count) => sum + count, 0),
    median: median(questions),
    words: own.reduce((sum, { title, body }) => sum + wordsIn(title) + wordsIn(body), 0),
    oldest: { reviewed: oldest.reviewed, article: oldest.id },
  };
}

function missingIn(articles: readonly Article[], [first, ...others]: readonly string[]): KnowledgeStats["missing"] {
  const idsIn = (language: string | undefined) => articles.filter((it) => it.language === language).map(({ id }) => id);
  return others.map((language) => {
    const there = new Set(idsIn(language));
    return { language, articles: idsIn(first).filter((id) => !there.has(id)) };
  });
}

const wordsIn = (text: string): number =>
  pieces(text).reduce((sum, piece) => sum + (piece.run ? Array.from(piece.text).length : 1), 0);

/** The middle one; of an even number, the mean of the two in the middle. */
function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle - 1)] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}
