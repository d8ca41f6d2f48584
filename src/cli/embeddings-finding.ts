import type { Article } from "../core/knowledge/article.ts";
import { textsToEmbed } from "../core/meaning/vectors.ts";
import { misfit } from "../worker/embeddings/in-time.ts";
import { type EmbeddingsConfig, explained, openEmbedder } from "./embeddings.ts";
import { keptVectors } from "./kept-vectors.ts";

export interface EmbeddingsFinding {
  ok: boolean;
  found: string;
}

/** Whether the embeddings of a configuration work: asks for one vector, twice, and whether it compares with those of the articles. */
export async function tryEmbeddings(
  config: EmbeddingsConfig,
  from: { articles: readonly Article[]; root: string; cache: string },
): Promise<EmbeddingsFinding> {
  try {
    const embedder = await openEmbedder(config, from.root);
    await embedder.embed(["Where is my deposit?"]);
    const begun = performance.now();
    const [vector] = await embedder.embed(["How do I withdraw?"]);
    const took = Math.ceil(performance.now() - begun);
    const kept = await keptVectors({ ...from, config });
    const size = kept?.of.values().next().value?.length;
    if (vector && size !== undefined && vector.length !== size) throw misfit(vector.length, size);
    const texts = textsToEmbed(from.articles, embedder.languages).length;
    const state = kept === undefined ? "not made yet: run `nightdesk kb fit`" : "in force";
    const found = `${embedder.name}, ${vector?.length} numbers in ${took} ms; vectors of ${texts} texts ${state}`;
    return { ok: true, found };
  } catch (error) {
    return { ok: false, found: `articles are found by words only: ${explained(error)}` };
  }
}
