import { checksumHolds, LENGTHS } from "./checksum.ts";
import { COMMON } from "./common.ts";
import type { Run } from "./runs.ts";
import { NAMES_PHRASE } from "./spoken.ts";

/** So many words beside a phrase may be on its list, or near it, by chance. */
const MOST_BESIDE = 3;

/**
 * Where a phrase begins and ends among the words of a run. A word before or after it that is on the list, or near it ("my phrase", "huh"),
 * is no part of it where the checksum holds without it; such a word stays in the text if it is an ordinary one.
 */
export function boundsOf({ tokens, indices, start, end }: Run): { start: number; end: number } {
  const whole = indices.filter((it) => it !== undefined);
  if (whole.length === tokens.length && checksumHolds(whole)) return { start, end };
  for (const length of LENGTHS) {
    const beside = tokens.length - length;
    if (beside < 1 || beside > MOST_BESIDE) continue;
    for (let from = 0; from <= beside; from++) {
      const part = indices.slice(from, from + length).filter((it) => it !== undefined);
      const isOrdinary = (i: number) => indices[i] === undefined || isOrdinaryWord(tokens[i]?.word ?? "");
      const others = tokens.flatMap((_, i) => (i < from || i >= from + length ? [i] : []));
      if (part.length === length && others.every(isOrdinary) && checksumHolds(part))
        return { start: tokens[from]?.start ?? start, end: tokens[from + length - 1]?.end ?? end };
    }
  }
  return { start, end };
}

const isOrdinaryWord = (word: string): boolean => COMMON.has(word) || NAMES_PHRASE.test(word);
