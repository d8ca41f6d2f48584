import { wordlist as czech } from "@scure/bip39/wordlists/czech.js";
import { wordlist as english } from "@scure/bip39/wordlists/english.js";
import { wordlist as french } from "@scure/bip39/wordlists/french.js";
import { wordlist as italian } from "@scure/bip39/wordlists/italian.js";
import { wordlist as japanese } from "@scure/bip39/wordlists/japanese.js";
import { wordlist as korean } from "@scure/bip39/wordlists/korean.js";
import { wordlist as portuguese } from "@scure/bip39/wordlists/portuguese.js";
import { wordlist as simplified } from "@scure/bip39/wordlists/simplified-chinese.js";
import { wordlist as spanish } from "@scure/bip39/wordlists/spanish.js";
import { wordlist as traditional } from "@scure/bip39/wordlists/traditional-chinese.js";

/** A BIP39 list (github.com/bitcoin/bips, BIP-0039), looked up as people type its words. */
export interface WordList {
  name: string;
  indexOf(word: string): number | undefined;
  words(): IterableIterator<string>;
}

const MARKS = /[\u0300-\u036f]/g;

/** How a word is looked up: in lower case, and in European languages without accents. */
export const plainWord = (word: string): string => {
  const lower = word.toLowerCase();
  return /^[a-z]*$/.test(lower) ? lower : lower.normalize("NFKD").replace(MARKS, "").normalize("NFC");
};

/** Built when first asked: a desk whose customers write English pays for one list. */
function list(name: string, words: readonly string[]): WordList {
  let built: Map<string, number> | undefined;
  const index = () => {
    built ??= new Map(words.map((word, i) => [plainWord(word), i]));
    return built;
  };
  return { name, indexOf: (word) => index().get(word), words: () => index().keys() };
}

export const ENGLISH = list("English", english);
export const LATIN: readonly WordList[] = [
  ENGLISH,
  list("Spanish", spanish),
  list("French", french),
  list("Italian", italian),
  list("Portuguese", portuguese),
  list("Czech", czech),
];
export const HAN: readonly WordList[] = [
  list("Chinese, simplified", simplified),
  list("Chinese, traditional", traditional),
];
export const JAPANESE = list("Japanese", japanese);
export const KOREAN = list("Korean", korean);
