import { asksToFreeze } from "../incident/phrases.ts";
import type { Assessment } from "../knowledge/knowledge.ts";
import type { Policy } from "../policy.ts";
import { sentimentOf } from "../triage/sentiment.ts";
import { amountsIn } from "./amounts.ts";
import { list } from "./condition.ts";
import type { ConditionName } from "./conditions.ts";
import { type Gathered, nothingGathered } from "./facts.ts";
import { matchedBy } from "./pattern.ts";
import type { Rule } from "./rule.ts";

/** What the desk knows when a message comes, besides what it says. */
export type Around = Pick<Gathered, "tier" | "since" | "contacts" | "surge" | "outage">;

/** What the rules ask for: what none of them asks is not looked for. */
interface Asked {
  names: ReadonlySet<ConditionName>;
  patterns: readonly string[];
}

const asked = new WeakMap<readonly Rule[], Asked>();

function askedBy(rules: readonly Rule[]): Asked {
  const known = asked.get(rules);
  if (known !== undefined) return known;
  const names = new Set(rules.flatMap(({ when }) => Object.keys(when) as ConditionName[]));
  const patterns = [...new Set(rules.flatMap(({ when }) => (when.text === undefined ? [] : list(when.text))))];
  const made = { names, patterns };
  asked.set(rules, made);
  return made;
}

/** Whether any rule or target looks at what the desk knows of a customer. */
export function asksOfCustomers({ config }: Pick<Policy, "config">): boolean {
  const { names } = askedBy(config.rules);
  if (config.sla.exceptions.some(({ tier }) => tier !== undefined)) return true;
  return names.has("customer_tier") || names.has("account_age_below") || names.has("repeat_contact");
}

/** What the rules of the policy may look at in a message. Its text has passed the guard; nothing of it is kept. */
export function gather(
  text: string,
  { intent, confidence }: Pick<Assessment, "intent" | "confidence">,
  { config }: Pick<Policy, "config">,
  around: Partial<Around & Gathered> = {},
): Gathered {
  const { names, patterns } = askedBy(config.rules);
  return {
    ...nothingGathered,
    ...around,
    intent: confidence >= config.reply.clarifyAt ? (intent?.article ?? around.intent ?? null) : null,
    sentiment: names.has("sentiment") ? sentimentOf([text]).sentiment : "calm",
    amounts: names.has("amount_at_risk") ? amountsIn(text) : [],
    said: matchedBy(text, patterns),
    ...(asksToFreeze(text) ? { freeze: true as const } : {}),
  };
}
