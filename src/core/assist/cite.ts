import { lookUp } from "../ask.ts";
import type { Policy } from "../policy.ts";

/** An article that answers what a member of staff asks. */
export interface Cited {
  id: string;
  title: string;
  /** Markdown. */
  body: string;
  reviewed: string;
  /** Customers may not be told of it. */
  internal: boolean;
}

const MOST = 4;
/** Of the best one's score: what is further behind is about something else. */
const NEAR = 0.5;

/** The articles about a question, those for staff too, the best first; in the language asked for where there is such a variant. */
export async function cite(question: string, language: string, policy: Policy): Promise<Cited[]> {
  const hits = await lookUp(question, policy, MOST);
  const best = hits[0]?.score ?? 0;
  return hits
    .filter(({ score }) => score >= NEAR * best)
    .flatMap(({ article: id }) => {
      const found = policy.knowledge.find(id, language)?.article;
      if (found === undefined) return [];
      const { title, body, reviewed, audience } = found;
      return [{ id, title, body, reviewed, internal: audience === "staff" }];
    });
}
