import { graphemes, width } from "./width.ts";

/** What a colour means; the theme says which colour that is. */
export type Role = "p0" | "p1" | "p2" | "p3" | "ok" | "warn" | "bad" | "accent" | "dim";

export interface Span {
  text: string;
  role?: Role | undefined;
  bold?: boolean | undefined;
  inverse?: boolean | undefined;
  /** Where it leads; only addresses that the desk made itself. */
  link?: string | undefined;
}

/** One row of the screen. */
export type Line = readonly Span[];

/** A rectangle of rows, and the place of the caret in it, when it has one. */
export interface Block {
  lines: Line[];
  caret?: Point | undefined;
}

export interface Point {
  x: number;
  y: number;
}

export const span = (text: string, role?: Role, more: { bold?: boolean; inverse?: boolean } = {}): Span => ({
  text,
  role,
  ...more,
});
export const plain = (text: string): Line => [{ text }];

export const lineWidth = (line: Line): number => line.reduce((sum, { text }) => sum + width(text), 0);
export const lineText = (line: Line): string => line.map(({ text }) => text).join("");

/** The columns from `from` up to `to` of a line. A wide character that a border cuts in two becomes spaces. */
export function slice(line: Line, from: number, to: number): Line {
  const kept: Span[] = [];
  let at = 0;
  for (const part of line) {
    const end = at + width(part.text);
    if (end > from && at < to) {
      kept.push(at >= from && end <= to ? part : { ...part, text: sliceText(part.text, from - at, to - at) });
    }
    at = end;
  }
  return kept;
}

function sliceText(text: string, from: number, to: number): string {
  let at = 0;
  let kept = "";
  for (const part of graphemes(text)) {
    const wide = width(part);
    if (at >= from && at + wide <= to) kept += part;
    else if (at < to && at + wide > from) kept += " ".repeat(Math.min(to, at + wide) - Math.max(from, at));
    at += wide;
  }
  return kept;
}

/** Cut (with an ellipsis) or padded to exactly so many columns. */
export function fitLine(line: Line, columns: number): Line {
  const whole = lineWidth(line);
  if (whole === columns) return line;
  if (whole < columns) return [...line, { ...line.at(-1), text: " ".repeat(columns - whole) }];
  if (columns <= 0) return [];
  const kept = slice(line, 0, columns - 1);
  return [...kept, { ...kept.at(-1), text: `${" ".repeat(Math.max(0, columns - 1 - lineWidth(kept)))}…` }];
}

/** Left and right part of one row of so many columns; the left one gives way, the right one only when nothing is left. */
export function spread(left: Line, right: Line, columns: number): Line {
  const wide = lineWidth(right);
  if (wide >= columns) return fitLine(right, columns);
  return [...fitLine(left, columns - wide), ...right];
}

/** So many rows of so many columns, cut or filled up at the end. */
export const fitBlock = (lines: Line[], size: { columns: number; rows: number }): Line[] =>
  Array.from({ length: size.rows }, (_, i) => fitLine(lines[i] ?? [], size.columns));

/** A box laid over rows; what sticks out is cut off. */
export function overlay(under: Line[], box: Line[], { x, y }: Point): Line[] {
  return under.map((line, row) => {
    const over = box[row - y];
    if (over === undefined) return line;
    const whole = lineWidth(line);
    const end = Math.min(whole, x + lineWidth(over));
    return [...slice(line, 0, x), ...slice(over, 0, end - x), ...slice(line, end, whole)];
  });
}
