import stem from "wink-porter2-stemmer";
import { toSimplified } from "./han.ts";

/** At most this many code units of a text are looked at, which bounds the time that any text can take. */
export const MAX_ANALYSED = 4_000;

// The scripts that are written without spaces, and Hangul, whose words carry their endings.
const PIECE =
  /(?<run>[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー々]+)|(?<word>[[\p{L}\p{N}\p{M}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]]+(?:'\p{L}+)*)/gv;

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
  const lower = text.slice(0, MAX_ANALYSED).toWellFormed().normalize("NFKC").toLowerCase().slice(0, MAX_ANALYSED);
  if (!/[^\0-\x7f]/.test(lower)) return lower;
  const plain = lower
    .normalize("NFD")
    .replace(/[\u0300-\u036f\p{Cf}]/gu, "")
    .normalize("NFC");
  return toSimplified(plain.replace(/[\u2018\u2019\u02bc]/g, "'"));
}

/** The words and runs of a normalised text, in order; of "can't" the apostrophe goes, since half of the customers leave it out. */
export function pieces(normal: string): Piece[] {
  const found: Piece[] = [];
  for (const { groups } of normal.matchAll(PIECE)) {
    if (groups?.word) found.push({ text: groups.word.replaceAll("'", "").slice(0, 40), run: false });
    else if (groups?.run) found.push({ text: groups.run, run: true });
  }
  return found;
}

/** Terms to search by: stems of words without stop words (unless there is nothing else); of a run, its characters and pairs of them. */
export function terms(found: readonly Piece[]): string[] {
  const kept = found.filter((it) => it.run || !STOP.has(it.text));
  return (kept.length > 0 ? kept : found).flatMap((it) => (it.run ? ngrams(it.text, 1, 2) : [stemOf(it.text)]));
}

const stems = new Map<string, string>();

export function stemOf(word: string): string {
  if (!/^[a-z]+$/.test(word)) return word;
  const known = stems.get(word);
  if (known !== undefined) return known;
  const found = stem(word);
  if (stems.size < 50_000) stems.set(word, found);
  return found;
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

/** Inside each word, its ends marked, every 4 characters: what a typing mistake leaves whole. */
export function grams(found: readonly Piece[]): string[] {
  return found.flatMap((it) => {
    if (it.run) return ngrams(it.text, 1, 3);
    const marked = `_${it.text}_`;
    return marked.length <= 4 ? [marked] : ngrams(marked, 4, 4);
  });
}
