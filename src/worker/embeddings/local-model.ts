import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "../../core/errors.ts";
import { type Embedder, normalised } from "../../core/meaning/embedder.ts";
import { readModelFolder } from "./model-folder.ts";
import { localName } from "./names.ts";
import { type OnnxRuntime, openNetwork, type Pooling } from "./onnx.ts";

export interface LocalModel {
  folder: string;
  /** The network's file in the folder; the only one there when it is left out. */
  file?: string | undefined;
  /** See ModelFolder. */
  sha256: string;
  languages: readonly string[] | null;
}

/** What sentence models are trained to read. */
const MAX_TOKENS = 256;
/** Texts that run at once: enough to be quick, few enough to need little memory. */
const BATCH = 16;

/** Opens a sentence model that lies in a folder, once every file in use is what the configuration pinned. */
export async function openLocalModel(
  { folder, file, sha256, languages }: LocalModel,
  runtime: () => Promise<OnnxRuntime>,
): Promise<Embedder> {
  const found = await readModelFolder(folder, file);
  if (found.sha256 !== sha256.toLowerCase())
    throw new Fault("usage", `the sentence model in ${folder} is not the one that was pinned: it has ${found.sha256}`, {
      next: "Put the right files back, or pin these with `nightdesk kb pin` when you trust them.",
    });
  const json = async (name: string | undefined) =>
    name === undefined ? {} : JSON.parse(await readFile(join(folder, name), "utf8"));
  const { Tokenizer } = await import("@huggingface/tokenizers");
  const tokenizer = new Tokenizer(await json(found.tokenizer), await json(found.tokenizerConfig));
  const pooling: Pooling = (await json(found.pooling)).pooling_mode_cls_token === true ? "first" : "mean";
  const run = await openNetwork(await runtime(), join(folder, found.onnx), pooling);
  const idsOf = (text: string): number[] => {
    const { ids } = tokenizer.encode(text);
    // The last token ends the text, so it stays.
    return ids.length <= MAX_TOKENS ? ids : [...ids.slice(0, MAX_TOKENS - 1), ids.at(-1) ?? 0];
  };
  return {
    name: localName(folder, found.sha256),
    languages,
    async embed(texts, signal) {
      const vectors: Float32Array[] = new Array(texts.length);
      const waiting = texts.map((text, place) => ({ place, ids: idsOf(text) }));
      // Those of a length go together, because the shorter are filled up.
      waiting.sort((a, b) => a.ids.length - b.ids.length);
      for (let from = 0; from < waiting.length; from += BATCH) {
        signal?.throwIfAborted();
        const batch = waiting.slice(from, from + BATCH);
        const made = await run(batch.map((it) => it.ids));
        for (const [i, { place }] of batch.entries()) vectors[place] = normalised(made[i] as Float32Array);
      }
      return vectors;
    },
  };
}
