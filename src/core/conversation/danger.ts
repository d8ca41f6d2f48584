import type { Policy } from "../policy.ts";
import { judgeRules } from "../rules/program.ts";
import { applied, type TraceStep } from "../trace.ts";
import { type Question, URGENT } from "./conversation.ts";
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
  const urgent =
    (reply.outcome === "hand_off" && URGENT.includes(reply.reason)) ||
    (reply.outcome === "answer" && reply.handOff === "security");
  if (urgent) return { reply, steps: [] };
  if (question.gathered?.freeze === true)
    return { reply: raised(reply), steps: [applied("incident", "the customer asks for a freeze")] };
  if (reply.outcome === "hand_off" || !rules.some((it) => it.do.incident !== undefined)) return { reply, steps: [] };
  const ruling = judgeRules(rules, questionFacts(question, at, policy));
  const rule = ruling.rules.find((it) => it.do.incident !== undefined);
  if (rule === undefined) return { reply, steps: [] };
  const steps = [applied("incident", `“${rule.name}” takes it for an incident: ${rule.do.incident}`)];
  return { reply: raised(reply), steps };
}

const raised = (reply: Reply): Reply =>
  reply.outcome === "answer" ? { ...reply, handOff: "security" } : { outcome: "hand_off", reason: "security" };
