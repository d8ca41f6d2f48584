import type { Detector, Finding } from "../../finding.ts";
import { LATIN, plainWord } from "./lists.ts";
import { ALPHABET, tree } from "./tree.ts";

const WHOLE = 12;
const PART = 9;
const LETTERS = /[A-Za-z\u00c0-\u024f]{27,}/g;
/** Phrases written as one word: "legalwinnerthankyear…". Words of one list that follow each other without a letter between them. */
export const gluedPhrases: Detector = {
  name: "recovery phrase written as one word",
  worth: ({ longestWord }) => longestWord >= 27,
  find(text) {
    return [...text.matchAll(LETTERS)].flatMap(({ index, 0: stretch }) => {
      const letters = plainWord(stretch);
      if (letters.length !== stretch.length) return [];
      return chainsIn(letters).map(
        ({ start, end, words }): Finding => ({
          start: index + start,
          end: index + end,
          kind: words >= WHOLE ? "seed" : "seed_partial",
        }),
      );
    });
  },
};

interface Chain {
  start: number;
  end: number;
  words: number;
}

/** The longest chains of words, where there are at least nine in one. */
function chainsIn(letters: string): Chain[] {
  const { next, ends } = tree();
  const width = LATIN.length;
  /** For each place and list: how many words end here in a row, and where the first of them began. */
  const words = new Uint16Array((letters.length + 1) * width);
  const begun = new Uint32Array((letters.length + 1) * width);
  const chains: Chain[] = [];
  for (let at = 0; at < letters.length; at++) {
    let node = 0;
    for (let to = at; to < letters.length; to++) {
      const letter = letters.charCodeAt(to) - 97;
      node = letter >= 0 && letter < ALPHABET ? (next[node * ALPHABET + letter] as number) : 0;
      if (node === 0) break;
      for (let lists = ends[node] as number, bit = 0; lists !== 0; lists >>= 1, bit++) {
        if ((lists & 1) === 0) continue;
        const [here, there] = [at * width + bit, (to + 1) * width + bit];
        const count = (words[here] as number) + 1;
        if (count <= (words[there] as number)) continue;
        words[there] = count;
        begun[there] = count === 1 ? at : (begun[here] as number);
        if (count >= PART) add(chains, { start: begun[there] as number, end: to + 1, words: count });
      }
    }
  }
  return chains;
}

/** Chains that overlap are one. */
function add(chains: Chain[], chain: Chain): void {
  const last = chains.at(-1);
  if (last === undefined || last.end <= chain.start) chains.push(chain);
  else {
    last.start = Math.min(last.start, chain.start);
    last.end = Math.max(last.end, chain.end);
    last.words = Math.max(last.words, chain.words);
  }
}
