import type { Finding } from "./finding.ts";
import type { Kind } from "./kinds.ts";

/** What may stand between a name and its value: "number", "is", a colon, an opening quote. */
export const SAYS = `[\\s"'“‘\`*#(]{0,3}(?:(?:number|no\\.?|num|id|号码?|號碼?)[\\s.#]{0,3})?(?:(?:is|was|are|=>?|:|：|->|是|为|為|就是)[\\s"'“‘\`*(:：]{0,4})?`;

/** Values that stand after their name. The pattern ends with the value as its last group; `holds` tells values from ordinary words. */
export function namedValues(
  text: string,
  pattern: RegExp,
  kind: Kind,
  holds: (value: string, after: string) => boolean = () => true,
): Finding[] {
  const found: Finding[] = [];
  for (const match of text.matchAll(pattern)) {
    const value = match.at(-1) ?? "";
    const end = match.index + match[0].length;
    if (value !== "" && !value.startsWith("[[") && holds(value, text.slice(end, end + 24))) {
      found.push({ start: end - value.length, end, kind });
    }
  }
  return found;
}

/** What follows a number that counts something: "8 characters", "6 位". */
export const COUNTS =
  /^\s{0,2}(?:char|digit|letter|time|attempt|minute|min\b|second|sec\b|hour|day|week|month|year|usd|eur|btc|eth|%|位|个|個|次|分|秒|小时|天|元|字符)/i;
