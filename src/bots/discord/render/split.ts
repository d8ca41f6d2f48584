/** Where a text may be cut, best first: between paragraphs, lines, sentences, words. */
const CUTS = [/\n\n/g, /\n/g, /(?<=[.!?])\s+|(?<=[。！？])/g, /\s+/g];

/** What must stay whole: code blocks, code, what Discord writes in angle brackets, links. */
const WHOLE =
  /```(?:[\w+-]*\n)?[\s\S]*?```|(?<![`\\])(`{1,2})(?!`)[^`\n]+\1(?!`)|<[^<>\s]{1,100}>|https?:\/\/[^\s<>]+/g;

/** A stretch of the text that must stay whole; code that is longer than a message is closed before the cut and opened again after it. */
interface Span {
  from: number;
  to: number;
  open: string;
  close: string;
}

const spanOf = ({ index: from, 0: found }: RegExpExecArray): Span => {
  const to = from + found.length;
  if (found.startsWith("```")) return { from, to, open: /^```(?:[\w+-]*\n)?/.exec(found)?.[0] ?? "```", close: "```" };
  const ticks = /^`+/.exec(found)?.[0] ?? "";
  return { from, to, open: ticks, close: ticks };
};

/** Splits at sentences into parts of at most `max` UTF-16 code units, never inside a link or code unless that alone is longer. */
export function split(text: string, max: number): string[] {
  const spans = [...text.matchAll(WHOLE)].map(spanOf);
  const parts: string[] = [];
  let from = 0;
  let reopened: Span | undefined;
  while (from < text.length) {
    const before = reopened?.open ?? "";
    if (before.length + text.length - from <= max) {
      parts.push(before + text.slice(from).trimEnd());
      break;
    }
    const at = cutAt({ text, from, most: max - before.length, max, spans });
    const cutCode = spans.find((it) => it.open !== "" && isInside(it, at));
    const after = cutCode === undefined ? "" : cutCode.close;
    parts.push(before + text.slice(from, at).trimEnd() + after);
    reopened = cutCode;
    from = cutCode === undefined ? skipBlank(text, at) : at;
  }
  return parts.map((it) => it.trim()).filter((it) => it !== "");
}

/** The first part, with an ellipsis where there is more. */
export function opening(text: string, max: number): string {
  const [first = "", ...rest] = split(text, max - 2);
  return rest.length === 0 ? first : `${first}\n…`;
}

const isInside = ({ from, to }: Span, at: number): boolean => at > from && at < to;

function skipBlank(text: string, at: number): number {
  let next = at;
  while (next < text.length && /\s/.test(text[next] ?? "")) next += 1;
  return next;
}

interface Rest {
  text: string;
  from: number;
  /** Room in this part, and in one that begins afresh. */
  most: number;
  max: number;
  spans: Span[];
}

/** The place of the next cut; always after `from`. */
function cutAt({ text, from, most, max, spans }: Rest): number {
  const limit = from + most;
  const near = spans.filter((it) => it.to > from && it.from < limit);
  const window = text.slice(from, limit + 1);
  for (const cut of CUTS) {
    let best = 0;
    for (const { index } of window.matchAll(cut))
      if (index <= most && !near.some((it) => isInside(it, from + index))) best = index;
    // A cut that leaves most of the room unused is worse than one of the next kind.
    if (best > most / 3) return from + best;
  }
  const open = near.find((it) => isInside(it, limit));
  if (open === undefined) return whole(text, limit);
  const fits = open.to - open.from <= max;
  if (open.from > from && (fits || open.open === "")) return open.from;
  // Nor inside the marks that close it.
  const room = Math.min(limit, open.to - 1) - open.close.length;
  const line = text.lastIndexOf("\n", room - 1) + 1;
  const inside = Math.max(from, open.from + open.open.length);
  return line > inside ? line : whole(text, room);
}

/** No half of a character, and no mark without the backslash or the blank that takes its meaning away. */
function whole(text: string, at: number): number {
  const before = text.slice(Math.max(0, at - 40), at);
  const escapes = /\\*$/.exec(before)?.[0].length ?? 0;
  if (escapes % 2 === 1 || /[\ud800-\udbff]$/.test(before) || before.endsWith("@")) return at - 1;
  return at;
}
