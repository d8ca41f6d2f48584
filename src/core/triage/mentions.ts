import { screen } from "../guard/screen.ts";
import { claimsIn } from "../outbound/claims.ts";
import { assetsIn, networksIn } from "./names.ts";
import type { Mention } from "./suggestion.ts";

/** As the big exchanges write them: -1021, EAPI:Invalid key, 50111 after the word. */
const ERROR_CODE =
  /(?<![\w.])-\d{4}(?!\d)|\bE[A-Z][A-Za-z]{2,12}:[A-Z][A-Za-z ]{2,30}|(?<=\b(?:error|code|错误码?|代码)\s{0,2}[:#：]?\s{0,2})\d{3,6}\b/gu;
const ORDER = /(?<=\border(?:\s?id|\s?number)?\s{0,2}[:#]?\s{0,2}|订单号?\s{0,2}[:：]?\s{0,2})#?[A-Z0-9-]{6,36}\b/giu;
const DATE = /\b20\d\d-\d\d-\d\d(?:[T ]\d\d:\d\d)?\b|\d{1,2}\s?月\s?\d{1,2}\s?[日号]/gu;
const MOST = 20;

/** What a text names that a responder would copy: amounts, assets, networks, addresses, transactions, error codes, orders, dates. */
export function mentionsIn(text: string): Mention[] {
  const amounts = claimsIn(text).filter(({ kind }) => kind === "amount");
  const found: Mention[] = [
    ...amounts.map(({ text }) => ({ kind: "amount" as const, value: text })),
    ...screen(text).entities.map(({ kind, value }) => ({
      kind: kind === "tx_hash" ? ("transaction" as const) : ("address" as const),
      value,
    })),
    ...[...assetsIn(text)].map((value) => ({ kind: "asset" as const, value })),
    ...[...networksIn(text)].map((value) => ({ kind: "network" as const, value })),
    ...all(text, ERROR_CODE, "error_code"),
    ...all(text, ORDER, "order"),
    ...all(text, DATE, "date"),
  ];
  const seen = new Set<string>();
  return found
    .filter(({ kind, value }) => value.length <= 120 && !seen.has(`${kind} ${value}`) && seen.add(`${kind} ${value}`))
    .slice(0, MOST);
}

const all = (text: string, pattern: RegExp, kind: Mention["kind"]): Mention[] =>
  (text.match(pattern) ?? []).map((value) => ({ kind, value: value.trim() }));
