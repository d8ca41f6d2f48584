import { type Features, isOfCharacters } from "./features.ts";
import { generator, shuffle } from "./random.ts";

/** Softmax regression from features to classes, as plain arrays. Weights are 8-bit: weights[f * classes + c] * scales[f]. */
export interface Classifier {
  classes: number;
  /** Hash of each feature, in ascending order. */
  hashes: Uint32Array;
  idf: Float32Array;
  scales: Float32Array;
  weights: Int8Array;
}

export interface Example {
  features: Features;
  class: number;
}

const EPOCHS = 6;
const RATE = 5;
/** Past this many weights the rarest features go: a bound on memory and on training time. */
const MAX_WEIGHTS = 12_000_000;
/** Probability errors below this change nothing that one can measure, and skipping them makes an update cheap. */
const NEGLIGIBLE = 1e-3;
/** After the second round, the classes that an example gives less than this are no longer compared with it: most of them. */
const NARROWED_AFTER = 1;
const HOPELESS = 3e-4;

/** Trains by stochastic gradient descent on tf-idf, in an order that is always the same; null when there is nothing to tell apart. */
export function trainClassifier(examples: readonly Example[], classes: number): Classifier | null {
  if (classes < 2 || examples.length < classes * 2) return null;
  const { hashes, idf } = vocabulary(examples, Math.floor(MAX_WEIGHTS / classes));
  const idOf = new Map(Array.from(hashes, (hash, id) => [hash, id]));
  const lessons = examples.map((it): Lesson => {
    return { row: vector(it.features, idOf, hashes, idf), right: it.class, running: null };
  });
  const weights = new Float32Array(hashes.length * classes);
  const probabilities = new Float32Array(classes);
  const order = lessons.map((_, i) => i);
  const random = generator(1);
  const total = EPOCHS * lessons.length;
  let step = 0;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random);
    for (const n of order) {
      const rate = RATE * (1 - step++ / total);
      const lesson = lessons[n] as Lesson;
      if (lesson.running?.length === 1) continue;
      const among = lesson.running ? probabilities.subarray(0, lesson.running.length) : probabilities;
      addLogits(lesson, weights, classes, among);
      toProbabilities(among);
      learn(lesson, weights, classes, among, rate);
      if (epoch >= NARROWED_AFTER) lesson.running = hopeful(lesson, among);
    }
  }
  return { classes, hashes, idf, ...quantise(weights, classes) };
}

interface Lesson {
  row: Vector;
  right: number;
  /** The classes that the right one is still compared with, and itself; null for all. */
  running: Uint32Array | null;
}

function hopeful({ running, right }: Lesson, probabilities: Float32Array): Uint32Array {
  const kept = new Uint32Array(probabilities.length);
  let count = 0;
  for (let i = 0; i < probabilities.length; i++) {
    const c = running ? (running[i] as number) : i;
    if (c === right || (probabilities[i] as number) > HOPELESS) kept[count++] = c;
  }
  return count === running?.length ? running : kept.slice(0, count);
}

/** One logit for each class that is in the running. */
function addLogits({ row, running }: Lesson, weights: Float32Array, classes: number, logits: Float32Array): void {
  logits.fill(0);
  if (!running) {
    addProducts(row, weights, classes, logits);
    return;
  }
  const { ids, values } = row;
  for (let k = 0; k < ids.length; k += 4) {
    const a = (ids[k] as number) * classes;
    const b = (ids[k + 1] as number) * classes;
    const c = (ids[k + 2] as number) * classes;
    const d = (ids[k + 3] as number) * classes;
    const v = values[k] as number;
    const w = values[k + 1] as number;
    const x = values[k + 2] as number;
    const y = values[k + 3] as number;
    for (let i = 0; i < running.length; i++) {
      const at = running[i] as number;
      logits[i] =
        (logits[i] as number) +
        v * (weights[a + at] as number) +
        w * (weights[b + at] as number) +
        x * (weights[c + at] as number) +
        y * (weights[d + at] as number);
    }
  }
}

function learn(
  { row, running, right }: Lesson,
  weights: Float32Array,
  classes: number,
  probabilities: Float32Array,
  rate: number,
): void {
  const wrong: number[] = [];
  const steps: number[] = [];
  for (let i = 0; i < probabilities.length; i++) {
    const c = running ? (running[i] as number) : i;
    const error = (probabilities[i] as number) - (c === right ? 1 : 0);
    if (Math.abs(error) < NEGLIGIBLE) continue;
    wrong.push(c);
    steps.push(error * rate);
  }
  for (let k = 0; k < row.ids.length; k++) {
    const base = (row.ids[k] as number) * classes;
    const value = row.values[k] as number;
    for (let i = 0; i < wrong.length; i++) {
      const place = base + (wrong[i] as number);
      weights[place] = (weights[place] as number) - value * (steps[i] as number);
    }
  }
}

/** Returns a function from features to one logit per class; the array is reused by the next call. Null when no feature is known. */
export function scorer(classifier: Classifier): (features: Features) => Float32Array | null {
  const { classes, hashes, idf, scales, weights } = classifier;
  const idOf = new Map(Array.from(hashes, (hash, id) => [hash, id]));
  const logits = new Float32Array(classes);
  return (features) => {
    const row = vector(features, idOf, hashes, idf);
    if (row.ids.length === 0) return null;
    for (let k = 0; k < row.ids.length; k++)
      row.values[k] = (row.values[k] as number) * (scales[row.ids[k] as number] as number);
    logits.fill(0);
    addProducts(row, weights, classes, logits);
    return logits;
  };
}

interface Vector {
  ids: Uint32Array;
  values: Float32Array;
}

/** tf-idf with a logarithm of the count. Words and characters each have length 1, so that many characters do not drown few words; so has the whole. */
function vector(features: Features, idOf: ReadonlyMap<number, number>, hashes: Uint32Array, idf: Float32Array): Vector {
  const ids = new Uint32Array(features.size + 3);
  const values = new Float32Array(features.size + 3);
  let count = 0;
  let [words, characters] = [0, 0];
  for (const [hash, occurrences] of features) {
    const id = idOf.get(hash);
    if (id === undefined) continue;
    const value = (1 + Math.log(occurrences)) * (idf[id] as number);
    ids[count] = id;
    values[count++] = value;
    if (isOfCharacters(hash)) characters += value * value;
    else words += value * value;
  }
  const parts = words > 0 && characters > 0 ? 2 : 1;
  const ofWord = 1 / Math.sqrt(parts * words || 1);
  const ofCharacters = 1 / Math.sqrt(parts * characters || 1);
  for (let k = 0; k < count; k++)
    values[k] = (values[k] as number) * (isOfCharacters(hashes[ids[k] as number] as number) ? ofCharacters : ofWord);
  const padded = (count + 3) & ~3;
  return { ids: ids.subarray(0, padded), values: values.subarray(0, padded) };
}

function addProducts(row: Vector, weights: Float32Array | Int8Array, classes: number, logits: Float32Array): void {
  const { ids, values } = row;
  for (let k = 0; k < ids.length; k += 4) {
    const a = (ids[k] as number) * classes;
    const b = (ids[k + 1] as number) * classes;
    const c = (ids[k + 2] as number) * classes;
    const d = (ids[k + 3] as number) * classes;
    const v = values[k] as number;
    const w = values[k + 1] as number;
    const x = values[k + 2] as number;
    const y = values[k + 3] as number;
    for (let at = 0; at < classes; at++)
      logits[at] =
        (logits[at] as number) +
        v * (weights[a + at] as number) +
        w * (weights[b + at] as number) +
        x * (weights[c + at] as number) +
        y * (weights[d + at] as number);
  }
}

/** In place. */
export function toProbabilities(logits: Float32Array): Float32Array {
  let highest = Number.NEGATIVE_INFINITY;
  for (const it of logits) if (it > highest) highest = it;
  let sum = 0;
  for (let c = 0; c < logits.length; c++) {
    const mass = Math.exp((logits[c] as number) - highest);
    logits[c] = mass;
    sum += mass;
  }
  for (let c = 0; c < logits.length; c++) logits[c] = (logits[c] as number) / sum;
  return logits;
}

function vocabulary(examples: readonly Example[], limit: number): { hashes: Uint32Array; idf: Float32Array } {
  const having = new Map<number, number>();
  for (const { features } of examples)
    for (const hash of features.keys()) having.set(hash, (having.get(hash) ?? 0) + 1);
  // With thousands of examples, what occurs once tells nothing and is most of the memory.
  const least = examples.length > 2_000 ? 2 : 1;
  let kept = [...having].filter(([, count]) => count >= least);
  if (kept.length > limit) kept = kept.sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, limit);
  kept.sort((a, b) => a[0] - b[0]);
  const idf = Float32Array.from(kept, ([, count]) => Math.log((1 + examples.length) / (1 + count)) + 1);
  return { hashes: Uint32Array.from(kept, ([hash]) => hash), idf };
}

function quantise(weights: Float32Array, classes: number): { scales: Float32Array; weights: Int8Array } {
  const scales = new Float32Array(weights.length / classes);
  const small = new Int8Array(weights.length);
  for (let f = 0; f < scales.length; f++) {
    let highest = 0;
    for (let i = f * classes; i < (f + 1) * classes; i++) highest = Math.max(highest, Math.abs(weights[i] as number));
    if (highest === 0) continue;
    scales[f] = highest / 127;
    for (let i = f * classes; i < (f + 1) * classes; i++)
      small[i] = Math.round(((weights[i] as number) / highest) * 127);
  }
  return { scales, weights: small };
}
