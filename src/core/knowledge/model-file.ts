import { createHash } from "node:crypto";
import { z } from "zod";
import type { Meaning } from "../meaning/meaning.ts";
import { MEANT } from "../meaning/signals.ts";
import type { Classifier } from "./classifier.ts";
import { SIGNALS } from "./fusion.ts";
import type { Model } from "./model.ts";

/** Raised when a model of an older nightdesk would be read wrongly: another analysis of text, other signals, another layout. */
const FORMAT = 7;

const numbers = z.array(z.number()).max(100);
const calibrationSchema = z.strictObject({ means: numbers, deviations: numbers, weights: numbers, bias: z.number() });
const shareSchema = z.number().min(0).max(1);
const thresholdSchema = z.strictObject({
  promised: shareSchema,
  from: shareSchema.nullable(),
  right: shareSchema,
  bound: shareSchema,
  answered: shareSchema,
});
const confidenceSchema = z.strictObject({
  calibration: calibrationSchema,
  thresholds: z.array(thresholdSchema).max(100),
});
const headerSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.string(),
  fusion: numbers.length(SIGNALS).nullable(),
  confidence: confidenceSchema.nullable(),
  classes: z.int().min(0),
  features: z.int().min(0),
  meaning: z
    .strictObject({
      embedder: z.string(),
      fusion: numbers.length(SIGNALS + MEANT),
      confidence: confidenceSchema.nullable(),
      classes: z.int().min(0),
      dimensions: z.int().min(0),
    })
    .nullable(),
});

const DIGEST = 32;

/** A model as bytes for a file: SHA-256 of the rest, length of the header, header (JSON), then the classifier's arrays, little-endian. */
export function encodeModel(model: Model): Uint8Array {
  const { classifier, version, fusion, confidence, meaning } = model;
  const classes = classifier?.classes ?? 0;
  const features = classifier?.hashes.length ?? 0;
  const header = new TextEncoder().encode(
    JSON.stringify({ format: FORMAT, version, fusion, confidence, classes, features, meaning: headOf(meaning) }),
  );
  const length = new DataView(new ArrayBuffer(4));
  length.setUint32(0, header.length, true);
  const parts: Uint8Array[] = [new Uint8Array(length.buffer), header];
  if (classifier)
    for (const array of [classifier.hashes, classifier.idf, classifier.scales, classifier.weights])
      parts.push(bytesOf(array));
  if (meaning?.regression) parts.push(bytesOf(meaning.regression.weights));
  const hash = createHash("sha256");
  for (const part of parts) hash.update(Buffer.from(part));
  return concatenate([new Uint8Array(hash.digest()), ...parts]);
}

/** Reads what `encodeModel` wrote; undefined when it is damaged, cut short or of another format, so that it is simply learnt again. */
export function decodeModel(bytes: Uint8Array): Model | undefined {
  // A Buffer is a Uint8Array whose slice() is a view of memory that it may share; a plain one copies.
  const rest = new Uint8Array(bytes).subarray(DIGEST);
  if (rest.length < 4 || !createHash("sha256").update(Buffer.from(rest)).digest().equals(bytes.subarray(0, DIGEST)))
    return undefined;
  const length = new DataView(rest.buffer, rest.byteOffset, 4).getUint32(0, true);
  const header = headerSchema.safeParse(parsed(rest.subarray(4, 4 + length)));
  if (!header.success) return undefined;
  const { version, fusion, confidence, classes, features, meaning } = header.data;
  const learnt = features * (12 + classes);
  const meant = meaning ? meaning.classes * meaning.dimensions : 0;
  const arrays = rest.slice(4 + length);
  if (arrays.length !== learnt + meant * 4) return undefined;
  const classifier: Classifier | null =
    features === 0
      ? null
      : {
          classes,
          hashes: new Uint32Array(arrays.buffer, 0, features),
          idf: new Float32Array(arrays.buffer, features * 4, features),
          scales: new Float32Array(arrays.buffer, features * 8, features),
          weights: new Int8Array(arrays.buffer, features * 12, features * classes),
        };
  // Copied, because numbers of four bytes must lie at a multiple of four.
  const weights = new Float32Array(arrays.slice(learnt).buffer);
  return { version, fusion, confidence, classifier, meaning: meaning && meaningOf(meaning, weights) };
}

type MeaningHead = NonNullable<z.output<typeof headerSchema>["meaning"]>;

function headOf(meaning: Meaning | null): MeaningHead | null {
  if (meaning === null) return null;
  const { embedder, fusion, confidence, regression } = meaning;
  const { classes, dimensions } = regression ?? { classes: 0, dimensions: 0 };
  return { embedder, fusion: [...fusion], confidence, classes, dimensions };
}

function meaningOf({ classes, dimensions, ...rest }: MeaningHead, weights: Float32Array): Meaning {
  return { ...rest, regression: classes === 0 ? null : { classes, dimensions, weights } };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

const bytesOf = (array: Uint32Array | Float32Array | Int8Array) =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

function concatenate(parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, it) => sum + it.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
