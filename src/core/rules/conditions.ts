import { z } from "zod";
import { duration } from "../config/duration.ts";
import type { HandOffReason } from "../conversation/conversation.ts";
import { SIGNALS } from "../guard/signals.ts";
import { CATEGORIES, ROUTES } from "../knowledge/article.ts";
import { excerpt } from "../text.ts";
import { formatDuration } from "../time.ts";
import { SENTIMENTS } from "../triage/suggestion.ts";
import { worth } from "./amounts.ts";
import { type Condition, going, hasOneOf, isOneOf, same } from "./condition.ts";
import { patternSchema } from "./pattern.ts";
import { isWithin, type Times, timesSchema } from "./times.ts";

const word = z.string().min(1).max(80);
const reasons = [
  "asked_for_person",
  "secret_shared",
  "security",
  "specialist",
  "no_answer",
  "still_unclear",
  "declined_choices",
  "risk",
  "no_question",
  "guide",
  "responder",
  "rule",
] as const satisfies HandOffReason[];

const amountSchema = z.strictObject({
  over: z.number().min(0).max(1e12),
  currency: z
    .string()
    .regex(/^[A-Z0-9]{2,10}$/, "must be a code in capitals such as USD or BTC")
    .default("USD"),
});
type Risk = z.output<typeof amountSchema>;

/** The registry: the schema of `when`, the reference page and every test of a rule derive from this table. */
export const CONDITIONS = {
  reason: isOneOf(
    "the reason for the hand-off",
    z.enum(reasons),
    (facts) => facts.reason,
    "Why the conversation was handed off; `rule` when a rule stopped the bot.",
  ),
  intent: isOneOf("the intent", word, (facts) => facts.intent, "The article that the message by itself is about."),
  article: isOneOf("the article", word, (facts) => facts.article, "The article the question is most likely about."),
  category: isOneOf("the category", z.enum(CATEGORIES), (facts) => facts.category, "That article's category."),
  route: isOneOf("the route", z.enum(ROUTES), (facts) => facts.route, "That article's route."),
  owner: isOneOf("the article's owner", word, (facts) => facts.owner, "The team that owns that article."),
  language: isOneOf("the language", word, (facts) => facts.language, "Language of the conversation."),
  channel: isOneOf("the channel", word, (facts) => facts.channel, "Channel the customer writes in."),
  signal: hasOneOf(
    z.enum(SIGNALS),
    (facts) => facts.signals,
    { found: (signal) => `the guard raised ${signal}`, missed: (wanted) => `no signal ${wanted}` },
    "A risk mark that the guard found in the message.",
  ),
  text: hasOneOf(
    patternSchema,
    (facts) => facts.said,
    {
      found: (pattern) => `the text matches ${excerpt(pattern, 48)}`,
      missed: () => "the text matches none of its patterns",
    },
    "A regular expression that the text matches, in the syntax of RE2; capitals and small letters are the same.",
  ),
  sentiment: isOneOf(
    "the mood",
    z.enum(SENTIMENTS),
    (facts) => facts.sentiment,
    "The customer's mood by the words used, English and Chinese.",
  ),
  confidence_below: {
    schema: z.number().min(0).max(1),
    describe: "The probability that the best article is the right one is below this.",
    ask: (value) => (facts) => {
      const holds = facts.confidence < value;
      const said = Math.round(facts.confidence * 100) / 100;
      return { holds, because: `the confidence ${said} is ${holds ? "below" : "not below"} ${value}` };
    },
    covers: (value, narrower) => narrower <= value,
  } satisfies Condition<number>,
  amount_at_risk: {
    schema: amountSchema as z.ZodType<Risk>,
    describe:
      "An amount that the customer names is over `over` in `currency` (USD), by the facts `rate.btc.usd` and so on.",
    ask:
      ({ over, currency }) =>
      ({ amounts, rates }) => {
        if (amounts.length === 0) return { holds: false, because: "no amount is named" };
        const values = amounts.flatMap((it) => worth(it, currency, rates) ?? []);
        if (values.length === 0) return { holds: false, because: `no fact says what the amount is in ${currency}` };
        const most = Math.max(...values);
        const holds = most > over;
        return {
          holds,
          because: `about ${Number(most.toPrecision(3))} ${currency} is ${holds ? "" : "not "}over ${over}`,
        };
      },
    covers: (value, narrower) => value.currency === narrower.currency && value.over <= narrower.over,
  } satisfies Condition<Risk>,
  customer_tier: isOneOf(
    "the customer's tier",
    word,
    (facts) => facts.tier,
    "What the exchange says of the customer (`nightdesk customers set`).",
  ),
  account_age_below: {
    schema: duration as unknown as z.ZodType<number>,
    describe: "The customer's account is younger than this; never when nobody has said how old it is.",
    ask:
      (value) =>
      ({ since, now }) => {
        if (since === null) return { holds: false, because: "the age of the account is not known" };
        const holds = now - since < value;
        return {
          holds,
          because: `the account is ${formatDuration(now - since)} old, ${holds ? "" : "not "}below ${formatDuration(value)}`,
        };
      },
    covers: (value, narrower) => narrower <= value,
  } satisfies Condition<number>,
  repeat_contact: {
    schema: z.int().min(1).max(1_000),
    describe: "The customer has had at least so many other tickets in the last 30 days.",
    ask:
      (value) =>
      ({ contacts }) => ({
        holds: contacts >= value,
        because: `${contacts} other tickets in 30 days, ${contacts >= value ? "at least" : "fewer than"} ${value}`,
      }),
    covers: (value, narrower) => value <= narrower,
  } satisfies Condition<number>,
  time: {
    schema: timesSchema as z.ZodType<Times>,
    describe:
      'It is one of the `days` (mon to sun), within the `hours` ("22:00-06:00"), on the clocks of the `zone` (UTC).',
    ask: (value) => (facts) => {
      const holds = isWithin(facts.now, value);
      return { holds, because: `it is ${holds ? "" : "not "}within the times of the rule` };
    },
    covers: same,
  } satisfies Condition<Times>,
  surge: going("a surge", (facts) => facts.surge, "Far more customers than usual write at the moment."),
  outage_open: going(
    "an open outage",
    (facts) => facts.outage,
    "An incident that many ask about is open (`nightdesk outage`).",
  ),
} as const;

export type ConditionName = keyof typeof CONDITIONS;
