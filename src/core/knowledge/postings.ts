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
  idOf(term: string): number;
  /** The next document: ids of the terms of each field, and how much each of them counts. */
  add(fields: readonly { ids: readonly number[]; weight: number }[]): void;
  finish(): Postings;
}

/** BM25 (Robertson and Zaragoza 2009) with fields: k1 is how fast repetition stops to count, b how much long documents lose. */
export function postingsBuilder({ k1, b }: Saturation): PostingsBuilder {
  const ids = new Map<string, number>();
  /** How many documents have each term. */
  const having: number[] = [];
  /** Of each term its place in the document at hand, when it is there. */
  const places: number[] = [];
  const documents: Entries[] = [];
  const lengths: number[] = [];
  let terms = new Uint32Array(256);
  let counts = new Float32Array(256);
  function idOf(term: string): number {
    const known = ids.get(term);
    if (known !== undefined) return known;
    ids.set(term, ids.size);
    having.push(0);
    places.push(0);
    return ids.size - 1;
  }
  const add: PostingsBuilder["add"] = (fields) => {
    let size = 0;
    let length = 0;
    for (const field of fields) {
      length += field.ids.length * field.weight;
      for (const id of field.ids) {
        const place = places[id] as number;
        if (place < size && terms[place] === id) {
          counts[place] = at(counts, place) + field.weight;
          continue;
        }
        if (size === terms.length) {
          terms = grown(terms, new Uint32Array(size * 2));
          counts = grown(counts, new Float32Array(size * 2));
        }
        terms[size] = id;
        counts[size] = field.weight;
        having[id] = (having[id] as number) + 1;
        places[id] = size++;
      }
    }
    documents.push({ terms: terms.slice(0, size), counts: counts.slice(0, size) });
    lengths.push(length);
  };
  return { idOf, add, finish: () => byTerm(documents, ids, having, lengths, { k1, b }) };
}

function grown<T extends Uint32Array | Float32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

export function buildPostings(documents: Iterable<readonly Field[]>, saturation: Saturation): Postings {
  const builder = postingsBuilder(saturation);
  for (const fields of documents)
    builder.add(fields.map(({ terms, weight }) => ({ ids: terms.map(builder.idOf), weight })));
  return builder.finish();
}

/** The terms of a document, each once, and how much each counts. */
interface Entries {
  terms: Uint32Array;
  counts: Float32Array;
}

function byTerm(
  entries: readonly Entries[],
  ids: ReadonlyMap<string, number>,
  having: readonly number[],
  lengths: readonly number[],
  { k1, b }: Saturation,
): Postings {
  const size = lengths.length;
  const mean = lengths.reduce((sum, it) => sum + it, 0) / size || 1;
  const starts = new Uint32Array(ids.size + 1);
  for (const [t, count] of having.entries()) starts[t + 1] = at(starts, t) + count;
  const idf = Float32Array.from(having, (count) => inverseFrequency(size, count));
  const next = starts.slice();
  const documents = new Uint32Array(at(starts, ids.size));
  const weights = new Float32Array(documents.length);
  for (const [document, { terms, counts }] of entries.entries()) {
    const norm = k1 * (1 - b + (b * (lengths[document] ?? 0)) / mean);
    for (let i = 0; i < terms.length; i++) {
      const term = at(terms, i);
      const count = at(counts, i);
      const place = at(next, term);
      next[term] = place + 1;
      documents[place] = document;
      weights[place] = (at(idf, term) * count * (k1 + 1)) / (count + norm);
    }
  }
  return { size, ids, idf, idfOfUnknown: inverseFrequency(size, 0), ...heaviestOnly({ starts, documents, weights }) };
}

const inverseFrequency = (size: number, having: number) => Math.log(1 + (size - having + 0.5) / (having + 0.5));

const at = (array: { readonly [index: number]: number }, index: number): number => array[index] as number;

type Lists = Pick<Postings, "starts" | "documents" | "weights">;

/** Of a list that is longer than the budget only the heaviest postings, heaviest first: no query reads further. */
function heaviestOnly(lists: Lists): Lists {
  const starts = new Uint32Array(lists.starts.length);
  for (let t = 0; t + 1 < starts.length; t++)
    starts[t + 1] = at(starts, t) + Math.min(BUDGET, at(lists.starts, t + 1) - at(lists.starts, t));
  if (at(starts, starts.length - 1) === lists.documents.length) return lists;
  const documents = new Uint32Array(at(starts, starts.length - 1));
  const weights = new Float32Array(documents.length);
  for (let t = 0; t + 1 < starts.length; t++) {
    const [from, to] = [at(lists.starts, t), at(lists.starts, t + 1)];
    const start = at(starts, t);
    if (to - from <= BUDGET) {
      documents.set(lists.documents.subarray(from, to), start);
      weights.set(lists.weights.subarray(from, to), start);
      continue;
    }
    for (const [i, place] of heaviest(lists.weights.subarray(from, to), BUDGET).entries()) {
      documents[start + i] = at(lists.documents, from + place);
      weights[start + i] = at(lists.weights, from + place);
    }
  }
  return { starts, documents, weights };
}

/** Places of the `count` greatest of these positive numbers, greatest first, of equals the earlier first. */
function heaviest(weights: Float32Array, count: number): Float64Array {
  // The bits of a positive float are in the order of its size; their upper half sorts roughly, to leave most out.
  const bits = new Uint32Array(weights.buffer, weights.byteOffset, weights.length);
  const histogram = new Uint32Array(2 ** 15);
  for (let i = 0; i < bits.length; i++) histogram[at(bits, i) >>> 16] = at(histogram, at(bits, i) >>> 16) + 1;
  let bar = histogram.length;
  let above = 0;
  while (above < count) above += at(histogram, --bar);
  // 31 bits of weight and 22 of place make one number, which sorts with no comparison of ours.
  const keys = new Float64Array(above);
  let kept = 0;
  for (let i = 0; i < bits.length; i++)
    if (at(bits, i) >>> 16 >= bar) keys[kept++] = (0x7fffffff - at(bits, i)) * PLACES + i;
  return keys
    .sort()
    .subarray(0, count)
    .map((it) => it % PLACES);
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
  // One more, because a place is written before it is known whether it is kept.
  touched: new Uint32Array(postings.size + 1),
  count: 0,
  highest: 0,
  own: 0,
  known: 0,
});

/** Scores a query (terms and how much each counts) into a tally, which is reused from query to query. */
export function tally(postings: Postings, query: ReadonlyMap<string, number>, out: Tally): void {
  const { scores, touched } = out;
  for (let i = 0; i < out.count; i++) scores[touched[i] as number] = 0;
  out.own = 0;
  out.known = 0;
  const found: { id: number; idf: number; factor: number }[] = [];
  for (const [term, factor] of query) {
    const id = postings.ids.get(term);
    const idf = id === undefined ? postings.idfOfUnknown : (postings.idf[id] as number);
    out.own += idf * factor;
    if (id === undefined) continue;
    out.known += idf * factor;
    found.push({ id, idf, factor });
  }
  found.sort((a, b) => b.idf - a.idf);
  let left = BUDGET;
  out.count = 0;
  for (const { id, factor } of found) {
    const start = postings.starts[id] as number;
    const stop = Math.min(postings.starts[id + 1] as number, start + left);
    add(postings, start, stop, factor, out);
    left -= stop - start;
    if (left <= 0) break;
  }
  let highest = 0;
  for (let i = 0; i < out.count; i++) highest = Math.max(highest, scores[touched[i] as number] as number);
  out.highest = highest;
}

/** Adds the postings of one term. Reads its arrays with no function between, which would cost more than the rest. */
function add({ documents, weights }: Postings, start: number, stop: number, factor: number, out: Tally): void {
  const { scores, touched } = out;
  let { count } = out;
  for (let i = start; i < stop; i++) {
    const document = documents[i] as number;
    const before = scores[document] as number;
    // Written always and kept only if new: a branch that cannot be foreseen costs more.
    touched[count] = document;
    count += before === 0 ? 1 : 0;
    scores[document] = before + (weights[i] as number) * factor;
  }
  out.count = count;
}
