import { type Piece, stemOfPiece } from "./analyse.ts";

/** Features of a text for the classifier: hash of the feature -> how often it occurs. The hashes of characters are odd, of words even. */
export type Features = Map<number, number>;

export const isOfCharacters = (hash: number): boolean => (hash & 1) === 1;

const WORD = 0x811c9dc5;
const PAIR = 0x2f0b4c47;
const GRAM = 0x5bd1e995;
const SPACE = 32;
const [SHORTEST, LONGEST] = [2, 4];

/** FNV-1a over code units. */
const mix = (hash: number, code: number) => Math.imul(hash ^ code, 0x01000193);

function hashOf(text: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = mix(hash, text.charCodeAt(i));
  return hash;
}

/** Stems and pairs of neighbours, and inside each word (its ends marked) every 2 to 4 characters; in a run, characters are the words. */
export function featuresOf(found: readonly Piece[]): Features {
  const features: Features = new Map();
  const count = (hash: number) => features.set(hash, (features.get(hash) ?? 0) + 1);
  const add = (hash: number) => count((hash & ~1) >>> 0);
  let before = -1;
  for (const piece of found) {
    for (const word of piece.run ? piece.text : [stemOfPiece(piece)]) {
      add(hashOf(word, WORD));
      if (before !== -1) add(hashOf(word, mix(before, SPACE)));
      before = hashOf(word, PAIR);
    }
    grams(piece.text, (hash) => count((hash | 1) >>> 0));
  }
  if (before !== -1) add(mix(before, SPACE));
  return features;
}

function grams(text: string, add: (hash: number) => void): void {
  for (let start = -1; start < text.length; start++) {
    let hash = GRAM;
    for (let length = 1; length <= LONGEST && start + length <= text.length + 1; length++) {
      const place = start + length - 1;
      hash = mix(hash, place < 0 || place >= text.length ? SPACE : text.charCodeAt(place));
      if (length >= SHORTEST) add(hash);
    }
  }
}
