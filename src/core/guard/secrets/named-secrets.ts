import { meaningOf } from "../context.ts";
import type { Detector, Finding } from "../finding.ts";
import { namedValues, SAYS } from "../named.ts";

const NAMES = [
  "(?:api|access|client|consumer|app(?:lication)?|account|secret|signing|webhook|encryption|auth|bot|bearer|refresh|read|trade|trading|private|binance|kraken|coinbase|okx|bybit|kucoin|bitget|gate|mexc|huobi|htx|deribit|bitfinex)[ _-]{0,2}(?:api[ _-]{0,2})?(?:access[ _-]{0,2})?(?:key|secret|token|passphrase|credential|pass)s?",
  "api(?:key|secret|token)",
  "secret(?:key)?",
  "passphrase",
  "token",
  "(?:api|API) ?(?:密钥|密鑰|秘钥|私钥|口令)",
  "密钥|密鑰|秘钥",
].join("|");
const ASSIGNED = new RegExp(`(?<![A-Za-z])(?:${NAMES})${SAYS}([A-Za-z0-9+/=_.~-]{16,200})(?![A-Za-z0-9])`, "gi");
/** Whatever is called a secret has one of these in its name. */
const SPOKEN = /key|secret|token|pass|credential|api|akia|密钥|密鑰|秘钥|私钥|口令/i;
/** "key: …" alone, with a sign that says so; and not the name of a shared document in its address. */
const KEY =
  /(?<!public[ _-]?|[A-Za-z]|docs\.google\.com\/[^\s"]{0,80}[?&])keys?["']?\s{0,2}(?:=|:|：)\s{0,2}["'`]?([A-Za-z0-9+/=_-]{24,200})(?![A-Za-z0-9])/gi;

/** Something random and longer than most addresses, near words that speak of keys for programs. */
const LONG = /[A-Za-z0-9+/_-](?<![A-Za-z0-9+/=_.-].)[A-Za-z0-9+/_-]{31,199}={0,2}(?![A-Za-z0-9+/=_-])/g;
const MEANINGS = [
  ["secret", /api|secret|\bkeys?\b|token|passphrase|credential|AKIA|密钥|密鑰|秘钥/gi],
  ["other", /address|\btx|hash|transaction|signature|https?:|www\.|public key|\border|\bid\b|地址|哈希|交易|订单/gi],
] as const;

/** Something long and random after the words "API secret", "token", "passphrase": whose it is can be told from them alone. */
export const namedSecrets: Detector = {
  name: "named API secret",
  worth: ({ longestRun, digits }) => longestRun >= 8 && digits >= 1,
  find(text) {
    if (!SPOKEN.test(text)) return [];
    return [
      ...namedValues(text, ASSIGNED, "named_secret", looksRandom),
      ...namedValues(text, KEY, "named_secret", looksRandom),
      ...longOnes(text),
    ];
  },
};

/** Letters and digits mixed, and many different ones: no word, no number, no path of words. */
function looksRandom(value: string): boolean {
  const digits = value.match(/\d/g)?.length ?? 0;
  const letters = value.match(/[A-Za-z]/g)?.length ?? 0;
  const enough = digits >= 2 || (digits >= 1 && value.length >= 24 && isMixed(value));
  return enough && letters >= 4 && new Set(value).size >= 9 && !/^0x[0-9a-f]{40}$/i.test(value);
}

const isMixed = (value: string): boolean => /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value);

function longOnes(text: string): Finding[] {
  return [...text.matchAll(LONG)]
    .filter(({ index, 0: it }) => isMixed(it) && meaningOf(text, index, index + it.length, MEANINGS) === "secret")
    .map(({ index: start, 0: it }) => ({ start, end: start + it.length, kind: "named_secret" }));
}
