import type { Knowledge } from "../knowledge/knowledge.ts";
import { DEPTH, type Judged } from "./evaluate.ts";

/** A question with the article that answers it; null when none should. */
export interface Labelled {
  text: string;
  article: string | null;
  language?: string | undefined;
}

/** With the article that stood first. */
type Found = Judged & { found: string | null };

/** Asks the knowledge base, as a customer would (with the vector of the question where there is one), and compares. The language is the one detected when none is given. */
export function judge({ text, article, language }: Labelled, knowledge: Knowledge, vector?: Float32Array): Found {
  const assessment = knowledge.assess(text, vector);
  const hits = article === null ? [] : knowledge.search(text, { limit: DEPTH, vector });
  return {
    language: language ?? assessment.language,
    answerable: article !== null,
    place: hits.findIndex((hit) => hit.article === article),
    found: assessment.hits[0]?.article ?? null,
    confidence: assessment.confidence,
  };
}

/** A question that the desk gets wrong: another article comes first, or one is given where none should be. */
export interface Miss {
  text: string;
  article: string | null;
  found: string | null;
  confidence: number;
}

/** What an owner should look at, the surest mistakes first. */
export function missesOf(questions: readonly Labelled[], judged: readonly Found[], answerAt: number): Miss[] {
  return judged
    .flatMap(({ answerable, place, found, confidence }, i): Miss[] => {
      const question = questions[i];
      const right = answerable ? place === 0 : confidence < answerAt;
      return right || question === undefined
        ? []
        : [{ text: question.text, article: question.article, found, confidence }];
    })
    .sort((a, b) => b.confidence - a.confidence);
}
