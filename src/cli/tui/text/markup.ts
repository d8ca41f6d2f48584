import type { Line } from "./line.ts";
import { hanging } from "./wrap.ts";

/** Where a line of a list goes on when it is wrapped: under its text, not under its number. */
const BULLET = /^\s*(?:\d{1,3}[.)]|[-*•])\s+/;

/** A paragraph without its `**`, and which of its code units they made strong. */
function strong(paragraph: string): { text: string; isStrong: boolean[] } {
  const pieces = paragraph.split("**");
  // A pair is missing its end: what follows the last one is text like any other, and so are its stars.
  if (pieces.length % 2 === 0) pieces.splice(-2, 2, pieces.slice(-2).join("**"));
  const isStrong = pieces.flatMap((piece, i) => Array.from({ length: piece.length }, () => i % 2 === 1));
  return { text: pieces.join(""), isStrong };
}

function pieces(text: string, isStrong: boolean[], start: number, end: number): Line {
  const spans: { text: string; bold: boolean }[] = [];
  for (let at = start; at < end; ) {
    let to = at;
    while (to < end && isStrong[to] === isStrong[at]) to++;
    spans.push({ text: text.slice(at, to), bold: isStrong[at] === true });
    at = to;
  }
  return spans;
}

/** Text with paragraphs, lists and `**strong**` words, in rows of at most so many columns (at least 12). */
export function markup(text: string, columns: number): Line[] {
  return text.split("\n").flatMap((paragraph) => {
    const { text: plain, isStrong } = strong(paragraph);
    const lead = BULLET.exec(plain)?.[0].length ?? 0;
    const indent = lead > columns / 2 ? 0 : lead;
    const [first, ...rest] = hanging(plain, columns, indent);
    const row = ({ start, end }: { start: number; end: number }, margin: number): Line => [
      ...(margin === 0 ? [] : [{ text: " ".repeat(margin) }]),
      ...pieces(plain, isStrong, start, start + plain.slice(start, end).trimEnd().length),
    ];
    return first === undefined ? [] : [row(first, 0), ...rest.map((it) => row(it, indent))];
  });
}
