/** An inverted index whose postings carry their BM25 weight already, so that a query only adds. */
export interface Postings {
  /** Documents. */
  size: number;
  ids: ReadonlyMap<string, number>;
  /** Postings of term t: starts[t] to starts[t + 1]. */
  starts: Uint32Array;
  documents: Uint32Array;
  weights: Float32Array;
  idf: Float32Array;
  /** What a term that no document has would weigh. */
  idfOfUnknown: number;
}

/** Part of a document; a term in it counts `weight` times. */
export interface Field {
  terms: readonly string[];
  weight: number;
}

/**
 * At most this many postings are read for a query, rarest terms first, and of a long list the heaviest: common words of a very large
 * knowledge base cost time and tell nothing apart.
 */
const BUDGET = 8_000;
/** More documents than that do not fit into memory. */
const PLACES = 2 ** 22;

interface Saturation {
  k1: number;
  b: number;
}

export interface PostingsBuilder {
  /** The next document. */
  add(fields: readonly Field[]): void;
  finish(): Postings;
}

/** BM25 (Robertson and Zaragoza 2009) with fields: k1 is how fast repetition stops to count, b how much long documents lose. */
export function postingsBuilder({ k1, b }: Saturation): PostingsBuilder {
  const ids = new Map<string, number>();
  const entries = {
    terms: new Uint32Array(1_024),
    documents: new Uint32Array(1_024),
    counts: new Float32Array(1_024),
    size: 0,
  };
  /** Of each term its last entry. */
  const last: number[] = [];
  const lengths: number[] = [];
  function add(fields: readonly Field[]): void {
    const first = entries.size;
    let length = 0;
    for (const { terms, weight } of fields) {
      length += terms.length * weight;
      for (const term of terms) {
        let id = ids.get(term);
        if (id === undefined) {
          id = ids.size;
          ids.set(term, id);
          last.push(-1);
        }
        const entry = last[id] as number;
        if (entry >= first) {
          entries.counts[entry] = at(entries.counts, entry) + weight;
          continue;
        }
        if (entries.size === entries.terms.length) grow(entries);
        entries.terms[entries.size] = id;
        entries.documents[entries.size] = lengths.length;
        entries.counts[entries.size] = weight;
        last[id] = entries.size++;
      }
    }
    lengths.push(length);
  }
  return { add, finish: () => byTerm(entries, ids, lengths, { k1, b }) };
}

export function buildPostings(documents: Iterable<readonly Field[]>, saturation: Saturation): Postings {
  const builder = postingsBuilder(saturation);
  for (const fields of documents) builder.add(fields);
  return builder.finish();
}

interface Entries {
  terms: Uint32Array<ArrayBuffer>;
  documents: Uint32Array<ArrayBuffer>;
  counts: Float32Array<ArrayBuffer>;
  size: number;
}

function grow(entries: Entries): void {
  const capacity = entries.terms.length * 2;
  const { terms, documents, counts } = entries;
  entries.terms = new Uint32Array(capacity);
  entries.documents = new Uint32Array(capacity);
  entries.counts = new Float32Array(capacity);
  entries.terms.set(terms);
  entries.documents.set(documents);
  entries.counts.set(counts);
}

function byTerm(
  entries: Entries,
  ids: ReadonlyMap<string, number>,
  lengths: number[],
  { k1, b }: Saturation,
): Postings {
  const size = lengths.length;
  const mean = lengths.reduce((sum, it) => sum + it, 0) / size || 1;
  const starts = new Uint32Array(ids.size + 1);
  for (let i = 0; i < entries.size; i++) starts[at(entries.terms, i) + 1] = at(starts, at(entries.terms, i) + 1) + 1;
  const idf = new Float32Array(ids.size);
  for (let t = 0; t < ids.size; t++) {
    idf[t] = inverseFrequency(size, at(starts, t + 1));
    starts[t + 1] = at(starts, t + 1) + at(starts, t);
  }
  const next = starts.slice();
  const documents = new Uint32Array(entries.size);
  const weights = new Float32Array(entries.size);
  for (let i = 0; i < entries.size; i++) {
    const term = at(entries.terms, i);
    const document = at(entries.documents, i);
    const count = at(entries.counts, i);
    const place = at(next, term);
    next[term] = place + 1;
    documents[place] = document;
    weights[place] =
      (at(idf, term) * count * (k1 + 1)) / (count + k1 * (1 - b + (b * (lengths[document] ?? 0)) / mean));
  }
  const postings = { size, ids, starts, documents, weights, idf, idfOfUnknown: inverseFrequency(size, 0) };
  for (let t = 0; t < ids.size; t++) heaviestFirst(postings, t);
  return postings;
}

const inverseFrequency = (size: number, having: number) => Math.log(1 + (size - having + 0.5) / (having + 0.5));

const at = (array: { readonly [index: number]: number }, index: number): number => array[index] as number;

/** Heavier before lighter, then in the order they are in; by one number each, because sorting numbers needs no comparison of ours. */
function heaviestFirst({ starts, documents, weights }: Postings, term: number): void {
  const start = at(starts, term);
  const end = at(starts, term + 1);
  if (end - start <= BUDGET) return;
  // A positive float's bits are in the order of its size: 31 of them, and 22 for the place.
  const bits = new Uint32Array(weights.buffer, start * 4, end - start);
  const keys = Float64Array.from(bits, (it, i) => (0x7fffffff - it) * PLACES + i).sort();
  const order = Uint32Array.from(keys, (it) => start + (it % PLACES));
  documents.set(
    order.map((i) => at(documents, i)),
    start,
  );
  weights.set(
    Float32Array.from(order, (i) => at(weights, i)),
    start,
  );
}

/** What a query found: the score of each document in `touched` (0 for all others), and what a perfect match would have had. */
export interface Tally {
  scores: Float32Array;
  touched: Uint32Array;
  count: number;
  /** The best score. */
  highest: number;
  /** The query's score against itself. */
  own: number;
  /** The part of `own` that comes from terms which some document has. */
  known: number;
}

export const newTally = (postings: Postings): Tally => ({
  scores: new Float32Array(postings.size),
  touched: new Uint32Array(postings.size),
  count: 0,
  highest: 0,
  own: 0,
  known: 0,
});

/** Scores a query (terms and how much each counts) into a tally, which is reused from query to query. */
export function tally(postings: Postings, query: ReadonlyMap<string, number>, out: Tally): void {
  const { scores, touched } = out;
  for (let i = 0; i < out.count; i++) scores[at(touched, i)] = 0;
  out.own = 0;
  out.known = 0;
  const found: { start: number; end: number; factor: number }[] = [];
  for (const [term, factor] of query) {
    const id = postings.ids.get(term);
    const idf = id === undefined ? postings.idfOfUnknown : at(postings.idf, id);
    out.own += idf * factor;
    if (id === undefined) continue;
    out.known += idf * factor;
    found.push({ start: at(postings.starts, id), end: at(postings.starts, id + 1), factor });
  }
  found.sort((a, b) => a.end - a.start - (b.end - b.start));
  let left = BUDGET;
  let count = 0;
  let highest = 0;
  for (const { start, end, factor } of found) {
    const stop = Math.min(end, start + left);
    for (let i = start; i < stop; i++) {
      const document = at(postings.documents, i);
      const before = at(scores, document);
      if (before === 0) touched[count++] = document;
      const score = before + at(postings.weights, i) * factor;
      if (score > highest) highest = score;
      scores[document] = score;
    }
    left -= stop - start;
    if (left <= 0) break;
  }
  out.count = count;
  out.highest = highest;
}
