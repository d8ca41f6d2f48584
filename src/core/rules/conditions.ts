import { z } from "zod";
import type { HandOffReason } from "../conversation/conversation.ts";
import { SIGNALS, type Signal } from "../guard/signals.ts";
import { CATEGORIES, type Category, ROUTES, type Route } from "../knowledge/article.ts";

/** Everything that a routing rule may look at. */
export interface Facts {
  reason: HandOffReason;
  article: string | null;
  category: Category | null;
  route: Route | null;
  owner: string | null;
  confidence: number;
  signals: Signal[];
  language: string;
  channel: string;
}

/** One thing a rule may ask: what its value looks like in nightdesk.yaml, and whether it holds. */
interface Condition<Value> {
  schema: z.ZodType<Value>;
  describe: string;
  test(value: Value, facts: Facts): { holds: boolean; because: string };
  /** Whether it holds with this value wherever it holds with the narrower one. */
  covers(value: Value, narrower: Value): boolean;
}

const oneOrMore = <T extends z.ZodType>(item: T) => z.union([item, z.array(item).min(1).max(50)]);
const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
const coversAll = <T>(value: T | T[], narrower: T | T[]): boolean =>
  list(narrower).every((it) => list(value).includes(it));

function isOneOf<T extends string>(
  what: string,
  schema: z.ZodType<T>,
  pick: (facts: Facts) => T | null,
  describe: string,
): Condition<T | T[]> {
  return {
    schema: oneOrMore(schema) as z.ZodType<T | T[]>,
    describe,
    test(value, facts) {
      const actual = pick(facts);
      const holds = actual !== null && (Array.isArray(value) ? value.includes(actual) : value === actual);
      return {
        holds,
        because: `${what} is ${actual ?? "not known"}${holds ? "" : `, not ${list(value).join(" or ")}`}`,
      };
    },
    covers: coversAll,
  };
}

const word = z.string().min(1).max(80);
const reasons = [
  "asked_for_person",
  "secret_shared",
  "security",
  "specialist",
  "no_answer",
  "still_unclear",
  "declined_choices",
  "no_question",
  "guide",
  "responder",
] as const satisfies HandOffReason[];

/** The registry: the schema of `when`, the reference page and every test of a rule derive from this table. */
export const CONDITIONS = {
  reason: isOneOf(
    "the reason for the hand-off",
    z.enum(reasons),
    (facts) => facts.reason,
    "Why the conversation was handed off.",
  ),
  article: isOneOf("the article", word, (facts) => facts.article, "The article the question is most likely about."),
  category: isOneOf("the category", z.enum(CATEGORIES), (facts) => facts.category, "That article's category."),
  route: isOneOf("the route", z.enum(ROUTES), (facts) => facts.route, "That article's route."),
  owner: isOneOf("the article's owner", word, (facts) => facts.owner, "The team that owns that article."),
  language: isOneOf("the language", word, (facts) => facts.language, "Language of the conversation."),
  channel: isOneOf("the channel", word, (facts) => facts.channel, "Channel the customer writes in."),
  signal: {
    schema: oneOrMore(z.enum(SIGNALS)) as z.ZodType<Signal | Signal[]>,
    describe: "A risk mark that the guard found in the message.",
    test(value, { signals }) {
      const found = list(value).find((signal) => signals.includes(signal));
      return found === undefined
        ? { holds: false, because: `no signal ${list(value).join(" or ")}` }
        : { holds: true, because: `the guard raised ${found}` };
    },
    covers: coversAll,
  } satisfies Condition<Signal | Signal[]>,
  confidence_below: {
    schema: z.number().min(0).max(1),
    describe: "The probability that the best article is the right one is below this.",
    test: (value, { confidence }) => ({
      holds: confidence < value,
      because: `the confidence ${confidence.toFixed(2)} is ${confidence < value ? "below" : "not below"} ${value}`,
    }),
    covers: (value, narrower) => narrower <= value,
  } satisfies Condition<number>,
} as const;

export type ConditionName = keyof typeof CONDITIONS;
