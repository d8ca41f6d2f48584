import type { Detector, Finding } from "../../finding.ts";
import { isHan, isSyllable } from "../../shape.ts";
import { checksumTrials, LENGTHS } from "./checksum.ts";
import { HAN, JAPANESE, KOREAN, type WordList } from "./lists.ts";
import { type Run, runsOf } from "./runs.ts";
import { scriptTokens, type Token } from "./tokens.ts";

const WHOLE = 12;
const PART = 9;
/** Both Chinese lists are in the order of use: the first of them make a third of ordinary text and a twentieth of a phrase. */
const COMMON = 100;

/** In one message so many stretches are read for a phrase without separators; nobody writes more of them around one. */
const MOST_STRETCHES = 1_000;

/** Chinese phrases: each word is one character, so they must stand apart; or follow words that speak of a recovery phrase. */
export const chinesePhrases: Detector = {
  name: "Chinese recovery phrase",
  worth: ({ ideographs }) => ideographs >= PART,
  find(text) {
    const tokens = scriptTokens(text, isHan);
    const apart = tokens.filter(({ word }) => word.length === 1).length >= PART;
    const together = tokens.filter(({ word }) => word.length >= WHOLE).slice(0, MOST_STRETCHES);
    const anyChecksum = checksumTrials();
    return HAN.flatMap((list) => [
      ...(apart ? apartIn(tokens, list, anyChecksum) : []),
      ...together.flatMap((token) => togetherIn(text, token, list, anyChecksum)),
    ]);
  },
};

const single = (list: WordList) => ({ indexOf: list.indexOf, misspelt: (word: string) => word.length === 1 });

type AnyChecksum = ReturnType<typeof checksumTrials>;

function apartIn(tokens: Token[], list: WordList, anyChecksum: AnyChecksum): Finding[] {
  return runsOf(tokens, single(list), PART).flatMap(({ start, end, indices }): Finding[] => {
    const common = commonIn(indices);
    if (indices.length < WHOLE) {
      return common <= 3 && !indices.includes(undefined) ? [{ start, end, kind: "seed_partial" }] : [];
    }
    return common <= indices.length / 3 || anyChecksum(indices) ? [{ start, end, kind: "seed" }] : [];
  });
}

const commonIn = (indices: readonly (number | undefined)[]): number =>
  indices.filter((it) => it !== undefined && it < COMMON).length;

const NAME = "(?:助记词|助記詞|助忆词|恢复词|恢復詞|复原词|种子词|種子詞|种子短语|密语)(?:短语)?";
/** What leads in to a phrase: "my recovery words are" and what else may stand before it. */
const LEADS_IN = new RegExp(`${NAME}(?:就|分别|分別)?([是为為]|如下)?`, "g");
const LED_IN = new RegExp(`(?:${NAME}(?:就|分别|分別)?(?:[是为為]|如下)?|seed|mnemonic|phrase)[^\\p{L}]{0,12}$`, "iu");
const LEADS_OUT = new RegExp(`^[^\\p{L}]{0,6}(?:这|這|就)?(?:[是为為])?我?[的嘅]?${NAME}`, "u");
const NAMED = new RegExp(NAME);
const FURTHEST_LEAD = 60;

/** A phrase without separators: as long as a phrase is, to the end of the stretch, and called a recovery phrase. */
function togetherIn(text: string, { start, end, word }: Token, list: WordList, anyChecksum: AnyChecksum): Finding[] {
  if (word.length < WHOLE) return [];
  const indices = Array.from(word.slice(0, FURTHEST_LEAD + LONGEST), (it) => list.indexOf(it));
  const at = (from: number, rest: number, plainly = true) => phraseAt(indices, from, rest, plainly, anyChecksum);
  const finding = (from: number, length: number): Finding[] => [
    { start: start + from, end: Math.min(end, start + from + length), kind: "seed" },
  ];
  const whole = at(0, word.length);
  if (whole === 0 && !NAMED.test(text.slice(start, start + FURTHEST_LEAD))) return [];
  if (whole > 0 && LED_IN.test(text.slice(Math.max(0, start - 30), start))) return finding(0, whole);
  for (const { index, 0: lead, 1: verb } of word.slice(0, FURTHEST_LEAD).matchAll(LEADS_IN)) {
    const from = index + lead.length;
    // "My recovery words photographed in the cloud": without a verb only a long checksum tells.
    const length = at(from, word.length - from, verb !== undefined);
    if (length > 0) return finding(from, length);
  }
  if (!NAMED.test(text.slice(start + WHOLE, start + FURTHEST_LEAD))) return [];
  for (const length of LENGTHS) {
    if (word.length < length || at(0, length) === 0) continue;
    if (LEADS_OUT.test(text.slice(start + length, start + length + 24))) return finding(0, length);
  }
  return [];
}

const LONGEST = 24;

/** How many characters from one on are a phrase, when `rest` stand before the stretch ends; 0 when none are. */
function phraseAt(
  indices: readonly (number | undefined)[],
  from: number,
  rest: number,
  plainly: boolean,
  anyChecksum: AnyChecksum,
): number {
  let known = 0;
  let common = 0;
  const fits: { length: number; common: number }[] = [];
  for (let length = 1; length <= Math.min(rest, LONGEST); length++) {
    const index = indices[from + length - 1];
    known += Number(index !== undefined);
    common += Number(index !== undefined && index < COMMON);
    if (known < length - 1) break;
    if (LENGTHS.includes(length)) fits.push({ length, common });
  }
  for (const { length, common } of fits.reverse()) {
    if (plainly && rest === length && common <= length / 6) return length;
    if (common > length / 3 || !(plainly || (rest === length && length > WHOLE))) continue;
    // What follows a phrase that holds goes too, as far as the longest reaches.
    if (anyChecksum(indices.slice(from, from + length))) return Math.min(rest, LONGEST);
  }
  return 0;
}

const anyWord = (list: WordList) => ({ indexOf: list.indexOf, misspelt: (word: string) => word.length <= 8 });

/** Japanese and Korean phrases: words in a row, or many written as one. */
export const syllabicPhrases: Detector = {
  name: "Japanese or Korean recovery phrase",
  worth: ({ syllables }) => syllables >= PART * 2,
  find(text) {
    const tokens = scriptTokens(text, isSyllable);
    return [JAPANESE, KOREAN].flatMap((list) => [
      ...runsOf(tokens, anyWord(list), PART).flatMap(judged),
      ...tokens
        .filter(({ word }) => isManyWords(word, list))
        .map(({ start, end }): Finding => ({ start, end, kind: "seed" })),
    ]);
  },
};

function judged({ start, end, indices }: Run): Finding[] {
  if (indices.length >= WHOLE) return [{ start, end, kind: "seed" }];
  return indices.includes(undefined) ? [] : [{ start, end, kind: "seed_partial" }];
}

const LONGEST_WORD = 8;

/** Whether a stretch without separators is made of at least twelve words of the list. */
function isManyWords(stretch: string, list: WordList): boolean {
  if (stretch.length < WHOLE * 2) return false;
  /** The most words that the first n characters are made of; -1 when they are not made of words. */
  const made = new Int32Array(stretch.length + 1).fill(-1);
  made[0] = 0;
  for (let at = 0; at < stretch.length; at++) {
    const words = made[at] as number;
    if (words < 0) continue;
    for (let length = 1; length <= LONGEST_WORD && at + length <= stretch.length; length++) {
      if (list.indexOf(stretch.slice(at, at + length)) === undefined) continue;
      made[at + length] = Math.max(made[at + length] as number, words + 1);
    }
  }
  return (made[stretch.length] as number) >= WHOLE;
}
