import { z } from "zod";
import { lru } from "../lru.ts";
import type { Facts } from "./facts.ts";

/** The answer to a condition, in a sentence. */
export interface Tested {
  holds: boolean;
  because: string;
}

/** One thing a rule may ask: what its value looks like in nightdesk.yaml, and how to find out whether it holds. */
export interface Condition<Value> {
  schema: z.ZodType<Value>;
  describe: string;
  /** Prepares the question once for a policy: a desk asks it of every ticket. */
  ask(value: Value): (facts: Facts) => Tested;
  /** Whether it holds with this value wherever it holds with the narrower one. */
  covers(value: Value, narrower: Value): boolean;
}

/** Answers that are kept for each condition: there are few languages, channels and categories. */
const REMEMBERED = 50;

export const oneOrMore = <T extends z.ZodType>(item: T) => z.union([item, z.array(item).min(1).max(50)]);
export const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
const coversAll = <T>(value: T | T[], narrower: T | T[]): boolean =>
  list(narrower).every((it) => list(value).includes(it));
export const same = (value: unknown, other: unknown): boolean => JSON.stringify(value) === JSON.stringify(other);

/** A fact that is one of the words given. */
export function isOneOf<T extends string>(
  what: string,
  schema: z.ZodType<T>,
  pick: (facts: Facts) => T | null,
  describe: string,
): Condition<T | T[]> {
  return {
    schema: oneOrMore(schema) as z.ZodType<T | T[]>,
    describe,
    ask(value) {
      const wanted: readonly string[] = list(value);
      const missed = `, not ${wanted.join(" or ")}`;
      const said = lru<T | "", Tested>(REMEMBERED);
      return (facts) => {
        const actual = pick(facts);
        const before = said.get(actual ?? "");
        if (before !== undefined) return before;
        const holds = actual !== null && wanted.includes(actual);
        const tested = { holds, because: `${what} is ${actual ?? "not known"}${holds ? "" : missed}` };
        said.set(actual ?? "", tested);
        return tested;
      };
    },
    covers: coversAll,
  };
}

/** A list of facts that has one of the words given. */
export function hasOneOf<T extends string>(
  schema: z.ZodType<T>,
  pick: (facts: Facts) => readonly string[],
  say: { found: (it: string) => string; missed: (wanted: string) => string },
  describe: string,
): Condition<T | T[]> {
  return {
    schema: oneOrMore(schema) as z.ZodType<T | T[]>,
    describe,
    ask(value) {
      const wanted: readonly string[] = list(value);
      const missed = { holds: false, because: say.missed(wanted.join(" or ")) };
      return (facts) => {
        const has = pick(facts);
        const found = has.length === 0 ? undefined : wanted.find((it) => has.includes(it));
        return found === undefined ? missed : { holds: true, because: say.found(found) };
      };
    },
    covers: coversAll,
  };
}

/** Whether something is going on. */
export const going = (what: string, pick: (facts: Facts) => boolean, describe: string): Condition<boolean> => ({
  schema: z.boolean(),
  describe,
  ask: (value) => (facts) => {
    const is = pick(facts);
    return { holds: is === value, because: is ? `there is ${what}` : `there is no ${what}` };
  },
  covers: (value, narrower) => value === narrower,
});
