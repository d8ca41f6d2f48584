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

type Test = { value: unknown; test(value: unknown, facts: Facts): { holds: boolean; because: string } };

/** The conditions of each rule, looked up once: a desk asks them of every ticket. */
const prepared = new WeakMap<Rule, Test[]>();

function testsOf(rule: Rule): Test[] {
  const known = prepared.get(rule);
  if (known !== undefined) return known;
  const tests = Object.entries(rule.when).flatMap(([name, value]) =>
    value === undefined ? [] : [{ value, test: CONDITIONS[name as ConditionName].test as Test["test"] }],
  );
  prepared.set(rule, tests);
  return tests;
}

/** Whether a rule applies, and the reason: the first condition that fails, or all that hold. */
export function applies(rule: Rule, facts: Facts): { holds: boolean; because: string } {
  let reasons = "";
  for (const { value, test } of testsOf(rule)) {
    const { holds, because } = test(value, facts);
    if (!holds) return { holds, because };
    reasons = reasons === "" ? because : `${reasons} and ${because}`;
  }
  return { holds: true, because: reasons === "" ? "it applies always" : reasons };
}
