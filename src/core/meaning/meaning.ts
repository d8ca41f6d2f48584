import type { Confidence } from "../knowledge/confidence.ts";
import type { Fusion } from "../knowledge/fusion.ts";
import type { Regression } from "./regression.ts";

/** What is learnt from the vectors of a knowledge base: everything that a query with a vector is ranked and judged by. */
export interface Meaning {
  /** Name of the embedder whose vectors these were. */
  embedder: string;
  regression: Regression | null;
  /** Weights of the lexical signals, then of those of meaning. */
  fusion: Fusion;
  /** Null when too little could be held out to learn it from. */
  confidence: Confidence | null;
}
