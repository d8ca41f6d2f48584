import { toSimplified } from "./han.ts";
import { remembered } from "./remembered.ts";
import { stemOf, stemsIn } from "./stemming.ts";

/** At most this many code units of a text are looked at, which bounds the time that any text can take. */
export const MAX_ANALYSED = 4_000;

// The scripts that are written without spaces, and Hangul, whose words carry their endings.
const PIECE =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー々]+|[[\p{L}\p{N}\p{M}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]]+(?:'\p{L}+)*/gv;
const RUN =
  /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー々]/v;

/** What PIECE finds in ASCII, in a fraction of the time. */
const PLAIN_PIECE = /[A-Za-z0-9]+(?:'[A-Za-z]+)*/g;
export const isPlain = (text: string): boolean => !/[^\0-\x7f]/.test(text);

/** Lucene's list of English stop words: 33. */
const STOP = new Set(
  "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with".split(
    " ",
  ),
);

/** A piece of text: a word without its accents, or a run of a script that has no spaces. */
export interface Piece {
  text: string;
  run: boolean;
  /** In a language other than English, whose stem is that of `text`. */
  stem?: string;
}

/** One spelling for what reads the same: NFKC, lower case, no accents, no invisible characters, Simplified Chinese. */
export function normalise(text: string): string {
  const lower = lowered(text);
  return isPlain(lower) ? lower : toSimplified(unaccented(lower).replace(QUOTES, "'"));
}

const QUOTES = /[\u2018\u2019\u02bc]/g;

function lowered(text: string): string {
  const first = text.slice(0, MAX_ANALYSED);
  if (isPlain(first)) return first.toLowerCase();
  return first.toWellFormed().normalize("NFKC").toLowerCase().slice(0, MAX_ANALYSED);
}

/** Without marks and invisible characters; of й the breve stays, because it is a letter of its own. */
const unaccented = (text: string): string =>
  isPlain(text)
    ? text
    : text
        .normalize("NFD")
        .replace(/(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f\p{Cf}]/gu, "")
        .normalize("NFC");

/**
 * The words and runs of a text in this language. A word is stemmed as it is written, since endings are told by their accents too, and
 * then loses them, since half of the customers leave them out.
 */
export function read(text: string, language = "en"): Piece[] {
  const stem = stemsIn(language);
  if (!stem) return pieces(normalise(text));
  const written = toSimplified(
    lowered(text)
      .replace(/\p{Cf}/gu, "")
      .replace(QUOTES, "'"),
  );
  return pieces(written).map((it) =>
    it.run ? it : { text: unaccented(it.text), run: false, stem: unaccented(stem(it.text)) },
  );
}

/** The words and runs of a normalised text, in order; of "can't" the apostrophe goes, since half of the customers leave it out. */
export function pieces(normal: string): Piece[] {
  return (normal.match(isPlain(normal) ? PLAIN_PIECE : PIECE) ?? []).map((text) => {
    if (text.charCodeAt(0) > 127 && RUN.test(text)) return { text, run: true };
    return { text: (text.includes("'") ? text.replaceAll("'", "") : text).slice(0, 40), run: false };
  });
}

export const isStop = (it: Piece): boolean => !it.run && STOP.has(it.text);

/** Terms to search by: stems of the words that tell something; of a run, its characters and pairs of them. */
export function terms(found: readonly Piece[]): string[] {
  const kept = found.filter((it) => !isStop(it));
  return (kept.length > 0 ? kept : found).flatMap((it) => (it.run ? ngrams(it.text, 1, 2) : stemOfPiece(it)));
}

export const stemOfPiece = ({ text, stem }: Piece): string => stem ?? stemOf(text);

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
