import { addressesIn } from "./addresses.ts";
import type { Claim, Span } from "./claim.ts";
import { emailsIn, linksIn } from "./contacts.ts";
import { fold, original } from "./fold.ts";
import { handlesIn } from "./handles.ts";
import { phonesIn } from "./numbers-to-call.ts";
import { quantitiesIn } from "./quantities.ts";

/** In order: what one of them has found, those below it leave alone. */
const FINDERS: readonly ((text: string) => Iterable<Span>)[] = [
  emailsIn,
  linksIn,
  handlesIn,
  addressesIn,
  quantitiesIn,
  phonesIn,
];

/**
 * Everything in a text that only the operator's facts can vouch for: links, e-mail addresses, telephone numbers, wallet addresses,
 * amounts, percentages, durations and confirmations, in the order of the text. English and Chinese. Numbers without a unit (steps,
 * orders, tickets, 2FA) and what has passed ("3 days ago") claim nothing. Time grows with the text's length and no faster.
 */
export function claimsIn(text: string): Claim[] {
  const folded = fold(text);
  let found: Span[] = [];
  for (const finder of FINDERS) {
    const spans = [...finder(folded.text)].sort(byPlace);
    found = [...found, ...apart(spans).filter((span) => !overlaps(found, span))].sort(byPlace);
  }
  return found.map(({ kind, value, ...span }) => {
    const place = original(folded, span.start, span.end);
    return { kind, value, ...place, text: text.slice(place.start, place.end) };
  });
}

/** Where two begin at the same place, the longer first. */
const byPlace = (a: Span, b: Span): number => a.start - b.start || b.end - a.end;

/** Those of sorted spans that do not reach into the one before; the two ends of a range share their place. */
function apart(spans: readonly Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of spans) {
    const before = kept.at(-1);
    const same = before !== undefined && before.start === span.start && before.end === span.end;
    if (before === undefined || same || span.start >= before.end) kept.push(span);
  }
  return kept;
}

/** Whether a span touches one of those that were found, which are sorted and apart. */
function overlaps(found: readonly Span[], { start, end }: Span): boolean {
  let low = 0;
  let high = found.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((found[middle]?.end ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  return (found[low]?.start ?? Number.POSITIVE_INFINITY) < end;
}
