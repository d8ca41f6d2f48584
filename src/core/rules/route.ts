import type { Policy } from "../policy.ts";
import { PRIORITIES, type Priority } from "../ports.ts";
import type { SlaTargets } from "../ticket/sla.ts";
import type { OpenTicket } from "../ticket/ticket.ts";
import { applied, passed, skipped, type Trace, type TraceStep } from "../trace.ts";
import type { Facts } from "./conditions.ts";
import { applies } from "./rule.ts";

export interface Routing {
  priority: Priority;
  team: string;
  /** The rule that decided; null for the default. */
  rule: string | null;
  /** The escalation policy that starts; null for none. */
  policy: string | null;
  sla: SlaTargets;
  trace: Trace;
}

/** Priority, team and clocks of a new ticket. The first rule that applies decides; every other one says why it did not. */
export function route(ticket: Omit<OpenTicket, "type" | "number">, policy: Policy): Routing {
  const { config } = policy;
  const facts = factsOf(ticket, policy);
  const steps: TraceStep[] = [];
  let chosen: (typeof config.rules)[number] | undefined;
  for (const rule of config.rules) {
    const step = `rule “${rule.name}”`;
    if (chosen !== undefined) steps.push(skipped(step, `“${chosen.name}” came first`));
    else {
      const { holds, because } = applies(rule, facts);
      if (holds) chosen = rule;
      steps.push(holds ? applied(step, because) : passed(step, because));
    }
  }
  const ruled = chosen?.do.priority ?? config.tickets.priority;
  const floor = floorOf(facts, chosen);
  const priority =
    floor !== null && PRIORITIES.indexOf(floor.priority) < PRIORITIES.indexOf(ruled) ? floor.priority : ruled;
  if (priority !== ruled) steps.push(applied("floor", floor?.because ?? ""));
  const owner = facts.owner !== null && config.teams.includes(facts.owner) ? facts.owner : undefined;
  const team = chosen?.do.team ?? owner ?? config.teams[0] ?? "frontline";
  const from =
    chosen?.do.team !== undefined
      ? "the rule says so"
      : owner !== undefined
        ? `it owns ${facts.article}`
        : "it is the first team";
  steps.push(applied("team", `${team}: ${from}`));
  const escalation = chosen?.do.policy ?? config.tickets.escalate[priority] ?? null;
  if (escalation !== null) {
    const by = chosen?.do.policy === undefined ? `it is the one for ${priority}` : "the rule says so";
    steps.push(applied("escalation", `${escalation}: ${by}`));
  }
  const { first, next, resolution, warnAt } = config.sla[priority];
  return {
    priority,
    team,
    rule: chosen?.name ?? null,
    policy: escalation,
    sla: { first, next, resolution, warnAt },
    trace: { outcome: `${priority} for ${team}`, steps },
  };
}

/** A shared phrase or key is never less than urgent, unless a rule that asks for it says so. */
function floorOf(
  { signals }: Facts,
  chosen: Policy["config"]["rules"][number] | undefined,
): { priority: Priority; because: string } | null {
  const worst = signals.find((signal) => signal === "seed_shared" || signal === "key_shared");
  if (worst === undefined || chosen?.when.signal !== undefined || chosen?.when.reason !== undefined) return null;
  return { priority: "P1", because: `${worst} is at least P1, and no rule speaks of it` };
}

function factsOf(
  { reason, subject, language, channel }: Omit<OpenTicket, "type" | "number">,
  { knowledge }: Policy,
): Facts {
  const { article, confidence, signals } = subject;
  const found = article === null ? undefined : knowledge.find(article, language)?.article;
  const { category = null, route: way = null, owner = null } = found ?? {};
  return { reason, article, category, route: way, owner, confidence, signals, language, channel };
}
