import type { DeskConfig } from "./config/schema.ts";
import type { GuardPolicy } from "./guard/policy.ts";
import type { Knowledge } from "./knowledge/knowledge.ts";
import type { Macro } from "./macro/macro.ts";
import type { Embeddings } from "./meaning/embedder.ts";
import type { Known } from "./outbound/known.ts";
import type { Rates } from "./rules/amounts.ts";

/** What decisions go by: the operator's configuration and knowledge base, parsed. Replaced as a whole when either changes. */
export interface Policy {
  config: DeskConfig;
  knowledge: Knowledge;
  guard: GuardPolicy;
  /** What the desk may state. */
  known: Known;
  macros: readonly Macro[];
  /** What currencies are worth, for rules about amounts. */
  rates?: Rates | undefined;
  /** Where the operator has added one: what texts mean. */
  embeddings?: Embeddings | undefined;
}
