import { graphemes, width } from "./width.ts";

/** A row of a wrapped text: code units from `start` up to `end`, without the line feed that ends it. */
export interface Row {
  start: number;
  end: number;
}

/** Marks that must not begin a row of Chinese text. */
const CLOSING = /^[，。、！？：；）」』】》〉”’…,.!?:;)\]}%]/u;

/**
 * The rows of a text at a width of at least 2 columns: at line feeds, after spaces, between wide characters, and inside a word only
 * when it is longer than a row. The rows together hold every character but the line feeds; spaces at the end of a row may hang over.
 */
export function rows(text: string, columns: number): Row[] {
  const found: Row[] = [];
  let at = 0;
  for (const paragraph of text.split("\n")) {
    paragraphRows(paragraph, at, Math.max(2, columns), found);
    at += paragraph.length + 1;
  }
  return found;
}

function paragraphRows(text: string, offset: number, columns: number, found: Row[]): void {
  let start = 0;
  let used = 0;
  let at = 0;
  /** Where the row may end, and the columns that are used up to there. */
  let gap = { at: 0, used: 0 };
  let before = "";
  for (const part of graphemes(text).flatMap((it) => (width(it) > columns ? Array.from(it) : [it]))) {
    const wide = width(part);
    if (mayBreak(before, part)) gap = { at, used };
    while (used + wide > columns && part !== " " && at > start) {
      const from = gap.at > start ? gap : { at, used };
      found.push({ start: offset + start, end: offset + from.at });
      start = from.at;
      used -= from.used;
      gap = { at: start, used: 0 };
    }
    used += wide;
    at += part.length;
    before = part;
  }
  found.push({ start: offset + start, end: offset + text.length });
}

function mayBreak(before: string, next: string): boolean {
  if (before === "" || next === " ") return false;
  if (before === " ") return true;
  if (CLOSING.test(next)) return false;
  return width(before) > 1 || width(next) > 1;
}

/** The rows as texts, without the spaces at their ends. No row is wider than `columns` (at least 2). */
export const wrap = (text: string, columns: number): string[] =>
  rows(text, columns).map(({ start, end }) => text.slice(start, end).trimEnd());

/** The rows of a paragraph (one without line feeds) of which all but the first are `indent` columns narrower. */
export function hanging(text: string, columns: number, indent: number): Row[] {
  const [first] = rows(text, columns);
  if (indent === 0 || first === undefined || first.end === text.length) return rows(text, columns);
  const rest = rows(text.slice(first.end), columns - indent);
  return [first, ...rest.map(({ start, end }) => ({ start: start + first.end, end: end + first.end }))];
}
