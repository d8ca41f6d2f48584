import { z } from "zod";
import { PRIORITIES } from "../ports.ts";
import { CONDITIONS, type ConditionName, type Facts } from "./conditions.ts";

const conditions = Object.fromEntries(
  Object.entries(CONDITIONS).map(([name, { schema, describe }]) => [name, schema.describe(describe).optional()]),
) as { [Name in ConditionName]: z.ZodOptional<(typeof CONDITIONS)[Name]["schema"]> };

/** One line of routing policy. All of `when` must hold; an empty `when` always does. */
export const ruleSchema = z.strictObject({
  name: z.string().min(1).max(80).describe("What people see in traces."),
  when: z.strictObject(conditions),
  do: z.strictObject({
    priority: z.enum(PRIORITIES).optional(),
    team: z.string().min(1).max(40).optional(),
    policy: z.string().min(1).max(40).optional().describe("The escalation policy that starts."),
  }),
});
export type Rule = z.output<typeof ruleSchema>;

/** Whether a rule applies, and the reason: the first condition that fails, or all that hold. */
export function applies(rule: Rule, facts: Facts): { holds: boolean; because: string } {
  const reasons: string[] = [];
  for (const [name, value] of Object.entries(rule.when)) {
    if (value === undefined) continue;
    const condition = CONDITIONS[name as ConditionName];
    const { holds, because } = (
      condition.test as (value: unknown, facts: Facts) => { holds: boolean; because: string }
    )(value, facts);
    if (!holds) return { holds, because };
    reasons.push(because);
  }
  return { holds: true, because: reasons.length === 0 ? "it applies always" : reasons.join(" and ") };
}
