import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import type { Article } from "../core/knowledge/article.ts";
import type { Embedder } from "../core/meaning/embedder.ts";
import { textsToEmbed, type Vectors } from "../core/meaning/vectors.ts";
import { type EmbeddingsConfig, embedderName, explained, openEmbedder } from "./embeddings.ts";
import { readSealed, sealed, writeKept } from "./kept-file.ts";

/** What vectors are made of, and where they are kept. */
export interface VectorLesson {
  config: EmbeddingsConfig;
  articles: readonly Article[];
  root: string;
  cache: string;
}

interface Kept {
  texts: string[];
  /** The vectors, one after the other. */
  rows: Float32Array;
}

/** Those of the last two models are kept. */
const MODELS = 2;

/** The vectors of the articles; undefined unless every one was kept: some alone would favour some articles. */
export async function keptVectors({ config, articles, cache }: VectorLesson): Promise<Vectors | undefined> {
  const embedder = embedderName(config);
  const of = await read(cache, embedder);
  const languages = config.languages ?? null;
  return textsToEmbed(articles, languages).every((it) => of.has(it)) ? { embedder, languages, of } : undefined;
}

/** Has the vectors made that are not kept yet, and keeps them. Undefined, and people are told, when that fails. */
export async function makeVectors({ config, articles, root, cache }: VectorLesson): Promise<Vectors | undefined> {
  try {
    const embedder = await openEmbedder(config, root);
    const before = await read(cache, embedder.name);
    const texts = textsToEmbed(articles, embedder.languages);
    const missing = texts.filter((it) => !before.has(it));
    const made = await embedAll(embedder, missing);
    const of = new Map(texts.map((text) => [text, before.get(text) ?? made.get(text) ?? new Float32Array()]));
    await writeKept(fileOf(cache, embedder.name), sealed(serialize(packed(of))), MODELS);
    return { embedder: embedder.name, languages: embedder.languages, of };
  } catch (error) {
    process.stderr.write(`nightdesk: articles are found by words only: ${explained(error)}\n`);
    return undefined;
  }
}

/** Texts that are handed over at once: an endpoint takes this many, and progress is told after each. */
const BATCH = 64;
const PROGRESS = 5_000;

async function embedAll(embedder: Embedder, texts: string[]): Promise<Map<string, Float32Array>> {
  const made = new Map<string, Float32Array>();
  let told = performance.now();
  for (let from = 0; from < texts.length; from += BATCH) {
    const batch = texts.slice(from, from + BATCH);
    const vectors = await embedder.embed(batch);
    batch.forEach((text, i) => void made.set(text, vectors[i] as Float32Array));
    if (performance.now() - told < PROGRESS) continue;
    told = performance.now();
    process.stderr.write(`nightdesk: ${made.size} of ${texts.length} texts embedded\n`);
  }
  return made;
}

const fileOf = (cache: string, name: string): string =>
  join(cache, `${name.replace(/[^\w.@-]+/g, "-").slice(-80)}.vectors`);

function packed(of: ReadonlyMap<string, Float32Array>): Kept {
  const size = of.values().next().value?.length ?? 0;
  const rows = new Float32Array(of.size * size);
  let place = 0;
  for (const vector of of.values()) rows.set(vector, size * place++);
  return { texts: [...of.keys()], rows };
}

async function read(cache: string, name: string): Promise<ReadonlyMap<string, Float32Array>> {
  const bytes = await readSealed(fileOf(cache, name));
  if (bytes === undefined) return new Map();
  const { texts, rows } = deserialize(bytes) as Kept;
  const size = rows.length / texts.length;
  return new Map(texts.map((text, i) => [text, rows.subarray(i * size, (i + 1) * size)]));
}
