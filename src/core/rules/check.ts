import { CONDITIONS, type ConditionName } from "./conditions.ts";
import type { Rule } from "./rule.ts";

/** Something about a list of rules that its author will not have meant. `rule` counts from 0. */
export interface RuleFinding {
  rule: number;
  /** shadowed: an earlier group, which applies wherever this rule does, decides what it says. */
  kind: "unreachable" | "contradicting" | "partly" | "idle" | "shadowed";
  message: string;
  next: string;
}

/**
 * What is wrong with rules as a list: one that never applies because an earlier one takes everything, one that says
 * otherwise under the same conditions, values of a list that never count, what an earlier group has decided by then, and one that does
 * nothing.
 */
export function checkRules(rules: readonly Rule[]): RuleFinding[] {
  return rules.flatMap((rule, i): RuleFinding[] => {
    const before = rules.slice(0, i).filter(({ group }) => group === rule.group);
    const idle: RuleFinding[] =
      Object.keys(rule.do).length > 0
        ? []
        : [
            {
              rule: i,
              kind: "idle",
              message: `“${rule.name}” does nothing but keep later rules from applying`,
              next: NEXT.idle,
            },
          ];
    const taker = before.find((earlier) => covers(earlier, rule));
    if (taker === undefined) return [...idle, ...partly(before, rule, i), ...shadowed(rules, rule, i)];
    const same = covers(rule, taker);
    const differs = JSON.stringify(sorted(taker.do)) !== JSON.stringify(sorted(rule.do));
    return [
      same && differs
        ? {
            rule: i,
            kind: "contradicting",
            message: `“${rule.name}” has the conditions of “${taker.name}” and says otherwise; the earlier one counts`,
            next: NEXT.contradicting,
          }
        : {
            rule: i,
            kind: "unreachable",
            message: `“${rule.name}” never applies: “${taker.name}” before it takes everything`,
            next: NEXT.unreachable,
          },
    ];
  });
}

const NEXT = {
  unreachable: "Put it before that rule, or give it a group of its own.",
  contradicting: "Delete one of the two.",
  partly: "Take the value out, or put the rule first.",
  idle: "Say what it does, or delete it.",
  shadowed: "Put its group first, or leave that to the other rule.",
} satisfies Record<RuleFinding["kind"], string>;

const SINGLE = ["priority", "team", "policy", "macro"] as const;

/** What a rule of an earlier group decides wherever this one applies, because nothing comes before it there. */
function shadowed(rules: readonly Rule[], rule: Rule, i: number): RuleFinding[] {
  const order = [...new Set(rules.map(({ group }) => group))];
  const earlier = rules.filter(
    (it, j) =>
      order.indexOf(it.group) < order.indexOf(rule.group) &&
      covers(it, rule) &&
      !rules.slice(0, j).some((first) => first.group === it.group),
  );
  return SINGLE.flatMap((key) => {
    const said = rule.do[key];
    const other = earlier.find((it) => it.do[key] !== undefined && it.do[key] !== said);
    if (said === undefined || other === undefined) return [];
    const message = `“${rule.name}”: its ${key} never counts: “${other.name}” of the group “${other.group}” says ${other.do[key]}`;
    return [{ rule: i, kind: "shadowed" as const, message, next: NEXT.shadowed }];
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
          next: NEXT.partly,
        },
      ];
    });
  });
}
