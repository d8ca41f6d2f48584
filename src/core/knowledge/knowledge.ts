import { understands } from "../meaning/embedder.ts";
import type { Vectors } from "../meaning/vectors.ts";
import type { Article, Category } from "./article.ts";
import type { ArticleIndex } from "./article-index.ts";
import { confidenceOf } from "./confidence.ts";
import { CONSERVATIVE, LEXICAL_FUSION, MEANT_FUSION } from "./default-calibration.ts";
import { detectLanguage } from "./language.ts";
import type { Model } from "./model.ts";
import { createRanker, type Ranking, selectionOf } from "./ranker.ts";
import type { Threshold } from "./thresholds.ts";
import { VERBATIM_CONFIDENCE, verbatimIndex } from "./verbatim.ts";
import { knowledgeVersion } from "./version.ts";

/** One article that may answer, by its best language variant. Scores compare only within one list. */
export interface Hit {
  article: string;
  language: string;
  title: string;
  score: number;
}

export interface Assessment {
  /** Of the desk's languages, that of the text; the first when it cannot be told. */
  language: string;
  /** Best first, one per article, at most 5. */
  hits: Hit[];
  /** Null when nothing matched at all. */
  intent: { article: string; category: Category } | null;
  /** Calibrated probability that the first hit is the right article; 0 with no hit. */
  confidence: number;
}

export interface SearchOptions {
  limit?: number;
  audience?: "public" | "staff";
  /** The text's vector, by the embedder that made those of the articles. */
  vector?: Float32Array | undefined;
}

export interface Knowledge {
  /** Short hash of what the articles say. */
  readonly version: string;
  readonly languages: string[];
  /** Whether it goes by a model that was learnt from these articles; without one its confidence is cautious. */
  readonly fitted: boolean;
  /** Name of the embedder by whose vectors articles are found too; null when there are none. */
  readonly embedder: string | null;
  /** What each promise of the confidence kept when it was learnt, by words and (where there are vectors) by meaning too. */
  readonly thresholds: { words: readonly Threshold[]; meaning: readonly Threshold[] };
  readonly articles: readonly Article[];
  article(id: string, language: string): Article | undefined;
  /** The article in this language, else in the first language that has it (`exact: false`). */
  find(id: string, language: string): { article: Article; exact: boolean } | undefined;
  /** Staff see both audiences. */
  search(text: string, options?: SearchOptions): Hit[];
  /** Whether a vector of this text would help: there are vectors of articles, and their model understands its language. */
  isMeant(text: string): boolean;
  /** Public articles only. With the text's vector it is ranked by meaning too. */
  assess(text: string, vector?: Float32Array): Assessment;
}

export interface KnowledgeOptions {
  /** The desk's languages, the one to fall back on first. */
  languages: string[];
  /** Groups of words or phrases that mean the same. */
  synonyms?: string[][];
  /** What `fitModel` learnt from these very articles. One of other articles is left aside: its confidence would be wrong. */
  model?: Model | undefined;
  /** The vectors of these articles; a model that was learnt from those of another embedder counts as one without. */
  vectors?: Vectors | undefined;
  /** What `buildIndex` made of these very articles, when it is there already. */
  index?: ArticleIndex | undefined;
}

const MAX_HITS = 5;
const MAX_LIMIT = 100;

/** Indexes the articles. Without a model, ranking is lexical alone and confidence comes from a conservative fixed calibration. */
export function buildKnowledge(articles: Article[], options: KnowledgeOptions): Knowledge {
  const version = knowledgeVersion(articles);
  const languages = options.languages;
  const model = options.model?.version === version ? options.model : undefined;
  const { vectors } = options;
  const size = vectors?.of.values().next().value?.length;
  /** A vector of another size cannot be compared: an endpoint that serves another model under the old name costs the meaning, not the search. */
  const fitting = (vector: Float32Array | undefined) => (vector?.length === size ? vector : undefined);
  const meaning = model?.meaning?.embedder === vectors?.embedder ? model?.meaning : undefined;
  const ranker = createRanker(articles, {
    classifier: model?.classifier ?? null,
    fusion: model?.fusion ?? LEXICAL_FUSION,
    synonyms: options.synonyms ?? [],
    index: options.index,
    meaning: vectors && {
      vectors,
      regression: meaning?.regression ?? null,
      fusion: meaning?.fusion ?? MEANT_FUSION,
    },
  });
  const forCustomers = selectionOf(articles, (it) => it.audience === "public");
  const variants = new Map(articles.map((it) => [`${it.id} ${it.language}`, it]));
  const article = (id: string, language: string) => variants.get(`${id} ${language}`);
  const anyOf = new Map(articles.toReversed().map((it) => [it.id, it]));

  function find(id: string, language: string) {
    const exact = article(id, language);
    if (exact) return { article: exact, exact: true };
    const first = languages.map((it) => article(id, it)).find((it) => it !== undefined) ?? anyOf.get(id);
    return first && { article: first, exact: false };
  }

  const verbatimOf = verbatimIndex(articles);

  const hitsOf = (ranking: Ranking): Hit[] =>
    ranking.variants.flatMap((variant, i) => {
      const it = articles[variant];
      return it ? [{ article: it.id, language: it.language, title: it.title, score: ranking.scores[i] ?? 0 }] : [];
    });

  /** The article whose own words these are, before all others. */
  function put(verbatim: Article | undefined, hits: Hit[], limit: number): Hit[] {
    if (!verbatim || limit === 0) return hits;
    const { id, language, title } = verbatim;
    const rest = hits.filter((it) => it.article !== id);
    const first: Hit = {
      article: id,
      language,
      title,
      score: (hits[0]?.score ?? 0) + (hits[0]?.article === id ? 0 : 1),
    };
    return [first, ...rest].slice(0, limit);
  }

  function search(text: string, { limit = 10, audience = "public", vector }: SearchOptions = {}): Hit[] {
    const most = Math.min(MAX_LIMIT, Math.max(0, limit));
    const verbatim = articles[verbatimOf(text) ?? -1];
    const seen = verbatim && (audience === "staff" || verbatim.audience === "public") ? verbatim : undefined;
    return put(
      seen,
      hitsOf(ranker.rank(text, most, audience === "staff" ? undefined : forCustomers, fitting(vector))),
      most,
    );
  }

  function assess(text: string, given?: Float32Array): Assessment {
    const vector = fitting(given);
    const language = detectLanguage(text, languages);
    const ranking = ranker.rank(text, MAX_HITS, forCustomers, vector);
    const own = articles[verbatimOf(text) ?? -1];
    const verbatim = own?.audience === "public" ? own : undefined;
    const first = verbatim ?? articles[ranking.variants[0] ?? -1];
    if (!first || !ranking.evidence) return { language, hits: [], intent: null, confidence: 0 };
    const learnt = vector && vectors ? meaning?.confidence : model?.confidence;
    const ranked = confidenceOf(learnt ?? CONSERVATIVE, ranking.evidence);
    const confidence = verbatim ? VERBATIM_CONFIDENCE : ranked;
    const intent = { article: first.id, category: first.category };
    return { language, hits: put(verbatim, hitsOf(ranking), MAX_HITS), intent, confidence };
  }

  const isMeant = (text: string): boolean =>
    vectors !== undefined && size !== undefined && understands(vectors.languages, detectLanguage(text, languages));

  return {
    version,
    languages,
    fitted: model !== undefined,
    embedder: vectors?.embedder ?? null,
    thresholds: { words: model?.confidence?.thresholds ?? [], meaning: meaning?.confidence?.thresholds ?? [] },
    articles,
    article,
    find,
    search,
    isMeant,
    assess,
  };
}
