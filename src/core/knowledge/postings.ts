/**
 * An inverted index whose postings carry their BM25 weight already, so that a query only adds. A posting is one number: the document in
 * the upper bits, and in the lower ones its weight as a share of the term's greatest, because what is read most should be small.
 */
export interface Postings {
  /** Documents. */
  size: number;
  ids: ReadonlyMap<string, number>;
  /** Postings of term t: starts[t] to starts[t + 1]. */
  starts: Uint32Array;
  /** document << WEIGHT_BITS | weight, which is at least 1. */
  entries: Uint32Array;
  /** Of each term what a weight of 1 stands for. */
  scales: Float32Array;
  idf: Float32Array;
  /** The terms of document d, from starts[d] to starts[d + 1], each as term << WEIGHT_BITS | weight; null where documents are few. */
  byDocument: { starts: Uint32Array; entries: Uint32Array } | null;
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
export const BUDGET = 8_000;
export const WEIGHT_BITS = 10;
const GREATEST = 2 ** WEIGHT_BITS - 1;
/** More documents than that have no place in a posting, and would not fit into memory. */
const PLACES = 2 ** (32 - WEIGHT_BITS);

interface Saturation {
  k1: number;
  b: number;
}

/** Numbers of terms, from 0; several indexes may share one. */
export interface Dictionary {
  ids: ReadonlyMap<string, number>;
  idOf(term: string): number;
}

export function dictionary(): Dictionary {
  const ids = new Map<string, number>();
  const idOf = (term: string): number => {
    const known = ids.get(term);
    if (known !== undefined) return known;
    ids.set(term, ids.size);
    return ids.size - 1;
  };
  return { ids, idOf };
}

export interface PostingsBuilder {
  /** Terms of the document at hand, and how much each of them counts. */
  count(ids: readonly number[], weight: number): void;
  /** The next document begins. */
  end(): void;
  /** With the terms of each document besides, when there are more than `few` documents. */
  finish(few?: number): Postings;
}

/** BM25 (Robertson and Zaragoza 2009) with fields: k1 is how fast repetition stops to count, b how much long documents lose. */
export function postingsBuilder(saturation: Saturation, { ids }: Dictionary): PostingsBuilder {
  /** How many documents have each term. */
  let having = new Uint32Array(1_024);
  /** Of each term its place in the document at hand, when it is there. */
  let places = new Uint32Array(1_024);
  const documents: Entries[] = [];
  const lengths: number[] = [];
  let terms = new Uint32Array(256);
  let counts = new Float32Array(256);
  let size = 0;
  let length = 0;
  function count(found: readonly number[], weight: number): void {
    length += found.length * weight;
    for (const id of found) {
      if (id >= places.length) {
        places = grown(places, new Uint32Array(id * 2));
        having = grown(having, new Uint32Array(id * 2));
      }
      const place = at(places, id);
      if (place < size && terms[place] === id) {
        counts[place] = at(counts, place) + weight;
        continue;
      }
      if (size === terms.length) {
        terms = grown(terms, new Uint32Array(size * 2));
        counts = grown(counts, new Float32Array(size * 2));
      }
      terms[size] = id;
      counts[size] = weight;
      having[id] = at(having, id) + 1;
      places[id] = size++;
    }
  }
  function end(): void {
    documents.push({ terms: terms.slice(0, size), counts: counts.slice(0, size) });
    lengths.push(length);
    size = 0;
    length = 0;
  }
  function finish(few = PLACES): Postings {
    // A dictionary that is shared may have grown since.
    const all = new Uint32Array(ids.size);
    all.set(having.subarray(0, ids.size));
    return byTerm(documents, ids, all, lengths, saturation, few);
  }
  return { count, end, finish };
}

function grown<T extends Uint32Array | Float32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

export function buildPostings(documents: Iterable<readonly Field[]>, saturation: Saturation): Postings {
  const known = dictionary();
  const builder = postingsBuilder(saturation, known);
  for (const fields of documents) {
    for (const { terms, weight } of fields) builder.count(terms.map(known.idOf), weight);
    builder.end();
  }
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
  having: Uint32Array,
  lengths: readonly number[],
  { k1, b }: Saturation,
  few: number,
): Postings {
  const size = lengths.length;
  const mean = lengths.reduce((sum, it) => sum + it, 0) / size || 1;
  const starts = new Uint32Array(ids.size + 1);
  for (const [t, count] of having.entries()) starts[t + 1] = at(starts, t) + count;
  const idf = Float32Array.from(having, (count) => inverseFrequency(size, count));
  const next = starts.slice();
  const documents = new Uint32Array(at(starts, ids.size));
  const weights = new Float32Array(documents.length);
  const weightIn = (document: number) => {
    const norm = k1 * (1 - b + (b * (lengths[document] ?? 0)) / mean);
    return (term: number, count: number) => (at(idf, term) * count * (k1 + 1)) / (count + norm);
  };
  for (const [document, { terms, counts }] of entries.entries()) {
    const weigh = weightIn(document);
    for (let i = 0; i < terms.length; i++) {
      const term = at(terms, i);
      const place = at(next, term);
      next[term] = place + 1;
      documents[place] = document;
      weights[place] = weigh(term, at(counts, i));
    }
  }
  const lists = packed({ starts, documents, weights });
  const byDocument = size > few ? packedByDocument(entries, lists.scales, weightIn) : null;
  return { size, ids, idf, idfOfUnknown: inverseFrequency(size, 0), byDocument, ...lists };
}

function packedByDocument(
  all: readonly Entries[],
  scales: Float32Array,
  weightIn: (document: number) => (term: number, count: number) => number,
): NonNullable<Postings["byDocument"]> {
  const starts = new Uint32Array(all.length + 1);
  for (const [document, { terms }] of all.entries()) starts[document + 1] = at(starts, document) + terms.length;
  const entries = new Uint32Array(at(starts, all.length));
  for (const [document, { terms, counts }] of all.entries()) {
    const weigh = weightIn(document);
    for (let i = 0; i < terms.length; i++) {
      const term = at(terms, i);
      entries[at(starts, document) + i] = packedAs(term, weigh(term, at(counts, i)) / at(scales, term));
    }
  }
  return { starts, entries };
}

const packedAs = (place: number, weight: number): number =>
  (place << WEIGHT_BITS) | Math.max(1, Math.min(GREATEST, Math.round(weight)));

const inverseFrequency = (size: number, having: number) => Math.log(1 + (size - having + 0.5) / (having + 0.5));

const at = (array: { readonly [index: number]: number }, index: number): number => array[index] as number;

interface Lists {
  starts: Uint32Array;
  documents: Uint32Array;
  weights: Float32Array;
}

/** Of a list that is longer than the budget only the heaviest postings, heaviest first: no query reads further. */
function packed(lists: Lists): Pick<Postings, "starts" | "entries" | "scales"> {
  const terms = lists.starts.length - 1;
  const starts = new Uint32Array(terms + 1);
  for (let t = 0; t < terms; t++)
    starts[t + 1] = at(starts, t) + Math.min(BUDGET, at(lists.starts, t + 1) - at(lists.starts, t));
  const entries = new Uint32Array(at(starts, terms));
  const scales = new Float32Array(terms);
  for (let t = 0; t < terms; t++) {
    const documents = lists.documents.subarray(at(lists.starts, t), at(lists.starts, t + 1));
    const weights = lists.weights.subarray(at(lists.starts, t), at(lists.starts, t + 1));
    const start = at(starts, t);
    const order = weights.length > BUDGET ? heaviest(weights, BUDGET) : null;
    let highest = 0;
    for (let i = 0; i < weights.length; i++) if (at(weights, i) > highest) highest = at(weights, i);
    const scale = highest / GREATEST;
    scales[t] = scale;
    for (let i = start; i < at(starts, t + 1); i++) {
      const place = order ? at(order, i - start) : i - start;
      entries[i] = packedAs(at(documents, place), at(weights, place) / scale);
    }
  }
  return { starts, entries, scales };
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
