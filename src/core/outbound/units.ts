import type { ClaimKind } from "./claim.ts";

/** A unit that turns a number into a claim. `times` leads to the base unit, in which spellings of one value compare. */
export interface Unit {
  kind: ClaimKind;
  base: string;
  times: number;
  /** Source of a regular expression; the text is lower case by then. */
  written: string;
}

const duration = (base: string, times: number, written: string): Unit => ({ kind: "duration", base, times, written });
const percent = (times: number, written: string): Unit => ({ kind: "percent", base: "bp", times, written });

/** Units that follow their number. The longest spelling that fits counts. */
export const UNITS: readonly Unit[] = [
  duration("business-days", 1, "(?:business|working|bank|trading)[\\s-]days?|个?工作日|个?交易日"),
  duration("s", 1, "seconds?|secs?|s|秒钟?"),
  duration("s", 60, "minutes?|mins?|分钟"),
  duration("s", 3_600, "hours?|hrs?|h|个?小时|个?钟头"),
  duration("s", 86_400, "(?:calendar[\\s-])?days?|d|个?自然日|天|日(?=内|之内|以内)"),
  duration("s", 604_800, "weeks?|wks?|周|个?星期"),
  duration("months", 1, "months?|个月"),
  duration("months", 12, "years?|yrs?|年(?!\\s?\\d{1,2}\\s?月)"),
  percent(100, "%|per\\s?cent|pct|个百分点"),
  percent(10, "‰"),
  percent(1, "bps?|basis\\spoints?|个?基点"),
  {
    kind: "confirmations",
    base: "confirmations",
    times: 1,
    written:
      "(?:(?:network|block|blockchain|on-chain)\\s)?conf(?:irmation)?s?|个?(?:区块|网络|链上)?确认|次(?:网络|链上)?确认",
  },
];

/** Money by its names, as sources of regular expressions. */
const NAMES: Record<string, readonly string[]> = {
  USD: ["US\\$", "\\$", "usd", "us\\sdollars?", "dollars?", "bucks", "美元", "美金"],
  EUR: ["€", "eur", "euros?", "欧元"],
  GBP: ["£", "gbp", "pounds?", "英镑"],
  CNY: ["cny", "rmb", "cnh", "yuan", "人民币", "元", "块钱", "¥"],
  JPY: ["jpy", "yen", "日元"],
  HKD: ["HK\\$", "hkd", "港币", "港元"],
  KRW: ["₩", "krw", "韩元"],
  INR: ["₹", "inr", "rupees?"],
  BTC: ["₿", "btc", "xbt", "bitcoins?", "个?比特币"],
  ETH: ["eth", "ether", "个?以太[币坊]?"],
  USDT: ["usdt", "u", "tethers?", "泰达币"],
  SAT: ["sats?", "satoshis?", "聪"],
  GWEI: ["gwei"],
};
const CODES =
  "usdc dai busd tusd fdusd bnb xrp xlm ada doge ltc bch etc trx dot atom avax matic arb eos algo xmr zec dash fil apt sui pepe shib uni aave mkr stx kas hbar icp wbtc steth sgd aud cad chf nzd sek nok dkk pln czk huf ron try brl mxn ars clp cop zar ngn kes aed sar ils thb idr php myr vnd twd rub uah kzt";
/** Codes that are also words: only in capitals are they money. */
const WORDS = "u sol op near link ton one gas ape ion all top sand flow".split(" ");

/** Every name of money, the longest first. */
export const CURRENCY = [...Object.values(NAMES).flat(), ...CODES.split(" "), ...WORDS]
  .sort((a, b) => b.length - a.length)
  .join("|");

const exact = Object.entries(NAMES).map(
  ([code, names]) => [code, new RegExp(`^(?:${names.join("|")})$`, "i")] as const,
);

/** "USD" for $, usd, dollars and 美元; undefined for a word that only looks like a code. */
export function currencyOf(written: string): string | undefined {
  if (WORDS.includes(written.toLowerCase()) && written !== written.toUpperCase()) return undefined;
  return exact.find(([, pattern]) => pattern.test(written))?.[0] ?? written.toUpperCase();
}
