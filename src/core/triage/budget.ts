import type { Instant } from "../time.ts";
import type { ModelUsage } from "./model.ts";

export interface BudgetLimits {
  /** Tokens of one request and its answer, of one customer's day, of a day. */
  request: number;
  customer: number;
  day: number;
  /** Money of a day; undefined when only tokens count. */
  money?: number | undefined;
  /** Of a million tokens. */
  prices?: { input: number; output: number } | undefined;
}

/** What was spent on a day (UTC), and by whom. What is reserved counts as spent until it is settled. */
export interface Spent {
  /** 2026-11-26 */
  day: string;
  tokens: number;
  money: number;
  customers: Record<string, number>;
}

export type Reserved =
  | { ok: true; spent: Spent; reservation: Reservation }
  | { ok: false; because: "request_budget" | "customer_budget" | "day_budget" | "money_budget" };

export interface Reservation {
  day: string;
  customer: string;
  usage: ModelUsage;
}

export const dayOf = (now: Instant): string => new Date(now).toISOString().slice(0, 10);
export const nothingSpent = (day: string): Spent => ({ day, tokens: 0, money: 0, customers: {} });

/** Sets aside the most that a request can cost, before it is made. */
export function reserve(
  before: Spent,
  customer: string,
  usage: ModelUsage,
  limits: BudgetLimits,
  now: Instant,
): Reserved {
  const day = dayOf(now);
  const spent = before.day === day ? before : nothingSpent(day);
  const tokens = usage.input + usage.output;
  if (tokens > limits.request) return { ok: false, because: "request_budget" };
  if ((spent.customers[customer] ?? 0) + tokens > limits.customer) return { ok: false, because: "customer_budget" };
  if (spent.tokens + tokens > limits.day) return { ok: false, because: "day_budget" };
  if (limits.money !== undefined && spent.money + priceOf(usage, limits) > limits.money)
    return { ok: false, because: "money_budget" };
  return { ok: true, spent: add(spent, customer, usage, 1, limits), reservation: { day, customer, usage } };
}

/** Puts what a request did cost in place of what was set aside. One of yesterday changes nothing of today. */
export function settle(
  spent: Spent,
  { day, customer, usage }: Reservation,
  used: ModelUsage,
  limits: BudgetLimits,
): Spent {
  if (spent.day !== day) return spent;
  return add(add(spent, customer, usage, -1, limits), customer, used, 1, limits);
}

function add(spent: Spent, customer: string, usage: ModelUsage, sign: 1 | -1, limits: BudgetLimits): Spent {
  const tokens = sign * (usage.input + usage.output);
  return {
    day: spent.day,
    tokens: Math.max(0, spent.tokens + tokens),
    money: Math.max(0, spent.money + sign * priceOf(usage, limits)),
    customers: { ...spent.customers, [customer]: Math.max(0, (spent.customers[customer] ?? 0) + tokens) },
  };
}

const priceOf = ({ input, output }: ModelUsage, { prices }: BudgetLimits): number =>
  prices === undefined ? 0 : (input * prices.input + output * prices.output) / 1_000_000;

/** No fewer tokens than a text has in the tokenisers that are about: a CJK character is up to two, a Latin one less than a half. */
export const tokensAtMost = (text: string): number => {
  const plain = text.match(/[\x20-\x7e\n]/g)?.length ?? 0;
  return Math.ceil(plain / 2 + 2 * (text.length - plain));
};
