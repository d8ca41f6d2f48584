/** Where a text may be cut, best first: between paragraphs, lines, sentences, words. */
const CUTS = [/\n\n/g, /\n/g, /(?<=[.!?])\s+|(?<=[。！？])/g, /\s+/g];

/** What must stay whole: code blocks, code, links. */
const WHOLE = /```[\s\S]*?```|`[^`\n]+`|\[[^\]\n]+\]\([^)\n]+\)|https?:\/\/\S+/g;

interface Span {
  from: number;
  to: number;
}

const isInside = (spans: Span[], at: number): boolean => spans.some(({ from, to }) => at > from && at < to);

/** Splits at sentences into parts of at most `max` UTF-16 code units, never inside a link or code unless that alone is longer. */
export function split(text: string, max: number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > max) {
    const at = cutAt(rest, max);
    parts.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return rest === "" ? parts : [...parts, rest];
}

function cutAt(text: string, max: number): number {
  // What reaches beyond the limit must still be seen as a whole, so the spans are looked for a little further.
  const spans = [...text.slice(0, max * 2).matchAll(WHOLE)].map(({ index, 0: found }) => ({
    from: index,
    to: index + found.length,
  }));
  for (const [rank, cut] of CUTS.entries()) {
    let best = 0;
    for (const { index, 0: found } of text.slice(0, max + 1).matchAll(cut)) {
      const end = index + (rank < 2 ? found.length : 0);
      if (index <= max && !isInside(spans, index)) best = Math.min(end, max);
    }
    // A cut that leaves most of the room unused is worse than one of the next kind.
    if (best > max / 3) return best;
  }
  const open = spans.find(({ from, to }) => from < max && to > max);
  if (open !== undefined && open.from > 0) return open.from;
  return /[\ud800-\udbff]/.test(text[max - 1] ?? "") ? max - 1 : max;
}
