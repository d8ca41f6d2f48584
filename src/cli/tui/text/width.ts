import stringWidth from "string-width";

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const PLAIN = /^[\x20-\x7e]*$/;

/** What a reader takes for one character each: an emoji family, a letter with its accents. */
export const graphemes = (text: string): string[] =>
  PLAIN.test(text) ? Array.from(text) : Array.from(segmenter.segment(text), ({ segment }) => segment);

/** Columns that a terminal gives to a text: 2 for a Chinese character or an emoji, 0 for a combining mark. */
export const width = (text: string): number => (PLAIN.test(text) ? text.length : measured(text));

/** The same cells are drawn frame after frame, and measuring one takes longer than all else that is done with it. */
const known = new Map<string, number>();
const MOST = 5_000;

function measured(text: string): number {
  const before = known.get(text);
  if (before !== undefined) return before;
  if (known.size >= MOST) known.clear();
  const found = stringWidth(text);
  known.set(text, found);
  return found;
}

/** Cut (with an ellipsis) or padded to exactly so many columns. */
export function fitText(text: string, columns: number, side: "left" | "right" = "left"): string {
  if (columns <= 0) return "";
  const whole = width(text);
  if (whole <= columns) {
    const pad = " ".repeat(columns - whole);
    return side === "left" ? text + pad : pad + text;
  }
  const head = take(text, columns - 1);
  return `${head.text}…${" ".repeat(columns - 1 - head.columns)}`;
}

/** As much of the beginning of a text as fits, and the columns that takes. */
export function take(text: string, columns: number): { text: string; columns: number } {
  if (PLAIN.test(text))
    return { text: text.slice(0, Math.max(0, columns)), columns: Math.min(text.length, Math.max(0, columns)) };
  let used = 0;
  let length = 0;
  for (const part of graphemes(text)) {
    const wide = width(part);
    if (used + wide > columns) break;
    used += wide;
    length += part.length;
  }
  return { text: text.slice(0, length), columns: used };
}
