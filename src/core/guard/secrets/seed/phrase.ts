import type { Detector, Finding } from "../../finding.ts";
import { abbreviatedIn } from "./abbreviated.ts";
import { boundsOf } from "./bounds.ts";
import { checksumTrials } from "./checksum.ts";
import { COMMON } from "./common.ts";
import { glanceAt } from "./glance.ts";
import { ENGLISH, LATIN, type WordList } from "./lists.ts";
import { misspellings } from "./misspelt.ts";
import { looksRandom } from "./random.ts";
import { type Run, runsOf } from "./runs.ts";
import { spokenOf } from "./spoken.ts";
import { latinTokens } from "./tokens.ts";

const WHOLE = 12;
const PART = 9;

/** “Word 3 is”, “no. 3:”: numbering in words, which is no part of a phrase. */
const NUMBERING =
  /\b(?:word|no\.?|number|palabra|mot|parola|palavra|slovo) {0,2}#?\d{1,2} {0,2}(?:is\b|was\b|es\b|est\b|je\b|[=:è-])?/gi;
const READINGS = LATIN.map((list) => ({ list, indexOf: list.indexOf, misspelt: misspellings(list) }));

/**
 * Recovery phrases in the six lists of Latin letters: at least twelve words of one list in a row, however separated, in any order, with
 * a misspelt word among them; nine to eleven of them as the part of one; and twelve words cut to four letters. The checksum is asked
 * only where the words could be a sentence: whoever reads a phrase in another order or with a wrong word can repair it.
 */
export const seedPhrases: Detector = {
  name: "recovery phrase",
  worth: ({ words }) => words >= PART,
  find(given) {
    const text = given.replace(NUMBERING, (it) => " ".repeat(it.length));
    const glance = glanceAt(text);
    if (glance.lists === 0 && !glance.abbreviated) return [];
    const tokens = latinTokens(text);
    const anyChecksum = checksumTrials();
    const whole = READINGS.flatMap((reading, i) =>
      (glance.lists & (1 << i)) === 0
        ? []
        : runsOf(tokens, reading, PART).flatMap((run) => judged(text, run, reading.list, anyChecksum)),
    );
    return glance.abbreviated ? [...whole, ...abbreviatedIn(tokens)] : whole;
  },
};

function judged(text: string, run: Run, list: WordList, anyChecksum: AnyChecksum): Finding[] {
  const { start, end, tokens } = run;
  const common = tokens.map(({ word }) => list === ENGLISH && COMMON.has(word));
  if (tokens.length >= WHOLE && isPhrase(run, common, anyChecksum)) return [{ ...boundsOf(run), kind: "seed" }];
  return isPart(text, run, common) ? [{ start, end, kind: "seed_partial" }] : [];
}

type AnyChecksum = ReturnType<typeof checksumTrials>;

const count = (marks: readonly boolean[]): number => marks.reduce((sum, it) => sum + Number(it), 0);

/** Words that look drawn by lot, or a checksum that holds. */
function isPhrase({ tokens, indices }: Run, common: readonly boolean[], anyChecksum: AnyChecksum): boolean {
  const drawn = looksRandom(tokens, common);
  return drawn || (count(common) <= tokens.length / 2 && anyChecksum(indices));
}

/** Nine words are fewer than chance allows for: they must look like no sentence at all, or be called a phrase. */
function isPart(text: string, { tokens, indices, start, end }: Run, common: readonly boolean[]): boolean {
  const different = new Set(tokens.map(({ word }) => word)).size;
  if (different < 7 || different < tokens.length - 3) return false;
  const sentence = count(common) / tokens.length;
  if (sentence <= 0.45 && spokenOf(text, start, end)) return true;
  // Of so few words drawn by lot hardly two are the same, and hardly two are misspelt.
  const misspelt = indices.filter((it) => it === undefined).length;
  return sentence <= 0.34 && misspelt <= 1 && different >= tokens.length - 1;
}
