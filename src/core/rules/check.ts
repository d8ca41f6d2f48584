import { CONDITIONS, type ConditionName } from "./conditions.ts";
import type { Rule } from "./rule.ts";

/** Something about a list of rules that its author will not have meant. `rule` counts from 0. */
export interface RuleFinding {
  rule: number;
  kind: "unreachable" | "contradicting" | "partly" | "idle";
  message: string;
}

/**
 * What is wrong with rules as a list: one that never applies because an earlier one takes everything, one that says
 * otherwise under the same conditions, values of a list that never count, and one that does nothing.
 */
export function checkRules(rules: readonly Rule[]): RuleFinding[] {
  return rules.flatMap((rule, i): RuleFinding[] => {
    const before = rules.slice(0, i);
    const idle: RuleFinding[] =
      Object.keys(rule.do).length > 0
        ? []
        : [{ rule: i, kind: "idle", message: `“${rule.name}” does nothing but keep later rules from applying` }];
    const taker = before.find((earlier) => covers(earlier, rule));
    if (taker === undefined) return [...idle, ...partly(before, rule, i)];
    const same = covers(rule, taker);
    const differs = JSON.stringify(sorted(taker.do)) !== JSON.stringify(sorted(rule.do));
    return [
      same && differs
        ? {
            rule: i,
            kind: "contradicting",
            message: `“${rule.name}” has the conditions of “${taker.name}” and says otherwise; the earlier one counts`,
          }
        : {
            rule: i,
            kind: "unreachable",
            message: `“${rule.name}” never applies: “${taker.name}” before it takes everything`,
          },
    ];
  });
}

const sorted = (it: object): [string, unknown][] => Object.entries(it).sort(([a], [b]) => (a < b ? -1 : 1));

/** Whether a rule applies wherever another one does. */
const covers = (wide: Rule, narrow: Rule): boolean =>
  given(wide).every(([name, value]) => {
    const other = narrow.when[name];
    return other !== undefined && coversValue(name, value, other);
  });

const given = ({ when }: Rule): [ConditionName, unknown][] =>
  Object.entries(when).filter(([, value]) => value !== undefined) as [ConditionName, unknown][];

const coversValue = (name: ConditionName, wide: unknown, narrow: unknown): boolean =>
  (CONDITIONS[name].covers as (wide: unknown, narrow: unknown) => boolean)(wide, narrow);

/** Values of a list that never count, because an earlier rule takes each of them. */
function partly(before: readonly Rule[], rule: Rule, i: number): RuleFinding[] {
  return given(rule).flatMap(([name, value]) => {
    if (!Array.isArray(value)) return [];
    return value.flatMap((item): RuleFinding[] => {
      const only = { ...rule, when: { ...rule.when, [name]: item } };
      const taker = before.find((earlier) => covers(earlier, only));
      if (taker === undefined) return [];
      return [
        {
          rule: i,
          kind: "partly",
          message: `“${rule.name}”: ${name} ${String(item)} never counts: “${taker.name}” takes it`,
        },
      ];
    });
  });
}
