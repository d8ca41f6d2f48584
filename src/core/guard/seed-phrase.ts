import { wordlist } from "@scure/bip39/wordlists/english.js";
import type { Finding } from "./finding.ts";

const WORDS = new Set(wordlist);
const SHORTEST = 12;
const WORD = /[a-z]+/giu;
/** What may stand between two words of a phrase: spaces, punctuation and numbering, but no other letters. */
const LONGEST_GAP = 8;

/**
 * Runs of at least twelve words of the BIP39 list (github.com/bitcoin/bips, BIP-0039), numbered or not, however separated. The
 * checksum is not asked for: a phrase with a typing mistake or in another order can be repaired by whoever reads it.
 */
export function findSeedPhrases(text: string): Finding[] {
  const found: Finding[] = [];
  let run: { start: number; end: number; words: number } | undefined;
  const close = () => {
    if (run !== undefined && run.words >= SHORTEST) found.push({ start: run.start, end: run.end, kind: "SEED" });
    run = undefined;
  };
  for (const match of text.matchAll(WORD)) {
    const { index: start, 0: word } = match;
    const end = start + word.length;
    if (!WORDS.has(word.toLowerCase())) close();
    else if (run !== undefined && start - run.end <= LONGEST_GAP) run = { start: run.start, end, words: run.words + 1 };
    else {
      close();
      run = { start, end, words: 1 };
    }
  }
  close();
  return found;
}
