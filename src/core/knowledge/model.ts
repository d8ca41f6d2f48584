import type { Meaning } from "../meaning/meaning.ts";
import { type Regression, trainRegression } from "../meaning/regression.ts";
import type { Vectors } from "../meaning/vectors.ts";
import { read } from "./analyse.ts";
import type { Article } from "./article.ts";
import { type Classifier, type Example, trainClassifier } from "./classifier.ts";
import { type Confidence, fitConfidence, type Judgement } from "./confidence.ts";
import { LEXICAL_FUSION, MEANT_FUSION } from "./default-calibration.ts";
import { withoutEntities } from "./entities.ts";
import { type Features, featuresOf } from "./features.ts";
import { choicesOf, type Fold, judgementsOf, makeFolds } from "./folds.ts";
import { type Fusion, fitFusion } from "./fusion.ts";
import { classesOf } from "./ranker.ts";
import { knowledgeVersion } from "./version.ts";

/** What is learnt from a knowledge base, from nothing but its own articles. Plain data; `version` says of which articles. */
export interface Model {
  version: string;
  /** Null when there is nothing to learn from: hardly more than one question per article, or too many articles. */
  classifier: Classifier | null;
  /** Null when too little could be held out to learn it from; then there is no classifier either. */
  fusion: Fusion | null;
  /** Null when nothing could be held out to learn it from. */
  confidence: Confidence | null;
  /** What is learnt besides where the articles have vectors. */
  meaning: Meaning | null;
}

/** Past this many articles the classifier costs more time and memory than it is worth. */
const MAX_CLASSES = 2_000;
/** With fewer held-out questions nothing is learnt from them. */
const ENOUGH = 20;
/** Where the fit of the fusion starts, and what it is pulled towards. */
const START: Fusion = [1, 2, 2, 0, 0, 0, 5];

/**
 * Learns the classifier, how much each ranker counts, and how far the ranking may be trusted. In each of five folds a fifth of the
 * articles is taken away, and their questions stand for what the desk cannot answer; of the others a fifth of the questions is held
 * out and asked.
 */
export function fitModel(
  articles: readonly Article[],
  options: { synonyms?: string[][]; vectors?: Vectors | undefined } = {},
): Model {
  const synonyms = options.synonyms ?? [];
  const featuresIn = reader();
  const learn = (of: readonly Article[]) => learnFrom(of, featuresIn);
  const folds = makeFolds(articles).map((it) => ({ ...it, classifier: learn(it.articles) }));
  const choices = folds.flatMap((it) => choicesOf(it, { classifier: it.classifier, fusion: START, synonyms }));
  const fusion = choices.length >= ENOUGH ? fitFusion(choices, START) : null;
  const parts = { fusion: fusion ?? LEXICAL_FUSION, synonyms };
  const samples = folds.map((it) => judgementsOf(it, { ...parts, classifier: fusion && it.classifier }));
  const enough = isEnough(samples.flat());
  return {
    version: knowledgeVersion(articles),
    classifier: fusion && learn(articles),
    fusion,
    confidence: enough ? fitConfidence(samples) : null,
    meaning: options.vectors ? fitMeaning(articles, folds, parts, options.vectors) : null,
  };
}

const isEnough = (samples: readonly Judgement[]): boolean =>
  samples.filter((it) => it.right).length >= ENOUGH && samples.some((it) => it.foreign);

type LearntFold = Fold & { classifier: Classifier | null };

/** The same once more for texts that come with a vector; what is learnt without vectors stays for those that do not. */
function fitMeaning(
  articles: readonly Article[],
  folds: readonly LearntFold[],
  parts: { fusion: Fusion; synonyms: string[][] },
  vectors: Vectors,
): Meaning {
  const regressions = folds.map((it) => regressionOf(it.articles, vectors));
  const partsIn = (fold: number, fusion: Fusion) => ({
    ...parts,
    classifier: folds[fold]?.classifier ?? null,
    meaning: { vectors, regression: regressions[fold] ?? null, fusion },
  });
  const choices = folds.flatMap((it, fold) => choicesOf(it, partsIn(fold, MEANT_FUSION), vectors));
  const fusion = choices.length >= ENOUGH ? fitFusion(choices, MEANT_FUSION) : MEANT_FUSION;
  const samples = folds.map((it, fold) => judgementsOf(it, partsIn(fold, fusion), vectors));
  return {
    embedder: vectors.embedder,
    regression: regressionOf(articles, vectors),
    fusion,
    confidence: isEnough(samples.flat()) ? fitConfidence(samples) : null,
  };
}

function regressionOf(articles: readonly Article[], vectors: Vectors): Regression | null {
  const classes = classesOf(articles);
  if (classes.length > MAX_CLASSES) return null;
  const places = new Map(classes.map((id, i) => [id, i]));
  const examples = articles.flatMap((article) =>
    [...new Set([article.title, ...article.questions])].flatMap((text) => {
      const vector = vectors.of.get(text);
      return vector === undefined ? [] : [{ vector, class: places.get(article.id) ?? 0 }];
    }),
  );
  return trainRegression(examples, classes.length);
}

/** The features of a text; the folds share most of their texts. */
function reader(): (text: string, language: string) => Features {
  const known = new Map<string, Features>();
  return (text, language) => {
    const key = `${language} ${text}`;
    const features = known.get(key) ?? featuresOf(read(withoutEntities(text), language));
    known.set(key, features);
    return features;
  };
}

function learnFrom(
  articles: readonly Article[],
  featuresIn: (text: string, language: string) => Features,
): Classifier | null {
  const classes = classesOf(articles);
  if (classes.length > MAX_CLASSES) return null;
  const places = new Map(classes.map((id, i) => [id, i]));
  const examples = articles.flatMap((article): Example[] =>
    [...new Set([article.title, ...article.questions])]
      .map((text) => ({ features: featuresIn(text, article.language), class: places.get(article.id) ?? 0 }))
      .filter((it) => it.features.size > 0),
  );
  return trainClassifier(examples, classes.length);
}
