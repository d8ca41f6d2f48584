import stem from "wink-porter2-stemmer";
import { toSimplified } from "./han.ts";

/** At most this many code units of a text are looked at, which bounds the time that any text can take. */
export const MAX_ANALYSED = 4_000;

// The scripts that are written without spaces, and Hangul, whose words carry their endings.
const PIECE =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー々]+|[[\p{L}\p{N}\p{M}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]]+(?:'\p{L}+)*/gv;
const RUN =
  /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー々]/v;

/** What PIECE finds in ASCII, in a fraction of the time. */
const PLAIN_PIECE = /[A-Za-z0-9]+(?:'[A-Za-z]+)*/g;
const isPlain = (text: string): boolean => !/[^\0-\x7f]/.test(text);

/** Lucene's list of English stop words: 33. */
const STOP = new Set(
  "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with".split(
    " ",
  ),
);

/** A piece of text: a word, or a run of a script that has no spaces. */
export interface Piece {
  text: string;
  run: boolean;
}

/** One spelling for what reads the same: NFKC, lower case, no accents, no invisible characters, Simplified Chinese. */
export function normalise(text: string): string {
  if (isPlain(text)) return text.slice(0, MAX_ANALYSED).toLowerCase();
  const lower = text.slice(0, MAX_ANALYSED).toWellFormed().normalize("NFKC").toLowerCase().slice(0, MAX_ANALYSED);
  if (isPlain(lower)) return lower;
  const plain = lower
    .normalize("NFD")
    .replace(/[\u0300-\u036f\p{Cf}]/gu, "")
    .normalize("NFC");
  return toSimplified(plain.replace(/[\u2018\u2019\u02bc]/g, "'"));
}

/** The words and runs of a normalised text, in order; of "can't" the apostrophe goes, since half of the customers leave it out. */
export function pieces(normal: string): Piece[] {
  return (normal.match(isPlain(normal) ? PLAIN_PIECE : PIECE) ?? []).map((text) => {
    if (text.charCodeAt(0) > 127 && RUN.test(text)) return { text, run: true };
    return { text: (text.includes("'") ? text.replaceAll("'", "") : text).slice(0, 40), run: false };
  });
}

/** Without stop words, unless there is nothing else. */
export function telling(found: readonly Piece[]): readonly Piece[] {
  const kept = found.filter((it) => it.run || !STOP.has(it.text));
  return kept.length > 0 ? kept : found;
}

/** Terms to search by: stems of the words that tell something; of a run, its characters and pairs of them. */
export function terms(found: readonly Piece[]): string[] {
  return telling(found).flatMap((it) => (it.run ? ngrams(it.text, 1, 2) : stemOf(it.text)));
}

/** The stem of an English word; any other word is its own. */
export const stemOf = remembered((word: string): string => (/^[a-z]+$/.test(word) ? stem(word) : word));

/** Keeps the last tens of thousands of answers of a pure function of a word: the same words come all the time. */
function remembered<T>(answer: (word: string) => T): (word: string) => T {
  const known = new Map<string, T>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const found = answer(word);
    if (known.size >= 50_000) known.clear();
    known.set(word, found);
    return found;
  };
}

/** All stretches of a text that are `least` to `most` characters long. */
export function ngrams(text: string, least: number, most: number): string[] {
  const all: string[] = [];
  const characters = /[\ud800-\udbff]/.test(text) ? Array.from(text) : text;
  for (let length = least; length <= most; length++) {
    for (let i = 0; i + length <= characters.length; i++) {
      all.push(
        typeof characters === "string" ? characters.slice(i, i + length) : characters.slice(i, i + length).join(""),
      );
    }
  }
  return all;
}

/** Inside each word, its ends marked, every 4 characters: what a typing mistake leaves whole. Of a run every 1 to 3. */
export function grams(found: readonly Piece[]): string[] {
  return found.flatMap((it) => (it.run ? ngrams(it.text, 1, 3) : gramsOf(it.text)));
}

const gramsOf = remembered((word: string): readonly string[] => {
  const marked = `_${word}_`;
  return marked.length <= 4 ? [marked] : ngrams(marked, 4, 4);
});
