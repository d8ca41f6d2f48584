import { normalise, pieces } from "./analyse.ts";
import type { Article } from "./article.ts";
import { type Calibration, fitCalibration, type Sample } from "./calibration.ts";
import { type Classifier, type Example, trainClassifier } from "./classifier.ts";
import { LEXICAL_FUSION } from "./default-calibration.ts";
import { featuresOf } from "./features.ts";
import { type Choice, type Fusion, fitFusion } from "./fusion.ts";
import { classesOf, createRanker, type RankerParts } from "./ranker.ts";
import { knowledgeVersion } from "./version.ts";

/** What is learnt from a knowledge base, from nothing but its own articles. Plain data; `version` says of which articles. */
export interface Model {
  version: string;
  /** Null when there is nothing to learn from: hardly more than one question per article, or too many articles. */
  classifier: Classifier | null;
  /** Null when too little could be held out to learn it from; then there is no classifier either. */
  fusion: Fusion | null;
  /** Null when nothing could be held out to learn it from. */
  calibration: Calibration | null;
}

const FOLDS = 5;
/** Past this many articles the classifier costs more time and memory than it is worth. */
const MAX_CLASSES = 2_000;
/** Of each fold: enough to fit a few numbers with. */
const MAX_HELD_OUT = 600;
const ENOUGH = 20;
/** How many candidates of a held-out question the right one is told apart from. */
const CANDIDATES = 20;
/** Where the fit of the fusion starts, and what it is pulled towards. */
const START: Fusion = [1, 2, 2, 0, 0, 0, 5];
/** Questions that no article answers count this much in all, against 1 for those that one does. */
const FOREIGN = Number(process.env.FOREIGN ?? 0.5);

/**
 * Learns the classifier, how much each ranker counts, and how far the ranking may be trusted. In each of five folds a fifth of the
 * articles is taken away, and their questions stand for what the desk cannot answer; of the others a fifth of the questions is held
 * out and asked.
 */
export function fitModel(articles: readonly Article[], options: { synonyms?: string[][] } = {}): Model {
  const synonyms = options.synonyms ?? [];
  const folds = Array.from({ length: FOLDS }, (_, i) => makeFold(articles, i));
  const choices = folds.flatMap((it) => choicesOf(it, synonyms));
  const fusion = choices.length >= ENOUGH ? fitFusion(choices, START) : undefined;
  const samples = folds.flatMap((it) =>
    samplesOf(it, { classifier: it.classifier, fusion: fusion ?? LEXICAL_FUSION, synonyms }),
  );
  const own = samples.filter((it) => it.weight === 1);
  const foreign = samples.filter((it) => it.weight !== 1);
  const weight = (FOREIGN * own.length) / Math.max(1, foreign.length);
  const weighed = [...own, ...foreign.map((it) => ({ ...it, weight }))];
  const enough = own.filter((it) => it.right).length >= ENOUGH && weighed.some((it) => !it.right);
  return {
    version: knowledgeVersion(articles),
    classifier: fusion ? learn(articles) : null,
    fusion: fusion ?? null,
    calibration: enough ? fitCalibration(weighed) : null,
  };
}

function learn(articles: readonly Article[]): Classifier | null {
  const classes = classesOf(articles);
  if (classes.length > MAX_CLASSES) return null;
  const places = new Map(classes.map((id, i) => [id, i]));
  const examples = articles.flatMap((article): Example[] =>
    [
      ...new Set([
        article.title,
        ...article.questions,
        ...(process.env.SENT
          ? article.body
              .split(/[.!?。！？\n]+/)
              .map((x) => x.trim())
              .filter((x) => x.length > 12)
          : []),
        ...(process.env.WHOLE ? [article.body] : []),
      ]),
    ]
      .map((text) => ({ features: featuresOf(pieces(normalise(text))), class: places.get(article.id) ?? 0 }))
      .filter((it) => it.features.size > 0),
  );
  return trainClassifier(examples, classes.length);
}

interface Fold {
  articles: Article[];
  classifier: Classifier | null;
  /** Questions that were held out of the articles. */
  own: { text: string; id: string }[];
  /** Questions of the articles that were taken away. */
  foreign: string[];
}

function makeFold(all: readonly Article[], fold: number): Fold {
  const places = new Map(classesOf(all).map((id, i) => [id, i]));
  const placeOf = (article: Article) => places.get(article.id) ?? 0;
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
    classifier: learn(articles),
    own: spread(own, MAX_HELD_OUT),
    foreign: spread(foreign, MAX_HELD_OUT),
  };
}

function choicesOf({ articles, classifier, own }: Fold, synonyms: string[][]): Choice[] {
  const ranker = createRanker(articles, { classifier, fusion: START, synonyms });
  return own.flatMap(({ text, id }) => {
    const candidates = ranker.candidates(text, CANDIDATES);
    const right = candidates.findIndex((it) => articles[it.variant]?.id === id);
    return right < 0 ? [] : [{ candidates: candidates.map((it) => it.signals), right }];
  });
}

function samplesOf({ articles, own, foreign }: Fold, parts: RankerParts): Sample[] {
  const ranker = createRanker(articles, parts);
  const ask = (text: string, id: string | null): Sample[] => {
    const { variants, evidence } = ranker.rank(text, 1);
    if (!evidence) return [];
    return [{ evidence, right: articles[variants[0] ?? -1]?.id === id, weight: id === null ? 0.5 : 1 }];
  };
  return [...own.flatMap((it) => ask(it.text, it.id)), ...foreign.flatMap((it) => ask(it, null))];
}

/** At most `limit` of a list, evenly spread. */
function spread<T>(all: readonly T[], limit: number): T[] {
  const step = Math.max(1, all.length / limit);
  return Array.from({ length: Math.min(limit, all.length) }, (_, i) => all[Math.floor(i * step)] as T);
}
