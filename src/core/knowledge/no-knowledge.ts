import type { Knowledge } from "./knowledge.ts";

/** A knowledge base with nothing in it, for what works on tickets and never looks anything up. */
export const noKnowledge = (languages: string[]): Knowledge => ({
  version: "none",
  languages,
  fitted: false,
  embedder: null,
  thresholds: { words: [], meaning: [] },
  articles: [],
  article: () => undefined,
  find: () => undefined,
  search: () => [],
  isMeant: () => false,
  assess: () => ({ language: languages[0] ?? "en", hits: [], intent: null, confidence: 0 }),
});
