import { resolve } from "node:path";
import type { DeskConfig } from "../core/config/schema.ts";
import { Fault } from "../core/errors.ts";
import type { Embedder, Embeddings } from "../core/meaning/embedder.ts";
import { embeddingsInTime } from "../worker/embeddings/in-time.ts";
import { endpointName, localName } from "../worker/embeddings/names.ts";
import { secret } from "./secrets.ts";

export type EmbeddingsConfig = NonNullable<DeskConfig["knowledge"]["embeddings"]>;

/** Opens what the configuration names: a model in a folder, or an endpoint. Throws a Fault that says what is missing. */
export async function openEmbedder(config: EmbeddingsConfig, root: string): Promise<Embedder> {
  const { endpoint, model, dimensions, sha256 = "", file } = config;
  const languages = config.languages ?? null;
  if (endpoint !== undefined) {
    const { openEndpoint } = await import("../worker/embeddings/endpoint.ts");
    return openEndpoint({ url: endpoint, model, dimensions, languages, key: await secret("EMBEDDINGS_KEY") });
  }
  const { openLocalModel } = await import("../worker/embeddings/local-model.ts");
  const { installedRuntime } = await import("../worker/embeddings/onnx.ts");
  return openLocalModel({ folder: resolve(root, model), file, sha256, languages }, () => installedRuntime(root));
}

/** The name that the embedder of a configuration has once it is open. */
export const embedderName = ({ endpoint, model, dimensions, sha256 = "" }: EmbeddingsConfig): string =>
  endpoint === undefined ? localName(model, sha256) : endpointName(endpoint, model, dimensions);

const open = new Map<string, Embeddings>();

/** The embeddings of a configuration; the same for the same configuration, so that a reload does not load a model again. */
export function embeddingsOf(
  config: EmbeddingsConfig,
  { root, deadline, size }: { root: string; deadline: number; size: number | undefined },
): Embeddings {
  const key = JSON.stringify([config, root, deadline, size ?? null]);
  const before = open.get(key);
  if (before !== undefined) return before;
  const made = embeddingsInTime({
    open: () => openEmbedder(config, root),
    deadline,
    size,
    now: Date.now,
    failed: (error) => process.stderr.write(`nightdesk: articles are found by words only: ${explained(error)}\n`),
  });
  open.set(key, made);
  return made;
}

/** What went wrong, and what to do about it. */
export const explained = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error instanceof Fault && error.next !== undefined ? `${error.message}. ${error.next}` : error.message;
};
