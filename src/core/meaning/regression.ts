import { generator, shuffle } from "../knowledge/random.ts";

/** Softmax regression from vectors to classes: how much a vector speaks for each. */
export interface Regression {
  classes: number;
  dimensions: number;
  /** Of class c from c * dimensions. */
  weights: Float32Array;
}

export interface MeantExample {
  vector: Float32Array;
  class: number;
}

const RATE = 2;
/** Pulls the weights towards nothing, as much as this share of one example. */
const RIDGE = 0.05;
/** A small knowledge base is gone through more often. */
const [MOST_EPOCHS, LEAST_EPOCHS, UPDATES] = [20, 6, 40_000];
/** After the second round an example is compared only with the classes that it gave more than this. */
const NARROWED_AFTER = 1;
const HOPELESS = 3e-4;
/** Errors below this change nothing that one can measure. */
const NEGLIGIBLE = 1e-3;

/** Trains by stochastic gradient descent in an order that is always the same; null when there is nothing to tell apart. */
export function trainRegression(examples: readonly MeantExample[], classes: number): Regression | null {
  const dimensions = examples[0]?.vector.length ?? 0;
  if (classes < 2 || examples.length < classes || dimensions === 0) return null;
  const weights = new Float32Array(classes * dimensions);
  const everyClass = Uint32Array.from({ length: classes }, (_, c) => c);
  const running: Uint32Array[] = examples.map(() => everyClass);
  const order = examples.map((_, i) => i);
  const random = generator(1);
  const epochs = Math.max(LEAST_EPOCHS, Math.min(MOST_EPOCHS, Math.round(UPDATES / examples.length)));
  const total = epochs * examples.length;
  const chances = new Float32Array(classes);
  // The ridge shrinks all weights at each step; one factor for all of them stands for that.
  let scale = 1;
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const n of order) {
      const { vector, class: right } = examples[n] as MeantExample;
      const rate = RATE * (1 - step++ / total);
      const among = running[n] as Uint32Array;
      const found = chances.subarray(0, among.length);
      for (let i = 0; i < among.length; i++)
        found[i] = product(weights, (among[i] as number) * dimensions, vector) * scale;
      toChances(found);
      scale *= 1 - (rate * RIDGE) / examples.length;
      for (let i = 0; i < among.length; i++) {
        const error = (found[i] as number) - (among[i] === right ? 1 : 0);
        if (Math.abs(error) >= NEGLIGIBLE)
          add(weights, (among[i] as number) * dimensions, vector, (-rate * error) / scale);
      }
      if (epoch === NARROWED_AFTER) running[n] = among.filter((c, i) => c === right || (found[i] as number) > HOPELESS);
    }
  }
  for (let i = 0; i < weights.length; i++) weights[i] = (weights[i] as number) * scale;
  return { classes, dimensions, weights };
}

/** One logit for each class. */
export function logitsFor({ classes, dimensions, weights }: Regression, vector: Float32Array): Float32Array {
  const logits = new Float32Array(classes);
  for (let c = 0; c < classes; c++) logits[c] = product(weights, c * dimensions, vector);
  return logits;
}

/** The inner product of a vector and what lies in `rows` from `start`; four sums at a time, which a processor does side by side. */
export function product(rows: Float32Array, start: number, vector: Float32Array): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  const whole = vector.length & ~3;
  for (let k = 0; k < whole; k += 4) {
    a += (rows[start + k] as number) * (vector[k] as number);
    b += (rows[start + k + 1] as number) * (vector[k + 1] as number);
    c += (rows[start + k + 2] as number) * (vector[k + 2] as number);
    d += (rows[start + k + 3] as number) * (vector[k + 3] as number);
  }
  for (let k = whole; k < vector.length; k++) a += (rows[start + k] as number) * (vector[k] as number);
  return a + b + c + d;
}

function add(rows: Float32Array, start: number, vector: Float32Array, factor: number): void {
  for (let k = 0; k < vector.length; k++)
    rows[start + k] = (rows[start + k] as number) + factor * (vector[k] as number);
}

function toChances(logits: Float32Array): void {
  let highest = Number.NEGATIVE_INFINITY;
  for (const it of logits) if (it > highest) highest = it;
  let sum = 0;
  for (let i = 0; i < logits.length; i++) {
    const mass = Math.exp((logits[i] as number) - highest);
    logits[i] = mass;
    sum += mass;
  }
  for (let i = 0; i < logits.length; i++) logits[i] = (logits[i] as number) / sum;
}
