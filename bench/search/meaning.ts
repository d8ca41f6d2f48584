import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { deserialize, serialize } from "node:v8";
import type { Embedder } from "../../src/core/meaning/embedder.ts";
import { textsToEmbed, type Vectors } from "../../src/core/meaning/vectors.ts";
import { openLocalModel } from "../../src/worker/embeddings/local-model.ts";
import { readModelFolder } from "../../src/worker/embeddings/model-folder.ts";
import { installedRuntime } from "../../src/worker/embeddings/onnx.ts";
import type { QualitySet } from "./sets.ts";

/** A sentence model for English, and the vectors that it has made; `vectors` is a file that spares the next run the time. */
export interface Meant {
  embedder: Embedder;
  of: Map<string, Float32Array>;
  vectors: string | undefined;
}

const BATCH = 256;

/** Opens the model in a folder. Its files are taken as they are: nobody is answered by what a benchmark runs. */
export async function openVectors(
  model: string,
  { file, vectors }: { file?: string | undefined; vectors?: string | undefined },
): Promise<Meant> {
  const folder = resolve(model);
  const { sha256 } = await readModelFolder(folder, file);
  const embedder = await openLocalModel({ folder, file, sha256, languages: ["en"] }, () => installedRuntime(folder));
  const kept = vectors === undefined ? undefined : await readFile(vectors).catch(() => undefined);
  const { name, of } = kept === undefined ? {} : (deserialize(kept) as { name?: string; of?: Meant["of"] });
  return { embedder, of: name === embedder.name && of ? of : new Map(), vectors };
}

/** The vectors of a set: of its articles, as the desk has them made, and of the queries. */
export async function embedSet({ articles, queries }: QualitySet, { embedder, of, vectors }: Meant): Promise<Vectors> {
  const texts = new Set([...textsToEmbed(articles, embedder.languages), ...queries.map((it) => it.text)]);
  const missing = [...texts].filter((it) => !of.has(it));
  for (let from = 0; from < missing.length; from += BATCH) {
    const batch = missing.slice(from, from + BATCH);
    const made = await embedder.embed(batch);
    for (const [i, text] of batch.entries()) of.set(text, made[i] as Float32Array);
  }
  if (vectors !== undefined && missing.length > 0) await writeFile(vectors, serialize({ name: embedder.name, of }));
  const { name, languages } = embedder;
  return { embedder: name, languages, of: new Map([...texts].map((it) => [it, of.get(it) as Float32Array])) };
}
