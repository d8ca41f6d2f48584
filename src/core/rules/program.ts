import { applied, passed, skipped, type TraceStep } from "../trace.ts";
import type { Tested } from "./condition.ts";
import { CONDITIONS, type ConditionName } from "./conditions.ts";
import type { Facts } from "./facts.ts";
import type { Actions, Rule } from "./rule.ts";

type Ask = (facts: Facts) => Tested;

interface Line {
  rule: Rule;
  step: string;
  /** Places in the list of questions. */
  asks: number[];
  /** Said of every rule that comes after this one in its group. */
  came: string;
}

/** The rules of a policy, prepared to be asked of many tickets: what several rules ask is asked once. */
interface Program {
  groups: { name: string; lines: Line[]; stops: boolean }[];
  questions: Ask[];
}

const prepared = new WeakMap<readonly Rule[], Program>();

function programOf(rules: readonly Rule[]): Program {
  const known = prepared.get(rules);
  if (known !== undefined) return known;
  const places = new Map<string, number>();
  const questions: Ask[] = [];
  const placeOf = (name: ConditionName, value: unknown): number => {
    const key = `${name} ${JSON.stringify(value)}`;
    const place = places.get(key) ?? questions.push((CONDITIONS[name].ask as (value: unknown) => Ask)(value)) - 1;
    places.set(key, place);
    return place;
  };
  const lines = rules.map((rule): Line => {
    const given = Object.entries(rule.when).filter(([, value]) => value !== undefined);
    const asks = given.map(([name, value]) => placeOf(name as ConditionName, value));
    return { rule, step: `rule “${rule.name}”`, asks, came: `“${rule.name}” came first` };
  });
  const groups = [...Map.groupBy(lines, ({ rule }) => rule.group)].map(([name, of]) => ({
    name,
    lines: of,
    stops: of.some(({ rule }) => rule.do.stop_answering === true),
  }));
  const program = { groups, questions };
  prepared.set(rules, program);
  return program;
}

/** What the rules say: everything that is done, by which rules, and what each of them said. */
export interface Ruling {
  actions: Actions;
  rules: Rule[];
  steps: TraceStep[];
}

/**
 * Asks the rules. In each group the first that applies counts; where two groups say what only one can, the earlier group does. With
 * `onlyStops` only those groups are asked in which a rule may stop the bot.
 */
export function judgeRules(rules: readonly Rule[], facts: Facts, { onlyStops = false } = {}): Ruling {
  const { groups, questions } = programOf(rules);
  const answers: (Tested | undefined)[] = new Array(questions.length);
  const answer = (place: number): Tested => (answers[place] ??= (questions[place] as Ask)(facts));
  const steps: TraceStep[] = [];
  const chosen: Rule[] = [];
  for (const { lines, stops } of groups) {
    if (onlyStops && !stops) continue;
    let came: string | undefined;
    for (const line of lines) {
      if (came !== undefined) {
        steps.push(skipped(line.step, came));
        continue;
      }
      const { holds, because } = answerTo(line, answer);
      steps.push(holds ? applied(line.step, because) : passed(line.step, because));
      if (!holds) continue;
      chosen.push(line.rule);
      came = line.came;
    }
  }
  return { actions: together(chosen), rules: chosen, steps };
}

/** The first condition that fails, or all that hold. */
function answerTo({ asks }: Line, answer: (place: number) => Tested): Tested {
  for (const place of asks) {
    const tested = answer(place);
    if (!tested.holds) return tested;
  }
  const reasons = asks.map((place) => answer(place).because);
  return { holds: true, because: reasons.length === 0 ? "it applies always" : reasons.join(" and ") };
}

function together(rules: readonly Rule[]): Actions {
  let actions: Actions = {};
  for (const { do: it } of rules) {
    const tags = [...(actions.tags ?? []), ...(it.tags ?? [])];
    const notify = [...(actions.notify ?? []), ...(it.notify ?? [])];
    actions = { ...it, ...given(actions), tags: [...new Set(tags)], notify };
  }
  return actions;
}

const given = (actions: Actions): Actions =>
  Object.fromEntries(Object.entries(actions).filter(([, value]) => value !== undefined && value !== false));
