import type { Policy } from "../policy.ts";
import type { Facts } from "../rules/facts.ts";
import { judgeRules } from "../rules/program.ts";
import { factsOf } from "../rules/route.ts";
import type { TraceStep } from "../trace.ts";
import type { Question } from "./conversation.ts";
import type { Exchange } from "./reply.ts";

/** What rules may look at while the desk still decides whether a person is told. */
export function questionFacts(
  { assessment, signals, language, gathered }: Question,
  at: Exchange["at"],
  policy: Policy,
): Facts {
  const sure = assessment.confidence >= policy.config.reply.clarifyAt;
  const article = sure ? (assessment.hits[0]?.article ?? null) : null;
  const subject = { article, confidence: assessment.confidence, signals, ...(gathered ? { gathered } : {}) };
  return factsOf({ reason: null, subject, language, channel: at.channel }, policy, at.now);
}

/** The rule that takes a message from the bot, and what each of those that could said. */
export function stoppedBy(
  question: Question,
  at: Exchange["at"],
  policy: Policy,
): { rule: string | undefined; steps: TraceStep[] } {
  const facts = questionFacts(question, at, policy);
  const { rules, steps } = judgeRules(policy.config.rules, facts, { onlyStops: true });
  return { rule: rules.find((it) => it.do.stop_answering === true)?.name, steps };
}
