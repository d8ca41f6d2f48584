import type { Piece } from "./analyse.ts";
import { type ArticleIndex, sumBestThree } from "./article-index.ts";
import { greatest } from "./greatest.ts";
import type { Scores } from "./signals.ts";
import type { Expand } from "./synonyms.ts";
import { clear, highestOf, newTally, type Tally, type Terms, tally, tallyOf } from "./tally.ts";

/** So many variants are weighed by their questions and characters, where words find more; twice as many as are asked for, if that is more. */
const WEIGHED = 40;

export interface Lexical {
  scores: Scores;
  tallies: { questions: Tally; articles: Tally; grams: Tally };
  /** Scores the variants that `includes` has a 1 for and that the words or characters of a text find. */
  find(found: readonly Piece[], includes: Uint8Array, most: number): Found;
}

export interface Found {
  /** Variants, in places that the next query reuses. */
  variants: Uint32Array;
  /** The best score by questions, by articles and by characters. */
  best: number[];
  /** How many terms the text has. */
  terms: number;
}

/**
 * Words find; questions and characters weigh what was found. Characters find too what words cannot: of words that no article has, and of
 * all words when these find little. Of many variants only the best are weighed, unless `most` is infinite.
 */
export function lexicalRanker(index: ArticleIndex, expand: Expand): Lexical {
  const size = index.articles.size;
  const tallies = {
    questions: newTally(index.questions),
    articles: newTally(index.articles),
    grams: newTally(index.grams),
  };
  const { questions, articles, grams } = tallies;
  const scores: Scores = {
    questions: new Float32Array(size),
    articles: articles.scores,
    grams: grams.scores,
    fused: new Float32Array(size),
  };
  const three = new Float32Array(size * 3);
  const matched = new Uint32Array(size);
  const sums = new Float32Array(size);
  const units = new Float32Array(index.grams.byDocument ? index.grams.scales.length : 0);
  const firstOf = firstQuestions(index.owner, size);
  /** Which of the questions are weighed; all 0 between queries. */
  const weighed = new Uint8Array(index.owner.length);

  function mark(variants: Uint32Array, as: 0 | 1): void {
    for (let i = 0; i < variants.length; i++) {
      const variant = variants[i] as number;
      const end = firstOf[variant + 1] as number;
      for (let question = firstOf[variant] as number; question < end; question++) weighed[question] = as;
    }
  }

  function find(found: readonly Piece[], includes: Uint8Array, most: number): Found {
    const { byDocument } = index.grams;
    const limit = byDocument ? Math.max(WEIGHED, most * 2) : Number.POSITIVE_INFINITY;
    const words = expand.query(found);
    const characters = expand.characters(found, words);
    for (let i = 0; i < questions.count; i++)
      scores.questions[index.owner[questions.touched[i] as number] as number] = 0;
    for (const it of [questions, articles, grams]) clear(it);
    tally(index.articles, words, articles);
    const whole = articles.count <= limit;
    tally(index.grams, whole ? characters : expand.characters(unknown(found), NONE), grams);
    const chosen = byDocument && limit < size ? best(includes, limit) : null;
    if (chosen) mark(chosen, 1);
    tally(index.questions, words, questions, chosen && weighed);
    if (chosen) mark(chosen, 0);
    const byQuestions = sumBestThree(questions, index.owner, three, scores.questions);
    const byCharacters =
      byDocument && chosen ? tallyOf(chosen, index.grams, byDocument, characters, grams, units) : highestOf(grams);
    return {
      variants: chosen ?? matched.subarray(0, unite(articles, grams, includes, matched)),
      best: [byQuestions, highestOf(articles), byCharacters],
      terms: words.size,
    };
  }

  /** The best by words, and the best by characters, so that neither crowds the other out. */
  const best = (includes: Uint8Array, limit: number): Uint32Array =>
    grams.count === 0
      ? bestOf(articles, includes, limit)
      : Uint32Array.from(new Set([...bestOf(articles, includes, limit), ...bestOf(grams, includes, limit)]));

  /** Reads the places of a tally once, and what it copied of them twice. */
  function bestOf({ touched, count: all, scores: of }: Tally, includes: Uint8Array, limit: number): Uint32Array {
    let count = 0;
    let highest = 0;
    for (let i = 0; i < all; i++) {
      const variant = touched[i] as number;
      if (includes[variant] !== 1) continue;
      const score = of[variant] as number;
      if (score > highest) highest = score;
      matched[count] = variant;
      sums[count++] = score;
    }
    return greatest(sums, count, limit, highest).map((it) => matched[it] as number);
  }

  const unknown = (found: readonly Piece[]) => found.filter((it) => !it.run && !index.words.has(it.text));

  return { scores, tallies, find };
}

const NONE: Terms = new Map();

/** Where the questions of each variant begin, and then where the last ones end; they lie together. */
function firstQuestions(owner: Uint32Array, size: number): Uint32Array {
  const first = new Uint32Array(size + 1);
  for (const variant of owner) first[variant + 1] = (first[variant + 1] as number) + 1;
  for (let variant = 0; variant < size; variant++)
    first[variant + 1] = (first[variant + 1] as number) + (first[variant] as number);
  return first;
}

/** Variants that words or characters matched, each once; how many. */
function unite(one: Tally, two: Tally, includes: Uint8Array, out: Uint32Array): number {
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
