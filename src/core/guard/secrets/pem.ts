import type { Detector, Finding } from "../finding.ts";

const BEGIN = /-{3,5} ?BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)? ?-{3,5}/g;
const END = /-{3,5} ?END [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)? ?-{3,5}/g;
/** What the lines of a block are made of, if its end was not copied. */
const BODY = /[A-Za-z0-9+/=\s\\,:.()-]*/y;

/** Private keys in PEM and PGP armour, with their last line or without it. */
export const pemBlocks: Detector = {
  name: "PEM block",
  worth: ({ dashes, words }) => dashes >= 6 && words >= 3,
  find(text) {
    const found: Finding[] = [];
    const ends = Array.from(text.matchAll(END), ({ index, 0: line }) => index + line.length);
    let last = 0;
    let next = 0;
    for (const { index: start, 0: line } of text.matchAll(BEGIN)) {
      if (start < last) continue;
      while (next < ends.length && (ends[next] as number) <= start) next += 1;
      BODY.lastIndex = start + line.length;
      last = ends[next] ?? start + line.length + (BODY.exec(text)?.[0].trimEnd().length ?? 0);
      found.push({ start, end: last, kind: "api_secret" });
    }
    return found;
  },
};
