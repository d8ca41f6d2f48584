import type { Policy } from "../policy.ts";
import { judgeRules } from "../rules/program.ts";
import { factsOf } from "../rules/route.ts";
import type { TraceStep } from "../trace.ts";
import type { Question } from "./conversation.ts";
import type { Exchange } from "./reply.ts";

/** The rule that takes a message from the bot, and what each of those that could said. Nobody has been told of it yet. */
export function stoppedBy(
  { assessment, signals, language, gathered }: Question,
  at: Exchange["at"],
  policy: Policy,
): { rule: string | undefined; steps: TraceStep[] } {
  const sure = assessment.confidence >= policy.config.reply.clarifyAt;
  const article = sure ? (assessment.hits[0]?.article ?? null) : null;
  const subject = { article, confidence: assessment.confidence, signals, ...(gathered ? { gathered } : {}) };
  const facts = factsOf({ reason: null, subject, language, channel: at.channel }, policy, at.now);
  const { rules, steps } = judgeRules(policy.config.rules, facts, { onlyStops: true });
  return { rule: rules.find((it) => it.do.stop_answering === true)?.name, steps };
}
