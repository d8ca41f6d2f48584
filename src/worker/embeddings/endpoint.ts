import { z } from "zod";
import { Fault } from "../../core/errors.ts";
import { type Embedder, normalised } from "../../core/meaning/embedder.ts";
import { cappedText } from "./capped-text.ts";
import { endpointName } from "./names.ts";

export interface EmbeddingsEndpoint {
  /** As OpenAI's clients take it: …/v1. */
  url: string;
  model: string;
  dimensions?: number | undefined;
  languages: readonly string[] | null;
  key?: string | undefined;
}

/** Texts of one request. */
const BATCH = 64;
/** The largest answer that is read, in bytes: 64 vectors of 4,096 numbers are about 4 MB. */
const MAX_BODY = 8 * 1024 * 1024;
/** For one request, in milliseconds; a question waits no longer than its own deadline. */
const PATIENCE = 20_000;

const answerSchema = z.object({
  data: z
    .array(z.object({ index: z.int().min(0), embedding: z.array(z.number()).min(1).max(8_192) }))
    .min(1)
    .max(BATCH),
});

/** An OpenAI-compatible embeddings endpoint. Only texts that have passed the guard, or are the operator's own, may be given to it. */
export function openEndpoint({ url, model, dimensions, languages, key }: EmbeddingsEndpoint): Embedder {
  const address = `${url.replace(/\/+$/, "")}/embeddings`;
  let size = dimensions;

  async function ask(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]> {
    const response = await fetch(address, {
      method: "POST",
      // A redirect would take the key and the texts to somebody else.
      redirect: "error",
      signal,
      headers: { "content-type": "application/json", ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) },
      body: JSON.stringify({
        model,
        input: texts,
        encoding_format: "float",
        ...(dimensions === undefined ? {} : { dimensions }),
      }),
    });
    const text = await cappedText(response, MAX_BODY);
    if (!response.ok) throw fault(`answered ${response.status}`);
    const answer = answerSchema.safeParse(parsed(text));
    if (!answer.success) throw fault("did not answer with embeddings");
    const vectors: Float32Array[] = new Array(texts.length);
    for (const { index, embedding } of answer.data.data) vectors[index] = normalised(Float32Array.from(embedding));
    if (
      answer.data.data.length !== texts.length ||
      vectors.length !== texts.length ||
      vectors.includes(undefined as never)
    )
      throw fault(`was asked for ${texts.length} vectors and gave others`);
    const expected = size ?? vectors[0]?.length;
    const wrong = vectors.find((it) => it.length !== expected || !it.every(Number.isFinite));
    if (wrong !== undefined)
      throw fault(`gave a vector of ${wrong.length} numbers, not ${expected} that can be compared`);
    size = expected;
    return vectors;
  }

  const fault = (what: string): Fault =>
    new Fault("unreachable", `the embeddings endpoint ${new URL(address).host} ${what}`, {
      next: "Check knowledge.embeddings and NIGHTDESK_EMBEDDINGS_KEY.",
    });
  return {
    name: endpointName(url, model, dimensions),
    languages,
    async embed(texts, signal) {
      const all: Float32Array[] = [];
      for (let from = 0; from < texts.length; from += BATCH) {
        const limit = AbortSignal.timeout(PATIENCE);
        const until = signal === undefined ? limit : AbortSignal.any([signal, limit]);
        try {
          all.push(...(await ask(texts.slice(from, from + BATCH), until)));
        } catch (cause) {
          if (cause instanceof Fault) throw cause;
          throw new Fault("unreachable", `the embeddings endpoint ${new URL(address).host} cannot be used`, {
            next: reasonOf(cause),
            cause,
          });
        }
      }
      return all;
    },
  };
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return "Check its address.";
  if (cause.name === "TimeoutError" || cause.name === "AbortError") return "It was too slow.";
  const deeper = cause.cause instanceof Error ? `: ${cause.cause.message}` : "";
  return `${cause.message}${deeper}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
