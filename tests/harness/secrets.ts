import { createHash } from "node:crypto";
import { base58 } from "@scure/base";
import { entropyToMnemonic } from "@scure/bip39";
import { wordlist as czech } from "@scure/bip39/wordlists/czech.js";
import { wordlist as english } from "@scure/bip39/wordlists/english.js";
import { wordlist as french } from "@scure/bip39/wordlists/french.js";
import { wordlist as italian } from "@scure/bip39/wordlists/italian.js";
import { wordlist as japanese } from "@scure/bip39/wordlists/japanese.js";
import { wordlist as korean } from "@scure/bip39/wordlists/korean.js";
import { wordlist as portuguese } from "@scure/bip39/wordlists/portuguese.js";
import { wordlist as simplified } from "@scure/bip39/wordlists/simplified-chinese.js";
import { wordlist as spanish } from "@scure/bip39/wordlists/spanish.js";
import { wordlist as traditional } from "@scure/bip39/wordlists/traditional-chinese.js";

/** Dice that always fall the same way. */
export function dice(seed: number) {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x80000000;
  };
  const below = (n: number) => Math.floor(next() * n);
  return {
    below,
    pick: <T>(from: readonly T[]): T => from[below(from.length)] as T,
    bytes: (n: number) => Uint8Array.from({ length: n }, () => below(256)),
    shuffled<T>(from: readonly T[]): T[] {
      const all = [...from];
      for (let i = all.length - 1; i > 0; i--) {
        const j = below(i + 1);
        [all[i], all[j]] = [all[j] as T, all[i] as T];
      }
      return all;
    },
  };
}
export type Dice = ReturnType<typeof dice>;

export const LISTS: Record<string, readonly string[]> = {
  en: english,
  es: spanish,
  fr: french,
  it: italian,
  pt: portuguese,
  cs: czech,
  ja: japanese,
  ko: korean,
  zh: simplified,
  "zh-Hant": traditional,
};

/** The words of a phrase that holds, as people type them. */
export const phraseOf = ({ pick, bytes }: Dice, language: string): string[] =>
  entropyToMnemonic(bytes((pick([12, 12, 15, 18, 21, 24]) / 3) * 4), LISTS[language] as string[])
    .normalize("NFC")
    .split(/[ \u3000]/);

const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];

/** One letter too few, too many, wrong, or two exchanged. */
export function misspelt(word: string, { below, pick }: Dice): string {
  const letters = [...word];
  const at = below(letters.length);
  const change = below(4);
  if (change === 0) letters.splice(at, 1);
  else if (change === 1) letters.splice(at, 0, pick(LETTERS));
  else if (change === 2 || at === 0) letters[at] = pick(LETTERS);
  else [letters[at - 1], letters[at]] = [letters[at] as string, letters[at - 1] as string];
  return letters.join("");
}

const ZERO_WIDTH = ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"];
const CYRILLIC: Record<string, string> = { a: "а", c: "с", e: "е", o: "о", p: "р", x: "х", y: "у", i: "і", s: "ѕ" };

const EUROPEAN = ["en", "es", "fr", "it", "pt", "cs"];
const ALL = Object.keys(LISTS);
export interface Form {
  name: string;
  languages: readonly string[];
  write(words: string[], dice: Dice): string;
}

/** How people write a phrase down. */
export const FORMS: Form[] = [
  { name: "exact", languages: ALL, write: (words) => words.join(" ") },
  { name: "numbered", languages: ALL, write: (words) => words.map((it, i) => `${i + 1}. ${it}`).join("\n") },
  { name: "a line each", languages: ALL, write: (words) => words.map((it) => `- ${it}`).join("\n") },
  { name: "quoted, commas", languages: ALL, write: (words) => words.map((it) => `"${it}"`).join(", ") },
  { name: "capitals", languages: EUROPEAN, write: (words) => words.join(" ").toUpperCase() },
  {
    name: "no accents",
    languages: EUROPEAN,
    write: (words) =>
      words
        .join(" ")
        .normalize("NFD")
        .replace(/[\u0300-\u036f]/g, ""),
  },
  { name: "shuffled", languages: ALL, write: (words, { shuffled }) => shuffled(words).join(" ") },
  {
    name: "one typo",
    languages: EUROPEAN,
    write(words, dice) {
      const at = dice.below(words.length);
      return words.map((it, i) => (i === at ? misspelt(it, dice) : it)).join(" ");
    },
  },
  {
    name: "zero width",
    languages: ALL,
    write: (words, { pick }) => words.map((it) => [...it].join(pick(ZERO_WIDTH))).join(" "),
  },
  {
    name: "full width",
    languages: ["en"],
    write: (words) => words.join(" ").replace(/[a-z]/g, (it) => String.fromCharCode(it.charCodeAt(0) + 0xfee0)),
  },
  { name: "Cyrillic", languages: ["en"], write: (words) => words.join(" ").replace(/./g, (it) => CYRILLIC[it] ?? it) },
  { name: "glued", languages: [...EUROPEAN, "ja", "ko"], write: (words) => words.join("") },
  {
    name: "glued, named",
    languages: ["zh", "zh-Hant"],
    write: (words) => `我的助记词是：${words.join("")}`,
  },
  {
    name: "four letters",
    languages: EUROPEAN,
    write: (words) =>
      words
        .map((it) =>
          it
            .normalize("NFD")
            .replace(/[\u0300-\u036f]/g, "")
            .slice(0, 4),
        )
        .join(" "),
  },
];

const check = (bytes: Uint8Array): Buffer =>
  createHash("sha256").update(createHash("sha256").update(bytes).digest()).digest().subarray(0, 4);
export const base58check = (...parts: (Uint8Array | number[])[]): string => {
  const bytes = Buffer.concat(parts.map((it) => Uint8Array.from(it)));
  return base58.encode(Buffer.concat([bytes, check(bytes)]));
};
