import { normalise, pieces, terms } from "../knowledge/analyse.ts";

/** Weights by term, rarest term first, of length 1; empty for a text with no words. */
export type Vector = ReadonlyMap<string, number>;

/**
 * Tf-idf vectors of texts: ln(1 + n/df) for every term that a text has, however often, scaled to length 1. Terms are those the
 * knowledge base is searched by: English is stemmed, Chinese falls into characters and pairs of them. `background` are more texts
 * of the kind, which only help to tell a rare word from a common one where there are few texts.
 */
export function vectorsOf(texts: readonly string[], background: readonly string[] = []): Vector[] {
  const own = texts.map(termsOf);
  const uses = new Map<string, number>();
  for (const words of [...own, ...background.map(termsOf)])
    for (const word of words) uses.set(word, (uses.get(word) ?? 0) + 1);
  const weight = (word: string) => Math.log(1 + (texts.length + background.length) / (uses.get(word) ?? 1));
  return own.map((words) => unit(new Map(words.map((word) => [word, weight(word)]))));
}

/** The distinct terms of a text, in the order of the alphabet. */
export const termsOf = (text: string): string[] => [...new Set(terms(pieces(normalise(text))))].sort();

/** Cosine of the angle between two vectors of the same `vectorsOf`: 0 to 1. */
export function cosine(a: Vector, b: Vector): number {
  const [less, more] = a.size <= b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [term, weight] of less) sum += weight * (more.get(term) ?? 0);
  return sum;
}

/** Where several vectors point together, each as often as it counts; of length 1. */
export function centreOf(vectors: readonly { vector: Vector; count: number }[]): Vector {
  const sums = new Map<string, number>();
  for (const { vector, count } of vectors)
    for (const [term, weight] of vector) sums.set(term, (sums.get(term) ?? 0) + count * weight);
  return unit(sums);
}

function unit(weights: Map<string, number>): Vector {
  const sorted = [...weights].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const length = Math.sqrt(sorted.reduce((sum, [, weight]) => sum + weight * weight, 0));
  return new Map(sorted.map(([term, weight]) => [term, weight / length]));
}

/** Finds, of the vectors put in, the one that is nearest; the work grows with those that share a telling term, not with all. */
export function nearestIndex(least: number) {
  const known: Vector[] = [];
  const having = new Map<string, number[]>();
  return {
    /** Its number: 0 for the first. */
    add(vector: Vector): number {
      for (const term of vector.keys()) {
        const list = having.get(term);
        if (list === undefined) having.set(term, [known.length]);
        else list.push(known.length);
      }
      return known.push(vector) - 1;
    },
    /** The number of the nearest with a cosine of at least `least`, the first put in of equals; undefined when there is none. */
    nearest(vector: Vector): number | undefined {
      let best: number | undefined;
      let highest = least;
      for (const number of candidates(vector)) {
        const near = cosine(vector, known[number] ?? new Map());
        if (near < highest || (near === highest && best !== undefined && best < number)) continue;
        highest = near;
        best = number;
      }
      return best;
    },
  };

  /** Prefix filtering (Bayardo, Ma, Srikant 2007): terms whose joint length is below `least` cannot make a pair on their own. */
  function candidates(vector: Vector): Set<number> {
    const found = new Set<number>();
    let rest = 1;
    for (const [term, weight] of vector) {
      if (rest < least * least - 1e-9) break;
      for (const number of having.get(term) ?? []) found.add(number);
      rest -= weight * weight;
    }
    return found;
  }
}
