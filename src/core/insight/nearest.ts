import type { Vector } from "./vectors.ts";

interface Postings {
  numbers: number[];
  weights: number[];
}

/**
 * An inverted index of up to `size` vectors that finds the nearest of those put in. The work of one search grows with the vectors that
 * share a term with it, not with all.
 */
export function nearestIndex(size: number, least: number) {
  const having = new Map<number, Postings>();
  const scores = new Float64Array(size);
  let count = 0;

  /** The vector's number: 0 for the first. */
  function add({ terms, weights }: Vector): number {
    for (let i = 0; i < terms.length; i++) {
      const term = terms[i] ?? 0;
      const known = having.get(term) ?? { numbers: [], weights: [] };
      known.numbers.push(count);
      known.weights.push(weights[i] ?? 0);
      having.set(term, known);
    }
    return count++;
  }

  /** The number of the nearest with a cosine of at least `least`, of equals the first put in; undefined when there is none. */
  function nearest({ terms, weights }: Vector): number | undefined {
    const touched: number[] = [];
    for (let i = 0; i < terms.length; i++) {
      const known = having.get(terms[i] ?? 0);
      if (known === undefined) continue;
      const weight = weights[i] ?? 0;
      for (let j = 0; j < known.numbers.length; j++) {
        const number = known.numbers[j] ?? 0;
        if (scores[number] === 0) touched.push(number);
        scores[number] = (scores[number] ?? 0) + weight * (known.weights[j] ?? 0);
      }
    }
    let best: number | undefined;
    for (const number of touched) {
      const score = scores[number] ?? 0;
      const rival = best === undefined ? least : (scores[best] ?? 0);
      if (score > rival || (score === rival && (best === undefined || number < best))) best = number;
    }
    for (const number of touched) scores[number] = 0;
    return best;
  }

  return { add, nearest };
}
