import type { Policy } from "../policy.ts";
import { applied, type Trace } from "../trace.ts";
import type { Question } from "./conversation.ts";
import { namesSubject } from "./subject.ts";

/**
 * Whether a customer who is already with a person now writes that the account is in danger: what waits in a queue for hours must not hold
 * that up. Only what the desk would answer by itself counts; a responder reads the rest.
 */
export function alarmIn(
  { text, assessment }: Question,
  { knowledge, config }: Policy,
): { article: string; trace: Trace } | undefined {
  const { hits, confidence } = assessment;
  const best = hits[0];
  const article = best && knowledge.find(best.article, assessment.language)?.article;
  if (article?.route !== "security" || confidence < config.reply.answerAt || namesSubject(text, assessment))
    return undefined;
  const because = `${article.id} is a security article, and the ticket of this conversation is not about security`;
  return { article: article.id, trace: { outcome: "hand off: security", steps: [applied("security", because)] } };
}
