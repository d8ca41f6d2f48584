import { isLatin } from "../../shape.ts";
import { LATIN } from "./lists.ts";
import { ALPHABET, FOREIGN, letterTable, MARK, tree } from "./tree.ts";

/** What a look along a text tells before any of its words is cut out. */
export interface Glance {
  /** A bit for each list of Latin letters that has seven of some nine words in a row: nine with two misspelt ones are the least. */
  lists: number;
  /** Twelve words of three or four letters stand in a row. */
  abbreviated: boolean;
}

const WINDOW = 9;
const KNOWN = 7;
const ROW = 12;
const WIDTH = LATIN.length;

/** Whether a text may hold a phrase at all. Walks the tree of all words letter by letter and makes no strings. */
export function glanceAt(text: string): Glance {
  const { next, ends } = tree();
  const letters = letterTable();
  const glance: Glance = { lists: 0, abbreviated: false };
  const window = new Uint8Array(WINDOW);
  const counts = new Uint8Array(WIDTH);
  let words = 0;
  let row = 0;
  /** The place in the tree; -1 before a word, -2 in one that no list has. */
  let node = -1;
  let length = 0;
  let digits = 0;
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 32;
    if (isLatin(code)) {
      const letter = code < letters.length ? (letters[code] as number) : FOREIGN;
      if (node === -1) [node, length, digits] = [0, 0, 0];
      if (letter !== MARK) length += 1 + digits;
      if (letter === FOREIGN || digits > 0) node = -2;
      else if (letter !== MARK && node >= 0) {
        const child = next[node * ALPHABET + letter] as number;
        node = child === 0 ? -2 : child;
      }
      digits = 0;
    } else if (node !== -1 && code >= 48 && code <= 57) digits += 1;
    else if (node !== -1) {
      const lists = node >= 0 ? (ends[node] as number) : 0;
      row = length > 2 && length <= 4 ? row + 1 : 0;
      if (row >= ROW) glance.abbreviated = true;
      const at = words++ % WINDOW;
      count(counts, window[at] as number, -1);
      window[at] = lists;
      count(counts, lists, 1);
      for (let bits = lists, list = 0; bits !== 0; bits >>= 1, list++)
        if (bits & 1 && (counts[list] as number) >= KNOWN) glance.lists |= 1 << list;
      node = -1;
    }
  }
  return glance;
}

function count(counts: Uint8Array, lists: number, by: number): void {
  for (let bits = lists, list = 0; bits !== 0; bits >>= 1, list++)
    if (bits & 1) counts[list] = (counts[list] as number) + by;
}
