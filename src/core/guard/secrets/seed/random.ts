import type { Token } from "./tokens.ts";

const WINDOW = 12;
const MOST_COMMON = 4;
const LEAST_DIFFERENT = 7;

/** Whether some twelve words in a row look drawn by lot: few that sentences are made of, and few that are repeated. */
export function looksRandom(tokens: readonly Token[], common: readonly boolean[]): boolean {
  const seen = new Map<string, number>();
  let sentence = 0;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as Token;
    seen.set(token.word, (seen.get(token.word) ?? 0) + 1);
    sentence += Number(common[i]);
    const left = tokens[i - WINDOW];
    if (left !== undefined) {
      const rest = (seen.get(left.word) ?? 0) - 1;
      if (rest === 0) seen.delete(left.word);
      else seen.set(left.word, rest);
      sentence -= Number(common[i - WINDOW]);
    }
    if (i >= WINDOW - 1 && sentence <= MOST_COMMON && seen.size >= LEAST_DIFFERENT) return true;
  }
  return false;
}
