import { grams, isStop, type Piece, read, stemOfPiece, terms } from "./analyse.ts";
import type { Article } from "./article.ts";
import { type Codes, codesOf } from "./codes.ts";
import { withoutEntities } from "./entities.ts";
import { guideText } from "./guide-text.ts";
import { type Dictionary, dictionary, type Postings, postingsBuilder } from "./postings.ts";
import { isStemmed, stemsIn } from "./stemming.ts";

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
  /** Of each language with a stemmer the stems of its words, by how they are read without accents; none where all is English. */
  stems: ReadonlyMap<string, ReadonlyMap<string, string>>;
  codes: Codes;
}

const TITLE = 2;
/** So many variants are always weighed in full. */
const FEW = 256;

const readText = (text: string, language: string): readonly Piece[] => read(withoutEntities(text), language);

/** `reads` may remember what it has read, for those who index the same texts again and again. */
export function buildIndex(articles: readonly Article[], reads = readText): ArticleIndex {
  const [terms, characters] = [dictionary(), dictionary()];
  const inQuestions = postingsBuilder({ k1: 1.2, b: 0.75 }, terms);
  const inArticles = postingsBuilder({ k1: 2, b: 0.75 }, terms);
  const inCharacters = postingsBuilder({ k1: 2, b: 0.75 }, characters);
  const owner: number[] = [];
  const keys = keysBy(terms, characters);
  // One article after the other, so that no more than the postings stays in memory.
  for (const [variant, { title, questions, body, guide, language }] of articles.entries()) {
    const keyOf = keys.ofLanguage(language);
    const keysOf = (text: string) => reads(text, language).map(keyOf);
    const add = (found: readonly Keys[], weight: number) => {
      for (const it of telling(found)) inArticles.count(it.terms, weight);
      for (const it of found) inCharacters.count(it.characters, weight);
    };
    add(keysOf(title), TITLE);
    for (const question of questions) {
      const found = keysOf(question);
      for (const it of telling(found)) inQuestions.count(it.terms, 1);
      inQuestions.end();
      owner.push(variant);
      add(found, 1);
    }
    add(keysOf(body + guideText(guide)), 1);
    inArticles.end();
    inCharacters.end();
  }
  const whole = inArticles.finish();
  return {
    questions: inQuestions.finish(),
    owner: Uint32Array.from(owner),
    articles: whole,
    grams: inCharacters.finish(FEW),
    words: variantsByWord(keys.byLanguage.values(), whole),
    stems: stemsOf(keys.byLanguage),
    codes: codesOf(articles),
  };
}

/** What a piece is looked up by: ids of its terms and of its characters. */
interface Keys {
  terms: readonly number[];
  characters: readonly number[];
  stem: string;
  stop: boolean;
}

type KeysByLanguage = ReadonlyMap<string, ReadonlyMap<string, Keys>>;

/** Without stop words, unless there is nothing else. */
function telling(found: readonly Keys[]): readonly Keys[] {
  const kept = found.filter((it) => !it.stop);
  return kept.length > 0 ? kept : found;
}

/** The keys of a word are kept, because the same words come all the time. */
function keysBy(inTerms: Dictionary, inCharacters: Dictionary) {
  const byLanguage = new Map<string, Map<string, Keys>>();
  const make = (piece: Piece): Keys => ({
    terms: terms([piece]).map(inTerms.idOf),
    characters: grams([piece]).map(inCharacters.idOf),
    stem: stemOfPiece(piece),
    stop: isStop(piece),
  });
  const ofLanguage = (language: string) => {
    const words = byLanguage.get(language) ?? new Map<string, Keys>();
    byLanguage.set(language, words);
    return (piece: Piece): Keys => {
      if (piece.run) return make(piece);
      const known = words.get(piece.text);
      if (known !== undefined) return known;
      const keys = make(piece);
      words.set(piece.text, keys);
      return keys;
    };
  };
  return { ofLanguage, byLanguage: byLanguage as KeysByLanguage };
}

/** In how many variants each word's stem is. Stop words are in hardly any list; they count as if every variant had them. */
function variantsByWord(languages: Iterable<ReadonlyMap<string, Keys>>, { starts, size }: Postings) {
  const having = (id: number) => at(starts, id + 1) - at(starts, id);
  const variants = new Map<string, number>();
  for (const words of languages)
    for (const [word, { terms, stop }] of words)
      variants.set(word, Math.max(variants.get(word) ?? 0, stop ? size : having(terms[0] as number)));
  return variants;
}

/** English alone needs none: the stem of a word is always the same there. */
function stemsOf(byLanguage: KeysByLanguage): ArticleIndex["stems"] {
  const stemmed = [...byLanguage].filter(([language]) => isStemmed(language));
  if (stemmed.every(([language]) => stemsIn(language) === undefined)) return new Map();
  const stems = (words: ReadonlyMap<string, Keys>) => new Map([...words].map(([word, { stem }]) => [word, stem]));
  return new Map(stemmed.map(([language, words]) => [language, stems(words)]));
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
