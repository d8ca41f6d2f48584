import type { HandOffReason, HandOffSubject } from "../conversation/conversation.ts";
import type { IncidentKind } from "../incident/incident.ts";
import type { Policy } from "../policy.ts";
import { PRIORITIES, type Priority } from "../ports.ts";
import type { RegulatoryClock } from "../ticket/regulatory.ts";
import type { SlaTargets } from "../ticket/sla.ts";
import { targetsOf } from "../ticket/targets.ts";
import type { OpenTicket } from "../ticket/ticket.ts";
import type { Instant } from "../time.ts";
import { applied, type Trace } from "../trace.ts";
import { type Facts, nothingGathered } from "./facts.ts";
import { judgeRules, type Ruling } from "./program.ts";
import type { Told } from "./rule.ts";

export interface Routing {
  priority: Priority;
  team: string;
  /** The first rule that decided; null for the default. */
  rule: string | null;
  /** The escalation policy that starts; null for none. */
  policy: string | null;
  tags: string[];
  askIdentity: boolean;
  macro: string | null;
  notify: Told[];
  /** A clock of the law that starts. */
  clock: RegulatoryClock | null;
  /** It is a security incident, and why; null when it is none. */
  incident: { kind: IncidentKind; because: string } | null;
  sla: SlaTargets;
  trace: Trace;
}

/** Priority, team, clocks and all else that rules say of a ticket. Every rule says why it did or did not apply. */
export function route(ticket: Omit<OpenTicket, "type" | "number">, policy: Policy, now: Instant): Routing {
  const { config } = policy;
  const facts = factsOf(ticket, policy, now);
  const ruling = judgeRules(config.rules, facts);
  const { actions, steps } = ruling;
  const ruled = actions.priority ?? config.tickets.priority;
  const floor = floorOf(facts, ruling);
  const priority =
    floor !== null && PRIORITIES.indexOf(floor.priority) < PRIORITIES.indexOf(ruled) ? floor.priority : ruled;
  if (priority !== ruled) steps.push(applied("floor", floor?.because ?? ""));
  const owner = facts.owner !== null && config.teams.includes(facts.owner) ? facts.owner : undefined;
  const team = actions.team ?? owner ?? config.teams[0] ?? "frontline";
  const from =
    actions.team !== undefined
      ? "the rule says so"
      : owner !== undefined
        ? `it owns ${facts.article}`
        : "it is the first team";
  steps.push(applied("team", `${team}: ${from}`));
  const escalation = actions.policy ?? config.tickets.escalate[priority] ?? null;
  if (escalation !== null) {
    const by = actions.policy === undefined ? `it is the one for ${priority}` : "the rule says so";
    steps.push(applied("escalation", `${escalation}: ${by}`));
  }
  const incident = incidentIn(facts, ruling);
  if (incident !== null) steps.push(applied("incident", `${incident.kind}: ${incident.because}`));
  const { targets, because } = targetsOf(priority, facts, config);
  if (because !== null) steps.push(applied("targets", because));
  return {
    priority,
    team,
    rule: ruling.rules[0]?.name ?? null,
    policy: escalation,
    tags: actions.tags ?? [],
    askIdentity: actions.ask_identity === true,
    macro: actions.macro ?? null,
    notify: actions.notify ?? [],
    clock: actions.clock ?? null,
    incident,
    sla: targets,
    trace: { outcome: `${priority} for ${team}`, steps },
  };
}

/** A shared phrase or key is never less than urgent, unless a rule that asks for it says so. */
function floorOf({ signals }: Facts, { rules }: Ruling): { priority: Priority; because: string } | null {
  const worst = signals.find((signal) => signal === "seed_shared" || signal === "key_shared");
  const spoken = rules.some(
    ({ when, do: { priority } }) => priority !== undefined && (when.signal ?? when.reason) !== undefined,
  );
  if (worst === undefined || spoken) return null;
  return { priority: "P1", because: `${worst} is at least P1, and no rule speaks of it` };
}

/** What opens an incident with the ticket: a rule's word, or an account in danger where no rule speaks of it. */
function incidentIn({ reason, signals, freeze }: Facts, { actions, rules }: Ruling): Routing["incident"] {
  if (actions.incident !== undefined) {
    const rule = rules.find(({ do: { incident } }) => incident === actions.incident);
    return { kind: actions.incident, because: `rule “${rule?.name}”` };
  }
  const secret = signals.find((signal) => signal === "seed_shared" || signal === "key_shared");
  if (secret !== undefined || reason === "secret_shared") return { kind: "secret", because: secret ?? "secret shared" };
  if (reason === "risk") return { kind: "risk", because: "what the exchange tells of the account" };
  if (reason === "security") return { kind: "takeover", because: "it was handed off as security" };
  return freeze === true ? { kind: "freeze", because: "the customer asks for a freeze" } : null;
}

/** What rules may look at, of a question or of the ticket that came of one. */
export interface Asked {
  reason: HandOffReason | null;
  subject: Pick<HandOffSubject, "article" | "confidence" | "signals" | "gathered">;
  language: string;
  channel: string;
}

export function factsOf({ reason, subject, language, channel }: Asked, policy: Policy, now: Instant): Facts {
  const { article, confidence, signals, gathered = nothingGathered } = subject;
  const found = article === null ? undefined : policy.knowledge.find(article, language)?.article;
  const { category = null, route: way = null, owner = null } = found ?? {};
  const of = { reason, article, category, route: way, owner, confidence, signals, language, channel };
  return { ...gathered, ...of, now, rates: policy.rates ?? NO_RATES };
}

const NO_RATES = new Map([["USD", 1]]);
