/** Turns texts into vectors whose direction says what they mean. It may fail or be slow; nothing may depend on it. */
export interface Embedder {
  /** Names the model and its version: vectors of two names do not compare. */
  readonly name: string;
  /** The languages it understands; null for any. */
  readonly languages: readonly string[] | null;
  /** One vector of length 1 for each text, in order. */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]>;
}

/** An embedder as questions meet it: quick or not at all. */
export interface Embeddings {
  /** The vector of a text that has passed the guard; undefined when it cannot be had in time. Never rejects. */
  vectorOf(text: string): Promise<Float32Array | undefined>;
  /** Begins to load the model, so that the first question finds it there. */
  warm(): void;
  health(): EmbeddingsHealth;
}

export interface EmbeddingsHealth {
  /** The model's name; null until it is loaded. */
  model: string | null;
  /** idle: nothing was asked yet. loading: not there yet. broken: it could not be loaded. working: vectors come in time. resting: it failed or was slow several times, and is left alone for a while. */
  state: "idle" | "loading" | "broken" | "working" | "resting";
  /** Questions that got a vector, and those that were ranked by words because none came in time. */
  embedded: number;
  missed: number;
  /** What went wrong last; null when nothing has. */
  error: string | null;
}

/** Whether a model that knows these languages understands this one; "zh" covers "zh-Hant". */
export function understands(languages: readonly string[] | null, language: string): boolean {
  return languages === null || languages.some((it) => it === language || language.startsWith(`${it}-`));
}

/** In place: of length 1, so that a product of two is the cosine between them. */
export function normalised(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const it of vector) squares += it * it;
  const norm = Math.sqrt(squares) || 1;
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] as number) / norm;
  return vector;
}
