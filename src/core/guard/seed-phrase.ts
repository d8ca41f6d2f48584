import { validateMnemonic } from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import type { Finding } from "./finding.ts";

const WORDS = new Set(wordlist);
const SHORTEST = 12;
const WORD = /[a-z]+/giu;
/** What may stand between two words of a phrase: spaces, punctuation and numbering, but no other letters. */
const LONGEST_GAP = 8;

/** Lengths that BIP39 knows, the longest first. */
const LENGTHS = [24, 21, 18, 15, 12];
/** A run longer than this is not searched for the phrase in it: all of it goes. */
const SEARCHED = 60;

interface Word {
  text: string;
  start: number;
  end: number;
}

/**
 * Runs of at least twelve words of the BIP39 list (github.com/bitcoin/bips, BIP-0039), numbered or not, however separated. Where a
 * checksum tells the phrase from the words around it, only the phrase goes; without one, as with a typing mistake or in another order,
 * the whole run does, for it can be repaired by whoever reads it.
 */
export function findSeedPhrases(text: string): Finding[] {
  return runs(text).flatMap((run) => {
    const phrase = validPhrase(run);
    const left =
      phrase === undefined
        ? [run]
        : [run.slice(0, phrase.at), phrase.words, run.slice(phrase.at + phrase.words.length)];
    return left.filter((words) => words.length >= SHORTEST).flatMap(finding);
  });
}

const finding = (words: Word[]): Finding[] => {
  const [first, last] = [words[0], words.at(-1)];
  return first === undefined || last === undefined ? [] : [{ start: first.start, end: last.end, kind: "SEED" }];
};

/** Words of the list that stand close together. */
function runs(text: string): Word[][] {
  const found: Word[][] = [];
  let run: Word[] = [];
  const close = () => {
    if (run.length >= SHORTEST) found.push(run);
    run = [];
  };
  for (const { index: start, 0: word } of text.matchAll(WORD)) {
    const before = run.at(-1);
    if (!WORDS.has(word.toLowerCase()) || (before !== undefined && start - before.end > LONGEST_GAP)) close();
    if (WORDS.has(word.toLowerCase())) run.push({ text: word.toLowerCase(), start, end: start + word.length });
  }
  close();
  return found;
}

function validPhrase(run: Word[]): { at: number; words: Word[] } | undefined {
  if (run.length > SEARCHED) return undefined;
  for (const length of LENGTHS) {
    for (let at = 0; at + length <= run.length; at++) {
      const words = run.slice(at, at + length);
      if (validateMnemonic(words.map((word) => word.text).join(" "), wordlist)) return { at, words };
    }
  }
  return undefined;
}
