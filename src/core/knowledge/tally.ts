import { BUDGET, type Postings, WEIGHT_BITS } from "./postings.ts";

const WEIGHT = 2 ** WEIGHT_BITS - 1;

/** What a query found: the score of each document in `touched` (0 for all others), and what a perfect match would have had. */
export interface Tally {
  scores: Float32Array;
  touched: Uint32Array;
  count: number;
  /** How many postings may still be read. */
  left: number;
  /** The query's score against itself. */
  own: number;
  /** The part of `own` that comes from terms which some document has. */
  known: number;
}

/** Terms and how much each counts. */
export type Terms = ReadonlyMap<string, number>;

export const newTally = (postings: Postings): Tally => ({
  scores: new Float32Array(postings.size),
  // One more, because a place is written before it is known whether it is kept.
  touched: new Uint32Array(postings.size + 1),
  count: 0,
  left: BUDGET,
  own: 0,
  known: 0,
});

/** Makes a tally ready for the next query. */
export function clear(out: Tally): void {
  const { scores, touched, count } = out;
  for (let i = 0; i < count; i++) scores[touched[i] as number] = 0;
  out.count = 0;
  out.left = BUDGET;
  out.own = 0;
  out.known = 0;
}

/** Adds what terms of a query score, rarest first; only in documents that `among` has a 1 for, where it is given. */
export function tally(postings: Postings, query: Terms, out: Tally, among: Uint8Array | null = null): void {
  const { ids, idf, starts, entries, scales, idfOfUnknown } = postings;
  const found: { id: number; idf: number; factor: number }[] = [];
  for (const [term, factor] of query) {
    const id = ids.get(term);
    const weight = id === undefined ? idfOfUnknown : (idf[id] as number);
    out.own += weight * factor;
    if (id === undefined) continue;
    out.known += weight * factor;
    found.push({ id, idf: weight, factor });
  }
  found.sort((a, b) => b.idf - a.idf);
  for (const { id, factor } of found) {
    if (out.left <= 0) break;
    const start = starts[id] as number;
    const stop = Math.min(starts[id + 1] as number, start + out.left);
    const unit = factor * (scales[id] as number);
    if (among) addAmong(entries, start, stop, unit, out, among);
    else add(entries, start, stop, unit, out);
    out.left -= stop - start;
  }
}

/**
 * Scores these documents by all terms of a query, each in full, and returns the best score; `units` has a 0 for each term of the index,
 * before and after. Reads what these documents say, so it costs the same however many others there are.
 */
export function tallyOf(
  chosen: Uint32Array,
  postings: Postings,
  byDocument: NonNullable<Postings["byDocument"]>,
  query: Terms,
  out: Tally,
  units: Float32Array,
): number {
  out.own = 0;
  out.known = 0;
  const ids: number[] = [];
  for (const [term, factor] of query) {
    const id = postings.ids.get(term);
    const weight = (id === undefined ? postings.idfOfUnknown : (postings.idf[id] as number)) * factor;
    out.own += weight;
    if (id === undefined) continue;
    out.known += weight;
    units[id] = factor * (postings.scales[id] as number);
    ids.push(id);
  }
  const { starts, entries } = byDocument;
  let highest = 0;
  for (let i = 0; i < chosen.length; i++) {
    const document = chosen[i] as number;
    const end = starts[document + 1] as number;
    let score = 0;
    for (let at = starts[document] as number; at < end; at++) {
      const entry = entries[at] as number;
      const unit = units[entry >>> WEIGHT_BITS] as number;
      // Most terms are not the query's, which a processor foresees.
      if (unit !== 0) score += unit * (entry & WEIGHT);
    }
    if (out.scores[document] === 0 && score > 0) out.touched[out.count++] = document;
    out.scores[document] = score;
    if (score > highest) highest = score;
  }
  for (const id of ids) units[id] = 0;
  return highest;
}

/** The best score. */
export function highestOf({ scores, touched, count }: Tally): number {
  let highest = 0;
  for (let i = 0; i < count; i++) {
    const score = scores[touched[i] as number] as number;
    if (score > highest) highest = score;
  }
  return highest;
}

/** Adds the postings of one term. Reads its arrays with no function between, which would cost more than the rest. */
function add(entries: Uint32Array, start: number, stop: number, unit: number, out: Tally): void {
  const { scores, touched } = out;
  let { count } = out;
  for (let i = start; i < stop; i++) {
    const entry = entries[i] as number;
    const document = entry >>> WEIGHT_BITS;
    const before = scores[document] as number;
    // Written always and kept only if new, with no branch: one that cannot be foreseen costs more than the rest.
    touched[count] = document;
    count += Number(before === 0);
    scores[document] = before + (entry & WEIGHT) * unit;
  }
  out.count = count;
}

/** The same in few of the documents: most postings are passed over, which a processor foresees. */
function addAmong(
  entries: Uint32Array,
  start: number,
  stop: number,
  unit: number,
  out: Tally,
  among: Uint8Array,
): void {
  const { scores, touched } = out;
  let { count } = out;
  for (let i = start; i < stop; i++) {
    const entry = entries[i] as number;
    const document = entry >>> WEIGHT_BITS;
    if (among[document] === 0) continue;
    const before = scores[document] as number;
    if (before === 0) touched[count++] = document;
    scores[document] = before + (entry & WEIGHT) * unit;
  }
  out.count = count;
}
