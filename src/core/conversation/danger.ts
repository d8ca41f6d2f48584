import type { Policy } from "../policy.ts";
import { judgeRules } from "../rules/program.ts";
import { applied, type TraceStep } from "../trace.ts";
import type { Question } from "./conversation.ts";
import type { Exchange, Reply } from "./reply.ts";
import { questionFacts } from "./stop.ts";

/**
 * A question that a rule takes for an incident reaches people at once, whatever the desk could answer or ask back: an article is still
 * given, choices are not.
 */
export function raiseIncident(
  reply: Reply,
  question: Question,
  at: Exchange["at"],
  policy: Policy,
): { reply: Reply; steps: TraceStep[] } {
  const { rules } = policy.config;
  if (reply.outcome === "hand_off" || !rules.some((it) => it.do.incident !== undefined)) return { reply, steps: [] };
  if (reply.outcome === "answer" && reply.handOff === "security") return { reply, steps: [] };
  const ruling = judgeRules(rules, questionFacts(question, at, policy));
  const rule = ruling.rules.find((it) => it.do.incident !== undefined);
  if (rule === undefined) return { reply, steps: [] };
  const steps = [applied("incident", `“${rule.name}” takes it for an incident: ${rule.do.incident}`)];
  const raised: Reply =
    reply.outcome === "answer" ? { ...reply, handOff: "security" } : { outcome: "hand_off", reason: "security" };
  return { reply: raised, steps };
}
