import type { Piece } from "./analyse.ts";

/** Shorter words are too near to too many others. */
const SHORTEST = 4;
/** At most so many words of a text are put right, which bounds the time that any text can take. */
const MOST = 12;
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/**
 * Puts the words of a query right that no article has and that are one letter away from words that articles have: one too many, one
 * missing, one exchanged, two swapped, or the space forgotten (Norvig 2007). Of several the most frequent: `known` says how often each
 * word occurs. Known words cost one look-up.
 */
export function respeller(known: ReadonlyMap<string, number>): (found: readonly Piece[]) => Piece[] {
  const frequency = (word: string) => known.get(word) ?? 0;
  return (found) => {
    let left = MOST;
    return found.flatMap((piece): Piece | Piece[] => {
      if (piece.run || piece.text.length < SHORTEST || frequency(piece.text) > 0) return piece;
      if (!/^[a-z]+$/.test(piece.text) || left-- <= 0) return piece;
      const words = nearest(piece.text, frequency) ?? parted(piece.text, frequency);
      return words ? words.map((text) => ({ text, run: false })) : piece;
    });
  };
}

function nearest(word: string, frequency: (word: string) => number): string[] | null {
  let best = 0;
  let found: string | null = null;
  const consider = (candidate: string) => {
    const often = candidate.length < SHORTEST - 1 ? 0 : frequency(candidate);
    if (often <= best) return;
    best = often;
    found = candidate;
  };
  for (let i = 0; i <= word.length; i++) {
    const [before, after] = [word.slice(0, i), word.slice(i)];
    if (after.length > 0) consider(before + after.slice(1));
    if (after.length > 1) consider(before + after.charAt(1) + after.charAt(0) + after.slice(2));
    for (const letter of LETTERS) {
      consider(before + letter + after);
      if (after.length > 0) consider(before + letter + after.slice(1));
    }
  }
  return found === null ? null : [found];
}

/** Two known words that were written as one; of several pairs the one whose rarer word is the most frequent. */
function parted(word: string, frequency: (word: string) => number): string[] | null {
  let best = 0;
  let found: string[] | null = null;
  for (let i = 1; i < word.length; i++) {
    const [before, after] = [word.slice(0, i), word.slice(i)];
    const often = Math.min(frequency(before), frequency(after));
    if (often <= best) continue;
    best = often;
    found = [before, after];
  }
  return found;
}
