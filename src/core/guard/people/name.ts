import { toSimplified } from "../../knowledge/han.ts";
import { seenAs, withoutInvisible } from "../look-alike.ts";

/** A name as it is compared. */
export interface ReadName {
  /** Letters and digits as they are, in lower case: what remains when only decoration is taken away. */
  plain: string;
  /** What it may be read as, look-alike letters folded. */
  seen: string[];
  /** The words of each reading. */
  words: string[][];
}

const SEPARATORS = /[^\p{L}\p{N}\p{M}]+/u;
const HAN = /[\u4e00-\u9fff]/;
const DIGITS: Record<string, string> = {
  "0": "o",
  "1": "l",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  $: "s",
  "@": "a",
  "!": "l",
};
/** A digit or sign that stands for a letter: letters on both sides, or at the beginning of a word. */
const IN_WORD =
  /(?<=\p{L})[013457@$!](?=[\p{L}013457@$])|(?<![\p{L}\p{N}])[013457@$](?=\p{L}\p{L})|(?<=\p{L}\p{L})[013457$](?=\P{N}|$)(?=[^\p{L}\p{N}]|$)/gu;
const MARKS = /\p{M}/gu;

/** Reads a name; of a longer one only the first 100 characters. */
export function readName(given: string): ReadName {
  const name = toSimplified(withoutInvisible([...given].slice(0, 100).join("")).normalize("NFKC"));
  const lettered = name.replace(IN_WORD, (it) => DIGITS[it] ?? it);
  // Several readings: a capital I passes for a small l, and is an I all the same; a 1 passes for either.
  const readings = [
    ...new Set(
      [
        lettered,
        lettered.replace(/I/g, "l"),
        name.replace(/(?<=\p{L})[1!|](?=\p{L})/gu, "i").replace(IN_WORD, (it) => DIGITS[it] ?? it),
      ].map((it) => seenAs(it).replace(MARKS, "")),
    ),
  ];
  const words = readings.map((it) => it.split(SEPARATORS).filter((word) => word !== ""));
  return { plain: letters(name.toLowerCase()), seen: words.map((it) => it.join("")), words };
}

const letters = (text: string): string => text.split(SEPARATORS).join("");

/** A word of a table, as `seen` spells it. */
export const seenWord = (word: string): string => (HAN.test(word) ? word : letters(seenAs(word).replace(MARKS, "")));
