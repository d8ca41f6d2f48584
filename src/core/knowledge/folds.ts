import type { Vectors } from "../meaning/vectors.ts";
import { type Piece, read } from "./analyse.ts";
import type { Article } from "./article.ts";
import { type ArticleIndex, buildIndex } from "./article-index.ts";
import type { Judgement } from "./confidence.ts";
import { withoutEntities } from "./entities.ts";
import type { Choice } from "./fusion.ts";
import { classesOf, createRanker, type RankerParts } from "./ranker.ts";

/** A knowledge base with a part held out, to see how the rest does without it. */
export interface Fold {
  articles: Article[];
  index: ArticleIndex;
  /** Questions that were held out of the articles. */
  own: { text: string; id: string }[];
  /** Questions of the articles that were taken away. */
  foreign: string[];
}

const FOLDS = 5;
/** Of each fold: enough to fit a few numbers with. */
const MAX_HELD_OUT = 600;
/** How many candidates of a held-out question the right one is told apart from. */
const CANDIDATES = 20;

/** Five folds: each article is taken away in one of them, each question (but the only one of an article) held out in one. */
export function makeFolds(all: readonly Article[]): Fold[] {
  const places = new Map(classesOf(all).map((id, i) => [id, i]));
  const placeOf = (article: Article) => places.get(article.id) ?? 0;
  const reads = remembering();
  return Array.from({ length: FOLDS }, (_, fold) => {
    const isHeldOut = (article: Article, i: number) =>
      article.questions.length > 1 && (i + placeOf(article)) % FOLDS === fold;
    const kept = all.filter((it) => placeOf(it) % FOLDS !== fold);
    const articles = kept.map((it) => ({ ...it, questions: it.questions.filter((_, i) => !isHeldOut(it, i)) }));
    const own = kept.flatMap((it) =>
      it.questions.filter((_, i) => isHeldOut(it, i)).map((text) => ({ text, id: it.id })),
    );
    const foreign = all.filter((it) => placeOf(it) % FOLDS === fold).flatMap((it) => it.questions);
    return {
      articles,
      index: buildIndex(articles, reads),
      own: spread(own, MAX_HELD_OUT),
      foreign: spread(foreign, MAX_HELD_OUT),
    };
  });
}

/** Reads a text into its pieces, but no text twice: the folds share most of theirs. */
function remembering(): (text: string, language: string) => readonly Piece[] {
  const known = new Map<string, readonly Piece[]>();
  return (text, language) => {
    const key = `${language} ${text}`;
    const found = known.get(key) ?? read(withoutEntities(text), language);
    known.set(key, found);
    return found;
  };
}

/** What the rankers said about each held-out question (with vectors: that has one), to fit their fusion with. */
export function choicesOf({ articles, index, own }: Fold, parts: RankerParts, vectors?: Vectors): Choice[] {
  const ranker = createRanker(articles, { ...parts, index });
  return own.flatMap(({ text, id }) => {
    const vector = vectors?.of.get(text);
    if (vectors && !vector) return [];
    const candidates = ranker.candidates(text, CANDIDATES, vector);
    const right = candidates.findIndex((it) => articles[it.variant]?.id === id);
    return right < 0 ? [] : [{ candidates: candidates.map((it) => it.signals), right }];
  });
}

/** What the ranking did with each held-out and foreign question (with vectors: that has one), to fit the confidence with. */
export function judgementsOf(
  { articles, index, own, foreign }: Fold,
  parts: RankerParts,
  vectors?: Vectors,
): Judgement[] {
  const ranker = createRanker(articles, { ...parts, index });
  const judge = (text: string, id: string | null): Judgement[] => {
    const vector = vectors?.of.get(text);
    if (vectors && !vector) return [];
    const { variants, evidence } = ranker.rank(text, 1, undefined, vector);
    if (!evidence) return [];
    return [{ evidence, right: articles[variants[0] ?? -1]?.id === id, foreign: id === null }];
  };
  return [...own.flatMap((it) => judge(it.text, it.id)), ...foreign.flatMap((it) => judge(it, null))];
}

/** At most `limit` of a list, evenly spread. */
function spread<T>(all: readonly T[], limit: number): T[] {
  const step = Math.max(1, all.length / limit);
  return Array.from({ length: Math.min(limit, all.length) }, (_, i) => all[Math.floor(i * step)] as T);
}
