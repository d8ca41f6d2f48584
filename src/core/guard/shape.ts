/** What one pass over a text tells: enough to know which detectors need not look at it. */
export interface Shape {
  length: number;
  digits: number;
  /** The longest stretch of digits alone. */
  longestNumber: number;
  /** Words of letters outside the ideographic scripts. */
  words: number;
  ideographs: number;
  /** Japanese kana and Korean syllables. */
  syllables: number;
  /** The longest stretch of ASCII letters and digits. */
  longestRun: number;
  /** Such stretches that are long enough for an address or a key: the only places where one can stand. */
  runs: readonly Run[];
  /** The longest stretch of letters alone. */
  longestWord: number;
  at: boolean;
  dashes: number;
}

/** A stretch of ASCII letters and digits, with something else on both sides. */
export interface Run {
  start: number;
  end: number;
  text: string;
}

/** No address and no key is shorter. */
const SHORTEST_RUN = 26;

const OTHER = 0;
const LETTER = 1;
const DIGIT = 2;
const CLASS_OF = Uint8Array.from({ length: 128 }, (_, code) => {
  if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) return LETTER;
  return code >= 48 && code <= 57 ? DIGIT : OTHER;
});

/** Reads the shape of a text. */
export function shapeOf(text: string): Shape {
  const runs: Run[] = [];
  let [digits, longestNumber, words, ideographs, syllables, longestRun, longestWord, dashes] = [0, 0, 0, 0, 0, 0, 0, 0];
  let at = false;
  let run = 0;
  let word = 0;
  let number = 0;
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 32;
    const plain = code < 128 ? (CLASS_OF[code] as number) : OTHER;
    if (plain !== OTHER) run += 1;
    else if (run > 0) {
      if (run > longestRun) longestRun = run;
      if (run >= SHORTEST_RUN) runs.push({ start: i - run, end: i, text: text.slice(i - run, i) });
      run = 0;
    }
    if (plain === LETTER || (code >= 128 && isLatin(code))) {
      if (word === 0) words += 1;
      word += 1;
      if (word > longestWord) longestWord = word;
      number = 0;
      continue;
    }
    word = 0;
    if (plain === DIGIT) {
      digits += 1;
      number += 1;
      if (number > longestNumber) longestNumber = number;
      continue;
    }
    number = 0;
    if (code === 64) at = true;
    else if (code === 45) dashes += 1;
    else if (code >= 0x3040) {
      if (isHan(code)) ideographs += 1;
      else if (isSyllable(code)) syllables += 1;
    }
  }
  return {
    length: text.length,
    digits,
    longestNumber,
    words,
    ideographs,
    syllables,
    longestRun,
    runs,
    longestWord,
    at,
    dashes,
  };
}

/** a letter of ASCII, Latin-1 or beyond, or a combining mark: what words of European languages are made of */
export const isLatin = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code >= 0xc0 && code < 0x2000 && code !== 0xd7 && code !== 0xf7);

export const isHan = (code: number): boolean =>
  (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf);

export const isSyllable = (code: number): boolean =>
  (code >= 0x3041 && code <= 0x30ff) || (code >= 0xac00 && code <= 0xd7a3) || (code >= 0x3131 && code <= 0x318e);
