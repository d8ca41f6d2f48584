import type { Span } from "./claim.ts";
import { matches } from "./matches.ts";
import { NUMERAL, numberOf, scaled } from "./numeral.ts";
import { CURRENCY, currencyOf, UNITS } from "./units.ts";

const SPACE = "[\\s*_]{0,4}";
const TO = `(?:${SPACE}(?:to|or|and|-|–|—|~|至|到|或)${SPACE})`;
/** Not in the middle of a word, a number, a name such as ERC-20 or a version, and no "third". */
const BEFORE = "(?<![a-z0-9_#])(?<![a-z]-)(?<!\\d[-.,:/])(?<![零〇一二两兩三四五六七八九十百千]|第\\s?)";
const UNIT = UNITS.map(({ written }) => `(${written})`).join("|");

/** "three (3) business days", "3 more days" */
const BETWEEN = `(?:\\s\\(\\d{1,9}\\))?(?:\\s(?:full|more|additional|further|extra|whole|consecutive))?`;

const AFTER_NUMBER = new RegExp(
  `${BEFORE}(${NUMERAL})(?:${TO}(${NUMERAL}))?${BETWEEN}(?:${SPACE}|-)(?:${UNIT}|(${CURRENCY}))(?![a-z0-9])`,
  "giu",
);
const BEFORE_NUMBER = new RegExp(
  `(?<![a-z])(${CURRENCY})${SPACE}(${NUMERAL})(?:${TO}(?:(?:${CURRENCY})${SPACE})?(${NUMERAL}))?`,
  "giu",
);
const HALF = /(?<!个)半个?(小时|钟头|天|年)|half\s(?:an?\s)?(hour|day|year)(?![a-z])/giu;
const AND_A_HALF = new RegExp(
  `${BEFORE}(${NUMERAL})(?:个半(小时|钟头|月)|\\sand\\sa\\shalf\\s(hours|days|years))`,
  "giu",
);
/** "within an hour" promises; "once a day" does not. */
const A_UNIT =
  /(?:within|under|after|for|takes?|least|most|about|up\sto)\s(?:an?|the)\s((?:business|working)\sday|hour|day|week|month|year)(?![a-z])/giu;
const PERCENT_FIRST = new RegExp(`(百|千|万)分之${SPACE}(${NUMERAL})`, "giu");

/** "confirmations: 4", "确认数为 4" */
const CONFIRMATIONS_FIRST = new RegExp(
  `(?:confirmations?(?:\\s(?:required|needed))?|确认数)\\s?(?:[:：=为是(]|is)${SPACE}(${NUMERAL})`,
  "giu",
);
/** Limits of what has no unit here: "up to 10 keys", "最多 200 个". */
const AT_MOST = new RegExp(
  `(?:up\\sto|at\\smost|no\\smore\\sthan|max(?:imum)?(?:\\sof)?|limit(?:ed)?\\s(?:is|of|to)|最多|上限[为是]?|不超过|至多)${SPACE}(${NUMERAL})(?![a-z0-9])`,
  "giu",
);

const SHARES: Record<string, number> = { 百: 100, 千: 10, 万: 1 };

const unitOf = (written: string) => UNITS.find((unit) => new RegExp(`^(?:${unit.written})$`, "iu").test(written));

/** What happened is no promise: "3 days ago", "in the last 24 hours", "3 天前". */
const PAST_AFTER = /\s?(?:ago|earlier|old(?![a-z])|以前|之前|前(?![述后]))/iuy;
const PAST_BEFORE = /(?<=(?:\b(?:last|past|previous)|过去|最近|近)\s?)/iuy;

/** Amounts, percentages, durations and confirmations. A range ("1 to 3 days") states both its ends. */
export function quantitiesIn(text: string): Span[] {
  const measured = [...afterNumber(text), ...beforeNumber(text), ...byWord(text)];
  const ends = new Set(measured.flatMap(({ start, end }) => [start, end]));
  return [...measured, ...limits(text).filter(({ start, end }) => !ends.has(start) && !ends.has(end))];
}

function* afterNumber(text: string): Generator<Span> {
  for (const match of matches(text, AFTER_NUMBER)) {
    const [whole, low, high] = match;
    const { index: start } = match;
    const span = { start, end: start + whole.length };
    const unit = UNITS.find((_, i) => match[3 + i] !== undefined);
    const money = match[3 + UNITS.length];
    const numbers = [low, high].flatMap((it) => (it === undefined ? [] : (numberOf(it) ?? [])));
    if (money !== undefined) {
      const code = currencyOf(money);
      if (code !== undefined)
        yield* numbers.map((it) => ({ ...span, kind: "amount" as const, value: `${it} ${code}` }));
    } else if (unit !== undefined && !(unit.kind === "duration" && isPast(text, span))) {
      if (isYear(unit.base, unit.times, low ?? "") || isIdle(unit.base, unit.times, low ?? "")) continue;
      if (unit.kind === "percent" && low === "100") continue;
      yield* numbers.map((it) => ({ ...span, kind: unit.kind, value: `${scaled(it, unit.times)} ${unit.base}` }));
    }
  }
}

function* beforeNumber(text: string): Generator<Span> {
  for (const { 0: whole, 1: money = "", 2: low, 3: high, index: start } of matches(text, BEFORE_NUMBER)) {
    const code = currencyOf(money);
    if (code === undefined || !/\d/.test(low ?? "")) continue;
    for (const written of [low, high]) {
      const number = written === undefined ? undefined : numberOf(written);
      if (number !== undefined) yield { start, end: start + whole.length, kind: "amount", value: `${number} ${code}` };
    }
  }
}

function* byWord(text: string): Generator<Span> {
  const one = (start: number, length: number, number: string, written: string): Span[] => {
    const unit = unitOf(written);
    const span = { start, end: start + length };
    if (unit === undefined || isPast(text, span)) return [];
    return [{ ...span, kind: unit.kind, value: `${scaled(number, unit.times)} ${unit.base}` }];
  };
  for (const { 0: whole, 1: chinese, 2: english, index } of matches(text, HALF)) {
    yield* one(index, whole.length, "0.5", chinese ?? english ?? "");
  }
  for (const { 0: whole, 1: written = "", 2: chinese, 3: english, index } of matches(text, AND_A_HALF)) {
    const number = numberOf(written);
    const unit = chinese === "月" ? "个月" : (chinese ?? english ?? "");
    if (number !== undefined && !number.includes(".")) yield* one(index, whole.length, `${number}.5`, unit);
  }
  for (const { 0: whole, 1: written = "", index } of matches(text, A_UNIT))
    yield* one(index, whole.length, "1", written);
  for (const { 0: whole, 1: of, 2: written = "", index: start } of matches(text, PERCENT_FIRST)) {
    const number = numberOf(written);
    if (number === undefined) continue;
    yield { start, end: start + whole.length, kind: "percent", value: `${scaled(number, SHARES[of ?? ""] ?? 1)} bp` };
  }
}

function* numbersOf(text: string, pattern: RegExp): Generator<{ start: number; end: number; number: string }> {
  for (const { 0: whole, 1: written = "", index } of matches(text, pattern)) {
    const number = numberOf(written);
    const end = index + whole.length;
    if (number !== undefined) yield { start: end - written.length, end, number };
  }
}

function limits(text: string): Span[] {
  const confirmations = [...numbersOf(text, CONFIRMATIONS_FIRST)]
    .filter(({ number }) => number !== "1")
    .map(({ number, ...span }): Span => ({ ...span, kind: "confirmations", value: `${number} confirmations` }));
  const most = [...numbersOf(text, AT_MOST)].map(
    ({ number, ...span }): Span => ({ ...span, kind: "limit", value: number }),
  );
  return [...confirmations, ...most];
}

/** Every number of a text, with or without a unit. */
export const numbersIn = (text: string): string[] => [...numbersOf(text, ANY)].map(({ number }) => number);
const ANY = new RegExp(`${BEFORE}(${NUMERAL})`, "giu");

const isPast = (text: string, { start, end }: { start: number; end: number }): boolean =>
  standsAt(text, end, PAST_AFTER) || standsAt(text, start, PAST_BEFORE);

/** Whether a sticky pattern fits at a place. */
function standsAt(text: string, place: number, pattern: RegExp): boolean {
  pattern.lastIndex = place;
  return pattern.test(text);
}

/** 2026 年 is a date. */
const isYear = (base: string, times: number, written: string): boolean =>
  base === "months" && times === 12 && /^(?:19|20)\d\d$/.test(written);

/** "One second, please" and "one confirmation after another" promise nothing. */
const isIdle = (base: string, times: number, written: string): boolean =>
  (base === "confirmations" || (base === "s" && times <= 60)) && /^(?:one|一)$/i.test(written);
