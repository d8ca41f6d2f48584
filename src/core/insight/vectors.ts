import { type Piece, read, terms } from "../knowledge/analyse.ts";
import { withoutEntities } from "../knowledge/entities.ts";

/** Weights by term, of length 1; empty for a text with no words. Terms are numbers that mean something to one `vectorsOf` only. */
export interface Vector {
  terms: Uint32Array;
  weights: Float64Array;
}

/** Amounts, dates, hashes and addresses: each is rare, and none says what a question is about. */
const NUMERIC = /^[\p{N}]+$|^(?=.*\p{N}).{7,}$/u;

/** Nobody asks about a hash, an address or an amount alone: a text that has nothing else is read whole. */
function readText(text: string): Piece[] {
  const found = read(withoutEntities(text));
  return found.length > 0 ? found : read(text);
}

/** Of texts that have the same words in the same order, however they are written and whatever hashes or amounts are among them, the first; without those that have none. */
export function distinctTexts(texts: readonly string[]): string[] {
  const known = new Set([""]);
  return texts.filter((text) => {
    const words = readText(text).map((piece) => piece.text);
    const before = known.size;
    return known.add(words.join(" ")).size > before;
  });
}

/** Words, stemmed, that make a question and not what it is about. A desk with few articles cannot learn them from those. */
const ASKING = new Set(
  "am ani been can could did do doe for from get go had has have he hello help hey hi how i im ive if just know like me my need now our pleas she should so some tell thank them us want we were what whi when where which who why would you your".split(
    " ",
  ),
);
const ASKING_HAN = /^[的了吗呢吧啊呀么我你您他她们是在有请问想要怎样什哪里如何为谁能可以会这那个和都就也还]+$/u;

/**
 * The distinct terms of a text, in the order of the alphabet, without numbers and, unless there is nothing else, without the words
 * that any question has. English is stemmed, Chinese falls into characters and pairs of them.
 */
export function termsOf(text: string): string[] {
  const all = [...new Set(terms(readText(text)))].filter((term) => !NUMERIC.test(term)).sort();
  const telling = all.filter((term) => !ASKING.has(term) && !ASKING_HAN.test(term));
  return telling.length > 0 ? telling : all;
}

/**
 * Tf-idf vectors of texts, given as their terms: ln(1 + n/df) for every term, scaled to length 1. `background` are more texts of the
 * kind, which only help to tell a rare word from a common one where there are few texts.
 */
export function vectorsOf(texts: readonly string[][], background: readonly string[][] = []): Vector[] {
  const uses = new Map<string, number>();
  for (const words of [...texts, ...background]) for (const word of words) uses.set(word, (uses.get(word) ?? 0) + 1);
  const places = new Map([...uses.keys()].map((word, place) => [word, place]));
  const weight = (word: string) => Math.log(1 + (texts.length + background.length) / (uses.get(word) ?? 1));
  return texts.map((words) => unit(new Map(words.map((word) => [places.get(word) ?? 0, weight(word)]))));
}

/** Where several vectors point together, each as often as it counts; of length 1. */
export function centreOf(vectors: readonly { vector: Vector; count: number }[]): Vector {
  const sums = new Map<number, number>();
  for (const { vector, count } of vectors) {
    for (const [i, term] of vector.terms.entries())
      sums.set(term, (sums.get(term) ?? 0) + count * (vector.weights[i] ?? 0));
  }
  return unit(sums);
}

/** Cosine of the angle between two vectors of the same `vectorsOf`: 0 to 1. */
export function cosine(a: Vector, b: Vector): number {
  let sum = 0;
  for (let i = 0, j = 0; i < a.terms.length && j < b.terms.length; ) {
    const left = a.terms[i] ?? 0;
    const right = b.terms[j] ?? 0;
    if (left === right) sum += (a.weights[i++] ?? 0) * (b.weights[j++] ?? 0);
    else if (left < right) i++;
    else j++;
  }
  return sum;
}

function unit(weights: ReadonlyMap<number, number>): Vector {
  const own = Uint32Array.from(weights.keys()).sort();
  const raw = Float64Array.from(own, (term) => weights.get(term) ?? 0);
  const length = Math.sqrt(raw.reduce((sum, weight) => sum + weight * weight, 0));
  return { terms: own, weights: length === 0 ? raw : raw.map((weight) => weight / length) };
}
