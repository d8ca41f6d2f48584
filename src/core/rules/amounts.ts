import type { Fact } from "../knowledge/article.ts";
import { fold } from "../outbound/fold.ts";
import { quantitiesIn } from "../outbound/quantities.ts";

export interface Amount {
  value: number;
  /** "USD", "BTC" … */
  currency: string;
}

/** What one of a currency is worth in US dollars. */
export type Rates = ReadonlyMap<string, number>;

const READ = 4_000;
const MOST = 10;
const NAME = /^rate\.([a-z0-9]{2,10})\.usd$/;
export const isRate = (fact: string): boolean => NAME.test(fact);

/** Amounts of money that a text names, the first ten. */
export function amountsIn(text: string): Amount[] {
  const spans = quantitiesIn(fold(text.slice(0, READ)).text).filter(({ kind }) => kind === "amount");
  return spans.slice(0, MOST).flatMap(({ value: written }) => {
    const [number = "", currency = ""] = written.split(" ");
    const value = Number(number);
    return Number.isFinite(value) && value > 0 ? [{ value, currency }] : [];
  });
}

/** The facts `rate.btc.usd` and the like as numbers. A dollar is a dollar without one. */
export function ratesFrom(facts: ReadonlyMap<string, Fact>): Rates {
  const rates = new Map([["USD", 1]]);
  for (const [key, { value }] of facts) {
    const currency = NAME.exec(key)?.[1];
    const rate = Number(typeof value === "string" ? value.replaceAll(",", "") : Number.NaN);
    if (currency !== undefined && Number.isFinite(rate) && rate > 0) rates.set(currency.toUpperCase(), rate);
  }
  return rates;
}

/** What an amount is worth in a currency; undefined without a rate for one of the two. */
export function worth({ value, currency }: Amount, inCurrency: string, rates: Rates): number | undefined {
  if (currency === inCurrency) return value;
  const from = rates.get(currency);
  const to = rates.get(inCurrency);
  return from === undefined || to === undefined ? undefined : (value * from) / to;
}
