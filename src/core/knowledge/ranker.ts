import { likener } from "../meaning/likeness.ts";
import type { Regression } from "../meaning/regression.ts";
import { addMeaning, MEANT, meantEvidence, meantSignal } from "../meaning/signals.ts";
import type { Vectors } from "../meaning/vectors.ts";
import type { Article } from "./article.ts";
import { type ArticleIndex, buildIndex } from "./article-index.ts";
import { bestByClass } from "./best.ts";
import { type Classifier, scorer } from "./classifier.ts";
import { codeReader } from "./codes.ts";
import { type Evidence, evidenceOf } from "./evidence.ts";
import { featuresOf } from "./features.ts";
import { type Fusion, SIGNALS } from "./fusion.ts";
import { lexicalRanker } from "./lexical.ts";
import { questionReader } from "./question-reader.ts";
import { factorsOf, fuse, signalOf } from "./signals.ts";
import { respeller } from "./spelling.ts";
import { expander } from "./synonyms.ts";

/** How many of the best are weighed against each other for the confidence. */
const RIVALS = 20;
/** More than all signals together: who names the very code that is asked about comes before all who share words. */
const NAMES_THE_CODE = 100;

export interface Ranking {
  /** Variants (places in the list of articles), best first, one per article id. */
  variants: number[];
  /** They compare only within this ranking. */
  scores: number[];
  /** Null when nothing matched. */
  evidence: Evidence | null;
}

export interface Ranker {
  /** `among` are the variants that may be found; all may when it is left out. */
  rank(text: string, limit: number, among?: Selection, vector?: Float32Array): Ranking;
  /** The best candidates for a text as the fusion sees them, to fit it with. */
  candidates(text: string, limit: number, vector?: Float32Array): { variant: number; signals: Float64Array }[];
}

/** A part of the variants. */
export interface Selection {
  /** In ascending order. */
  variants: Uint32Array;
  /** For each variant 1 when it is in, else 0. */
  includes: Uint8Array;
}

export function selectionOf(articles: readonly Article[], test: (article: Article) => boolean): Selection {
  const includes = Uint8Array.from(articles, (it) => (test(it) ? 1 : 0));
  return { includes, variants: Uint32Array.from(articles.keys()).filter((it) => includes[it] === 1) };
}

export interface RankerParts {
  classifier: Classifier | null;
  fusion: Fusion;
  synonyms: string[][];
  /** What `buildIndex` made of these very articles, when it is there already. */
  index?: ArticleIndex | undefined;
  /** What texts that come with a vector are ranked by besides; without it a vector counts for nothing. */
  meaning?: { vectors: Vectors; regression: Regression | null; fusion: Fusion } | undefined;
}

/** The ids of articles, in the order of their first variant: the classifier's classes. */
export const classesOf = (articles: readonly Article[]): string[] => [...new Set(articles.map((it) => it.id))];

/** Ranks articles by a weighted sum of what three lexical rankers, the classifier and the meaning (where there are these) say of each. */
export function createRanker(
  articles: readonly Article[],
  { classifier, fusion, synonyms, index = buildIndex(articles), meaning }: RankerParts,
): Ranker {
  const respell = respeller(index.words);
  const reader = questionReader(articles, index);
  const readCodes = codeReader(index.codes, index.words);
  const logitsOf = classifier && scorer(classifier);
  const liken = meaning && likener(articles, meaning.vectors, meaning.regression);
  const places = new Map(classesOf(articles).map((id, i) => [id, i]));
  const classOf = Uint32Array.from(articles, (it) => places.get(it.id) ?? 0);
  const lexical = lexicalRanker(index, expander(synonyms, reader.readings));
  const { scores, tallies } = lexical;
  const everything = selectionOf(articles, () => true);

  /** Fills the scores; returns who is in the running and how to read their signals, or null when nothing matched. */
  function consider(text: string, limit: number, selection: Selection, vector: Float32Array | undefined) {
    const asked = readCodes(text);
    const found = reader.read(asked.text, respell);
    const meant = vector && liken?.(vector);
    // The classifier and the meaning have something to say of every article.
    const most = logitsOf || meant ? Number.POSITIVE_INFINITY : limit;
    const { variants, best, terms } = lexical.find(found, selection.includes, most);
    const named = [...asked.variants].filter((it) => selection.includes[it] === 1);
    if (variants.length === 0 && !meant) return null;
    const logits = logitsOf?.(featuresOf(found)) ?? null;
    const matched = named.length === 0 ? variants : Uint32Array.from(new Set([...variants, ...named]));
    const among = logits || meant ? selection.variants : matched;
    const { questions, articles: whole, grams: characters } = tallies;
    const factors = factorsOf(best, [questions.own * 3, whole.own, characters.own], logits);
    const weights = (meant && meaning?.fusion) || fusion;
    fuse(among, scores, logits, classOf, factors, weights);
    if (meant) addMeaning(among, scores.fused, meant, classOf, weights.slice(SIGNALS));
    return { among, logits, factors, terms, meant, named };
  }

  function rank(text: string, limit: number, selection = everything, vector?: Float32Array): Ranking {
    const running = consider(text, limit, selection, vector);
    if (!running) return { variants: [], scores: [], evidence: null };
    const { among, logits, factors, terms, meant, named } = running;
    raise(named, NAMES_THE_CODE);
    const best = bestByClass(among, scores.fused, classOf, Math.max(RIVALS, limit));
    const variants = best.slice(0, limit);
    const ranking = { variants, scores: variants.map((it) => scores.fused[it] as number) };
    // How sure an answer is, is judged by its words: codes are too few to learn that from.
    raise(named, -NAMES_THE_CODE);
    const byWords = evidenceOf({ best, factors, scores, logits, classOf, tallies, terms });
    const evidence = meant ? Float64Array.from([...byWords, ...meantEvidence(best, meant, classOf)]) : byWords;
    return { ...ranking, evidence };
  }

  function raise(variants: readonly number[], by: number): void {
    for (const variant of variants) scores.fused[variant] = (scores.fused[variant] as number) + by;
  }

  function candidates(text: string, limit: number, vector?: Float32Array) {
    const running = consider(text, limit, everything, vector);
    if (!running) return [];
    const { among, logits, factors, meant } = running;
    return bestByClass(among, scores.fused, classOf, limit).map((variant) => {
      const signals = new Float64Array(SIGNALS + (meant ? MEANT : 0));
      for (let i = 0; i < SIGNALS; i++) signals[i] = signalOf(i, variant, scores, logits, classOf, factors);
      for (let i = 0; meant && i < MEANT; i++)
        signals[SIGNALS + i] = meantSignal(i, variant, meant, classOf[variant] as number);
      return { variant, signals };
    });
  }

  return { rank, candidates };
}
