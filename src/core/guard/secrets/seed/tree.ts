import { LATIN, plainWord } from "./lists.ts";

/** The words of all lists of Latin letters as one tree: a row of next places a node, and a bit a list where a word ends. */
export interface Tree {
  next: Uint16Array;
  ends: Uint8Array;
}

export const ALPHABET = 26;
/** More than the lists have: 29,600. */
const MOST_NODES = 40_000;

let built: Tree | undefined;

/** Built when first needed: a message of a few words is no phrase. */
export function tree(): Tree {
  if (built !== undefined) return built;
  const next = new Uint16Array(MOST_NODES * ALPHABET);
  const ends = new Uint8Array(MOST_NODES);
  let nodes = 1;
  LATIN.forEach((list, bit) => {
    for (const word of list.words()) {
      let node = 0;
      for (let i = 0; i < word.length; i++) {
        const letter = word.charCodeAt(i) - 97;
        if (letter < 0 || letter >= ALPHABET) continue;
        const at = node * ALPHABET + letter;
        if (next[at] === 0) next[at] = nodes++;
        node = next[at] as number;
      }
      ends[node] = (ends[node] as number) | (1 << bit);
    }
  });
  built = { next: next.slice(0, nodes * ALPHABET), ends: ends.slice(0, nodes) };
  return built;
}

/** The letter that a character counts as in a list, from 0; that it is a mark and counts for nothing; or that no word has it. */
export const MARK = 254;
export const FOREIGN = 255;
const LAST = 0x370;
let letters: Uint8Array | undefined;

/** For each character up to the combining marks: see MARK and FOREIGN. */
export function letterTable(): Uint8Array {
  letters ??= Uint8Array.from({ length: LAST }, (_, code) => {
    const plain = plainWord(String.fromCharCode(code));
    if (plain === "") return MARK;
    const letter = plain.length === 1 ? plain.charCodeAt(0) - 97 : -1;
    return letter >= 0 && letter < ALPHABET ? letter : FOREIGN;
  });
  return letters;
}
