import type { Lure } from "./lure.ts";
import { splitAlternatives, startsOf } from "./starts.ts";

/** One wording of a lure, tried at one place of a text. */
export interface Wording {
  lure: Lure;
  /** Sticky: set its `lastIndex` to the place. */
  pattern: RegExp;
  /** It begins where a word does. */
  atWord: boolean;
}

/** Knows by three characters which wordings can begin at a place, so that most places of most texts cost one look into a table. */
export interface WordingIndex {
  /** Visits each place of a text at which something may begin, from the first to the last. */
  visit(text: string, each: (wordings: readonly Wording[], place: number) => void): void;
}

/** Letters, digits, and everything else, in five bits. */
const BITS = 5;
const CLASSES = 28;
const DIGIT = 27;
const CLASS_OF = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code >= 97 && code <= 122) return code - 96;
  return code >= 48 && code <= 57 ? DIGIT : 0;
});
const classOf = (code: number): number => (code < 128 ? (CLASS_OF[code] as number) : 0);

/** Makes the index of a table. */
export function indexOf(table: readonly Lure[]): WordingIndex {
  const latin = new Map<number, Set<Wording>>();
  const others = new Map<number, Set<Wording>>();
  const add = (lists: Map<number, Set<Wording>>, key: number, wording: Wording) => {
    const list = lists.get(key);
    if (list === undefined) lists.set(key, new Set([wording]));
    else list.add(wording);
  };
  for (const lure of table) {
    for (const source of lure.wordings.flatMap(splitAlternatives)) {
      const wording = { lure, pattern: new RegExp(source, "y"), atWord: source.startsWith("\\b") };
      for (const start of startsOf(source)) {
        const first = start.charCodeAt(0);
        if (first < 128) for (const place of placesOf(start)) add(latin, place, wording);
        else add(others, first, wording);
      }
    }
  }
  const rows: (readonly Wording[] | undefined)[] = [undefined];
  const rowOf = new Uint16Array(1 << (BITS * 3));
  for (const [place, wordings] of latin) rowOf[place] = rows.push([...wordings]) - 1;
  const beyond = new Map([...others].map(([first, wordings]) => [first, [...wordings]]));
  return {
    visit(text, each) {
      let key = 0;
      for (let i = 0; i < text.length + 2; i++) {
        key = ((key << BITS) | (i < text.length ? classOf(text.charCodeAt(i)) : 0)) & 0x7fff;
        if (i < 2) continue;
        const first = text.charCodeAt(i - 2);
        const wordings = first < 128 ? rows[rowOf[key] as number] : beyond.get(first);
        if (wordings !== undefined) each(wordings, i - 2);
      }
    },
  };
}

/** The places of the table that a start stands for: all that go on with it. */
function placesOf(start: string): number[] {
  let places = [0];
  for (let i = 0; i < 3; i++) {
    const all = Array.from({ length: CLASSES }, (_, it) => it);
    const next = start[i] === undefined ? all : [classOf(start.charCodeAt(i))];
    places = places.flatMap((place) => next.map((it) => (place << BITS) | it));
  }
  return places;
}
