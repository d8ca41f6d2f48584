import type { Knowledge } from "../knowledge/knowledge.ts";
import { DEPTH, type Judged } from "./evaluate.ts";

/** A question with the article that answers it; null when none should. */
export interface Labelled {
  text: string;
  article: string | null;
  language?: string | undefined;
}

/** Asks the knowledge base, as a customer would, and compares. The language is the one detected when none is given. */
export function judge({ text, article, language }: Labelled, knowledge: Knowledge): Judged {
  const assessment = knowledge.assess(text);
  const hits = article === null ? [] : knowledge.search(text, { limit: DEPTH });
  return {
    language: language ?? assessment.language,
    answerable: article !== null,
    place: hits.findIndex((hit) => hit.article === article),
    confidence: assessment.confidence,
  };
}
