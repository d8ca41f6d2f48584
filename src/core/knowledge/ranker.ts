import { grams, normalise, pieces } from "./analyse.ts";
import type { Article } from "./article.ts";
import { buildIndex, sumBestThree } from "./article-index.ts";
import { bestByClass } from "./best.ts";
import { type Classifier, scorer } from "./classifier.ts";
import { type Evidence, evidenceOf, type Scores } from "./evidence.ts";
import { featuresOf } from "./features.ts";
import { type Fusion, SIGNALS } from "./fusion.ts";
import { newTally, type Tally, tally } from "./postings.ts";
import { expander } from "./synonyms.ts";

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
  rank(text: string, limit: number, among?: Selection): Ranking;
  /** The best candidates for a text as the fusion sees them, to fit it with. */
  candidates(text: string, limit: number): { variant: number; signals: Float64Array }[];
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
}

/** The ids of articles, in the order of their first variant: the classifier's classes. */
export const classesOf = (articles: readonly Article[]): string[] => [...new Set(articles.map((it) => it.id))];

/** Ranks articles by a weighted sum of what three lexical rankers and, where there is one, the classifier say of each. */
export function createRanker(articles: readonly Article[], { classifier, fusion, synonyms }: RankerParts): Ranker {
  const expand = expander(synonyms);
  const index = buildIndex(articles);
  const logitsOf = classifier && scorer(classifier);
  const places = new Map(classesOf(articles).map((id, i) => [id, i]));
  const classOf = Uint32Array.from(articles, (it) => places.get(it.id) ?? 0);
  const size = articles.length;
  const tallies = {
    questions: newTally(index.questions),
    articles: newTally(index.articles),
    grams: newTally(index.grams),
  };
  const scores: Scores = {
    questions: new Float32Array(size),
    articles: tallies.articles.scores,
    grams: tallies.grams.scores,
    fused: new Float32Array(size),
  };
  const three = new Float32Array(size * 3);
  const everything = selectionOf(articles, () => true);
  const matched = new Uint32Array(size);

  /** Fills the scores; returns who is in the running and how to read their signals, or null when nothing matched. */
  function consider(text: string, selection: Selection) {
    const found = pieces(normalise(text));
    const words = expand.query(found);
    for (let i = 0; i < tallies.questions.count; i++)
      scores.questions[index.owner[tallies.questions.touched[i] as number] as number] = 0;
    tally(index.questions, words, tallies.questions);
    tally(index.articles, words, tallies.articles);
    tally(index.grams, new Map(grams(found).map((it) => [it, 1])), tallies.grams);
    sumBestThree(tallies.questions, index.owner, three, scores.questions);
    const count = unite(tallies.articles, tallies.grams, matched, selection.includes);
    if (count === 0) return null;
    const logits = logitsOf?.(featuresOf(found)) ?? null;
    const among = logits ? selection.variants : matched.subarray(0, count);
    const factors = factorsOf(among, scores, logits, classOf, tallies);
    fuse(among, scores, logits, classOf, factors, fusion);
    return { among, logits, factors, terms: words.size };
  }

  function rank(text: string, limit: number, selection = everything): Ranking {
    const running = consider(text, selection);
    if (!running) return { variants: [], scores: [], evidence: null };
    const { among, logits, terms } = running;
    const best = bestByClass(among, scores.fused, classOf, Math.max(2, limit));
    const evidence = evidenceOf({ best, among, scores, logits, classOf, tallies, terms });
    const variants = best.slice(0, limit);
    return { variants, scores: variants.map((it) => scores.fused[it] as number), evidence };
  }

  function candidates(text: string, limit: number) {
    const running = consider(text, everything);
    if (!running) return [];
    const { among, logits, factors } = running;
    return bestByClass(among, scores.fused, classOf, limit).map((variant) => {
      const signals = new Float64Array(SIGNALS);
      for (let i = 0; i < SIGNALS; i++) signals[i] = signal(i, variant, scores, logits, classOf, factors);
      return { variant, signals };
    });
  }

  return { rank, candidates };
}

/** Variants that words or characters matched, each once; how many. */
function unite(one: Tally, two: Tally, out: Uint32Array, includes: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < one.count; i++) {
    const variant = one.touched[i] as number;
    if (includes[variant] === 1) out[count++] = variant;
  }
  for (let i = 0; i < two.count; i++) {
    const variant = two.touched[i] as number;
    if (one.scores[variant] === 0 && includes[variant] === 1) out[count++] = variant;
  }
  return count;
}

/** Six factors that turn the three lexical scores into shares, then the lowest logit. */
function factorsOf(
  among: Uint32Array,
  scores: Scores,
  logits: Float32Array | null,
  classOf: Uint32Array,
  tallies: { questions: Tally; articles: Tally; grams: Tally },
): Float64Array {
  let [q, a, g, least] = [0, 0, 0, Number.POSITIVE_INFINITY];
  for (const variant of among) {
    q = Math.max(q, scores.questions[variant] as number);
    a = Math.max(a, scores.articles[variant] as number);
    g = Math.max(g, scores.grams[variant] as number);
    if (logits) least = Math.min(least, logits[classOf[variant] as number] as number);
  }
  const own = [tallies.questions.own * 3, tallies.articles.own, tallies.grams.own];
  return Float64Array.from([q, a, g, ...own].map((it) => (it > 0 ? 1 / it : 0)).concat(least));
}

function signal(
  i: number,
  variant: number,
  scores: Scores,
  logits: Float32Array | null,
  classOf: Uint32Array,
  factors: Float64Array,
): number {
  const factor = factors[i] as number;
  if (i === SIGNALS - 1) return logits ? ((logits[classOf[variant] as number] as number) - factor) / 10 : 0;
  const of = i % 3 === 0 ? scores.questions : i % 3 === 1 ? scores.articles : scores.grams;
  return (of[variant] as number) * factor;
}

function fuse(
  among: Uint32Array,
  scores: Scores,
  logits: Float32Array | null,
  classOf: Uint32Array,
  factors: Float64Array,
  fusion: Fusion,
): void {
  const weigh = (i: number) =>
    (fusion[i] ?? 0) * (factors[i] as number) + (fusion[i + 3] ?? 0) * (factors[i + 3] as number);
  const [q, a, g] = [weigh(0), weigh(1), weigh(2)];
  const learnt = fusion[SIGNALS - 1] ?? 0;
  const least = factors[SIGNALS - 1] as number;
  for (const variant of among) {
    const lexical =
      q * (scores.questions[variant] as number) +
      a * (scores.articles[variant] as number) +
      g * (scores.grams[variant] as number);
    scores.fused[variant] =
      lexical + (logits ? (learnt * ((logits[classOf[variant] as number] as number) - least)) / 10 : 0);
  }
}
