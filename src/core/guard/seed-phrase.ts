import { wordlist } from "@scure/bip39/wordlists/english.js";
import type { Finding } from "./finding.ts";

const WORDS = new Set(wordlist);
const SHORTEST = 12;
const WORD = /[a-z]+/giu;
/** What may stand between two words of a phrase: spaces, punctuation and numbering, but no other letters. */
const LONGEST_GAP = 8;

interface Run {
  start: number;
  end: number;
  words: number;
  /** A word that is not on the list stands in it: one mistake in typing does not hide a phrase. */
  bridged: boolean;
}

/**
 * Runs of at least twelve words of the BIP39 list (github.com/bitcoin/bips, BIP-0039), numbered or not, however separated, with at
 * most one word that is not on the list. All of a run goes, with words around the phrase that are on the list too: the checksum is
 * not asked, because a phrase in another order or with a wrong word can be repaired by whoever reads it.
 */
export function findSeedPhrases(text: string): Finding[] {
  const found: Finding[] = [];
  let run: Run | undefined;
  let stranger: { end: number } | undefined;
  const close = () => {
    if (run !== undefined && run.words >= SHORTEST) found.push({ start: run.start, end: run.end, kind: "SEED" });
    run = undefined;
    stranger = undefined;
  };
  for (const { index: start, 0: word } of text.matchAll(WORD)) {
    const end = start + word.length;
    const before = stranger?.end ?? run?.end;
    const near = before !== undefined && start - before <= LONGEST_GAP;
    if (WORDS.has(word.toLowerCase())) {
      if (run !== undefined && near) {
        run = {
          ...run,
          end,
          words: run.words + (stranger === undefined ? 1 : 2),
          bridged: run.bridged || stranger !== undefined,
        };
      } else {
        close();
        run = { start, end, words: 1, bridged: false };
      }
      stranger = undefined;
    } else if (run !== undefined && near && stranger === undefined && !run.bridged && run.words > 1) stranger = { end };
    else close();
  }
  close();
  return found;
}
