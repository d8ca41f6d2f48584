import { grams, normalise, type Piece, pieces, stemOf, telling, terms } from "./analyse.ts";
import type { Article } from "./article.ts";
import { withoutEntities } from "./entities.ts";
import { type Postings, type PostingsBuilder, postingsBuilder } from "./postings.ts";

/** What a text is looked up in. */
export interface ArticleIndex {
  /** Words of each question. */
  questions: Postings;
  /** The variant that each question belongs to. */
  owner: Uint32Array;
  /** Words of each variant as a whole. */
  articles: Postings;
  /** Characters of each variant as a whole. */
  grams: Postings;
  /** Every word that occurs, as it is written, and in how many variants its stem does. */
  words: ReadonlyMap<string, number>;
}

const TITLE = 2;
/** So many variants are always weighed in full. */
const FEW = 256;

const readPieces = (text: string): readonly Piece[] => pieces(normalise(withoutEntities(text)));

/** `read` may remember what it has read, for those who index the same texts again and again. */
export function buildIndex(articles: readonly Article[], read = readPieces): ArticleIndex {
  const questions = postingsBuilder({ k1: 1.2, b: 0.75 });
  const words = postingsBuilder({ k1: 2, b: 0.75 });
  const characters = postingsBuilder({ k1: 2, b: 0.75 });
  const owner: number[] = [];
  const inQuestion = idsBy(terms, questions);
  const inWords = idsBy(terms, words);
  const inCharacters = idsBy(grams, characters);
  // One article after the other, so that no more than the postings stays in memory.
  for (const [variant, article] of articles.entries()) {
    const title = read(article.title);
    const asked = article.questions.map(read);
    const body = read(article.body + guideText(article));
    for (const question of asked) {
      questions.add([{ ids: inQuestion.idsOf(telling(question)), weight: 1 }]);
      owner.push(variant);
    }
    const fields = (
      idsOf: (found: readonly Piece[]) => number[],
      prepare: (found: readonly Piece[]) => readonly Piece[],
    ) => [
      { ids: idsOf(prepare(title)), weight: TITLE },
      { ids: asked.flatMap((it) => idsOf(prepare(it))), weight: 1 },
      { ids: idsOf(prepare(body)), weight: 1 },
    ];
    words.add(fields(inWords.idsOf, telling));
    characters.add(fields(inCharacters.idsOf, (found) => found));
  }
  const finished = words.finish();
  return {
    questions: questions.finish(),
    owner: Uint32Array.from(owner),
    articles: finished,
    grams: characters.finish(FEW),
    words: new Map(
      Array.from(inCharacters.known.keys(), (word) => [word, variantsWith(word, finished, articles.length)]),
    ),
  };
}

/** Stop words are in no list; they count as if every variant had them. */
function variantsWith(word: string, { ids, starts }: Postings, all: number): number {
  const id = ids.get(stemOf(word));
  return id === undefined ? all : at(starts, id + 1) - at(starts, id);
}

/** The ids of what pieces are split into; those of a word are kept, because the same words come all the time. */
function idsBy(split: (found: readonly Piece[]) => string[], { idOf }: PostingsBuilder) {
  const known = new Map<string, readonly number[]>();
  const idsOf = (found: readonly Piece[]): number[] => {
    const all: number[] = [];
    for (const piece of found) {
      let ids = piece.run ? undefined : known.get(piece.text);
      if (ids === undefined) {
        ids = split([piece]).map(idOf);
        if (!piece.run) known.set(piece.text, ids);
      }
      for (const id of ids) all.push(id);
    }
    return all;
  };
  return { idsOf, known: known as ReadonlyMap<string, unknown> };
}

function guideText({ guide }: Article): string {
  const steps = Object.values(guide?.steps ?? {}).map((it) =>
    "say" in it ? it.say : [it.ask, ...it.options.map((o) => o.label)].join("\n"),
  );
  return steps.map((it) => `\n${it}`).join("");
}

/** Sums the three best questions of each article into `out`, which is 0 before, and returns the highest sum; `three` is scratch of three places an article, 0 too. */
export function sumBestThree(
  found: { touched: Uint32Array; count: number; scores: Float32Array },
  owner: Uint32Array,
  three: Float32Array,
  out: Float32Array,
): number {
  const { touched, count, scores } = found;
  for (let i = 0; i < count; i++) {
    const question = touched[i] as number;
    const score = scores[question] as number;
    const base = (owner[question] as number) * 3;
    if (score <= (three[base + 2] as number)) continue;
    const second = three[base + 1] as number;
    if (score <= second) {
      three[base + 2] = score;
      continue;
    }
    three[base + 2] = second;
    const first = three[base] as number;
    three[base + 1] = Math.min(score, first);
    if (score > first) three[base] = score;
  }
  let highest = 0;
  for (let i = 0; i < count; i++) {
    const article = owner[touched[i] as number] as number;
    const base = article * 3;
    const sum = (three[base] as number) + (three[base + 1] as number) + (three[base + 2] as number);
    if (sum === 0) continue;
    out[article] = sum;
    if (sum > highest) highest = sum;
    three[base] = three[base + 1] = three[base + 2] = 0;
  }
  return highest;
}

const at = (numbers: Uint32Array, i: number): number => numbers[i] as number;
