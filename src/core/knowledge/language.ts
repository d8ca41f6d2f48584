import { eld } from "eld/small";

/** Which languages are written in which script; any other language is taken to be written in Latin. */
const SCRIPTS: { script: RegExp; languages: string[]; weight: number }[] = [
  { script: /\p{sc=Hiragana}|\p{sc=Katakana}/gu, languages: ["ja"], weight: 8 },
  { script: /\p{sc=Han}/gu, languages: ["zh", "yue", "ja"], weight: 3 },
  { script: /\p{sc=Hangul}/gu, languages: ["ko"], weight: 3 },
  { script: /\p{sc=Thai}/gu, languages: ["th"], weight: 1 },
  { script: /\p{sc=Lao}/gu, languages: ["lo"], weight: 1 },
  { script: /\p{sc=Khmer}/gu, languages: ["km"], weight: 1 },
  { script: /\p{sc=Myanmar}/gu, languages: ["my"], weight: 1 },
  { script: /\p{sc=Hebrew}/gu, languages: ["he", "yi"], weight: 1 },
  { script: /\p{sc=Greek}/gu, languages: ["el"], weight: 1 },
  { script: /\p{sc=Armenian}/gu, languages: ["hy"], weight: 1 },
  { script: /\p{sc=Georgian}/gu, languages: ["ka"], weight: 1 },
  { script: /\p{sc=Ethiopic}/gu, languages: ["am"], weight: 1 },
  { script: /\p{sc=Arabic}/gu, languages: ["ar", "fa", "ur", "ku"], weight: 1 },
  { script: /\p{sc=Cyrillic}/gu, languages: ["ru", "uk", "bg", "sr", "be", "mk", "kk", "ky", "mn"], weight: 1 },
  { script: /\p{sc=Devanagari}/gu, languages: ["hi", "mr", "ne"], weight: 1 },
  { script: /\p{sc=Bengali}/gu, languages: ["bn"], weight: 1 },
  { script: /\p{sc=Tamil}/gu, languages: ["ta"], weight: 1 },
  { script: /\p{sc=Telugu}/gu, languages: ["te"], weight: 1 },
  { script: /\p{sc=Gujarati}/gu, languages: ["gu"], weight: 1 },
  { script: /\p{sc=Gurmukhi}/gu, languages: ["pa"], weight: 1 },
  { script: /\p{sc=Kannada}/gu, languages: ["kn"], weight: 1 },
  { script: /\p{sc=Malayalam}/gu, languages: ["ml"], weight: 1 },
];
const NOT_LATIN = new Set(SCRIPTS.flatMap((it) => it.languages));
const LATIN = /\p{sc=Latin}/u;
/** In a text of another script they are mostly names: a word weighs less than one ideograph, a code such as TRC20 nothing. */
const LATIN_WORD = /(?<![\p{sc=Latin}\p{N}])\p{sc=Latin}+(?![\p{sc=Latin}\p{N}])/gu;
const LATIN_WORD_WEIGHT = 2;

/** Names by which eld knows what it does not know by its own. */
const TWINS: Record<string, string> = { id: "ms", nb: "no", nn: "no", fil: "tl" };

const MAX_READ = 600;

/**
 * The language of a text, out of those available (codes such as "en" or "zh-Hant"); the first when it cannot be told or is not there.
 * The script decides first; languages that share one are told apart by eld's n-grams.
 */
export function detectLanguage(text: string, available: readonly string[]): string {
  const fallback = available[0] ?? "en";
  if (available.length < 2) return fallback;
  const sample = text.slice(0, MAX_READ).toWellFormed().normalize("NFKC");
  const candidates = ofScript(sample, available);
  if (candidates.length < 2) return candidates[0] ?? fallback;
  return byNgrams(sample, candidates) ?? candidates[0] ?? fallback;
}

const baseOf = (language: string) => language.split("-", 1)[0] ?? language;

function ofScript(text: string, available: readonly string[]): string[] {
  let most = (text.match(LATIN_WORD) ?? []).length * LATIN_WORD_WEIGHT;
  let candidates = LATIN.test(text) ? available.filter((it) => !NOT_LATIN.has(baseOf(it))) : [];
  for (const { script, languages, weight } of SCRIPTS) {
    const mass = (text.match(script) ?? []).length * weight;
    if (mass === 0 || mass < most) continue;
    most = mass;
    const known = languages.filter((it) => available.some((language) => baseOf(language) === it));
    // Han is Chinese unless kana say otherwise; they weigh more, so they have won by now.
    const chosen = script.source.includes("Han}") ? known.slice(0, 1) : known;
    candidates = available.filter((it) => chosen.includes(baseOf(it)));
  }
  return candidates;
}

function byNgrams(text: string, candidates: readonly string[]): string | undefined {
  const scores = eld.detect(text).getScores();
  const scoreOf = (language: string) => scores[TWINS[baseOf(language)] ?? baseOf(language)] ?? 0;
  const best = candidates.reduce((a, b) => (scoreOf(b) > scoreOf(a) ? b : a));
  return scoreOf(best) > 0 ? best : undefined;
}
