import { isLatin } from "../../shape.ts";
import { plainWord } from "./lists.ts";

export interface Token {
  start: number;
  end: number;
  /** As it is looked up in a list. */
  word: string;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Words of a text: letters, and digits between them ("f0rest"). Numbers before and after a word are numbering. */
export function latinTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let start = -1;
  let last = -1;
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 32;
    if (isLatin(code)) {
      if (start < 0) start = i;
      last = i;
    } else if (start >= 0 && !isDigit(code)) {
      tokens.push({ start, end: last + 1, word: plainWord(text.slice(start, last + 1)) });
      start = -1;
    }
  }
  return tokens;
}

/** Stretches of one script. */
export function scriptTokens(text: string, belongs: (code: number) => boolean): Token[] {
  const tokens: Token[] = [];
  let start = -1;
  for (let i = 0; i <= text.length; i++) {
    const inside = i < text.length && belongs(text.charCodeAt(i));
    if (inside && start < 0) start = i;
    else if (!inside && start >= 0) {
      tokens.push({ start, end: i, word: text.slice(start, i) });
      start = -1;
    }
  }
  return tokens;
}
