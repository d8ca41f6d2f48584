import { claimsIn } from "../outbound/claims.ts";
import { nameOf } from "../outbound/known.ts";
import { assetsIn, networksIn } from "./names.ts";
import { samePolarity } from "./polarity.ts";
import { comparable, plain } from "./sentences.ts";
import type { DraftSentence } from "./suggestion.ts";

/** Why a sentence does not stand. */
export type Ungrounded =
  | "unknown_article"
  | "quote_too_short"
  | "quote_not_in_article"
  | "says_more_than_its_quote"
  | "turned_round";

export interface Grounded {
  stands: DraftSentence[];
  cut: { sentence: DraftSentence; reason: Ungrounded; what: string | null }[];
}

/** Shorter quotes bear out anything. In code units; three Chinese characters say about as much as a word. */
const SHORTEST = 12;
const SHORTEST_HAN = 5;

/**
 * What may stay of a draft. A sentence stands when its quote is verbatim in the article that it cites, every number, link, address,
 * asset and network that it names is named in the quote, and it does not turn the quote round. Costs grow with the draft's length.
 *
 * @param articles the bodies, as Markdown, of the articles that may be cited
 */
export function ground(draft: readonly DraftSentence[], articles: ReadonlyMap<string, string>): Grounded {
  const bodies = new Map([...articles].map(([id, body]) => [id, comparable(plain(body))]));
  const result: Grounded = { stands: [], cut: [] };
  for (const sentence of draft) {
    const flaw = flawOf(sentence, bodies);
    if (flaw === null) result.stands.push(sentence);
    else result.cut.push({ sentence, ...flaw });
  }
  return result;
}

function flawOf(
  { text, article, quote }: DraftSentence,
  bodies: ReadonlyMap<string, string>,
): { reason: Ungrounded; what: string | null } | null {
  const body = bodies.get(article);
  if (body === undefined) return { reason: "unknown_article", what: article };
  const quoted = comparable(plain(quote));
  if (quoted.length < (/\p{Script=Han}/u.test(quoted) ? SHORTEST_HAN : SHORTEST))
    return { reason: "quote_too_short", what: null };
  if (!body.includes(quoted)) return { reason: "quote_not_in_article", what: null };
  const more = beyond(text, quote);
  if (more !== null) return { reason: "says_more_than_its_quote", what: more };
  return samePolarity(text, quote) ? null : { reason: "turned_round", what: null };
}

const NUMBER = /\d+(?:[.,]\d+)*/gu;
const numbersIn = (text: string): Set<string> =>
  new Set(
    text
      .normalize("NFKC")
      .match(NUMBER)
      ?.map((it) => it.replaceAll(",", "")),
  );

/** The first thing that a sentence states and its quote does not; null when there is none. */
function beyond(text: string, quote: string): string | null {
  const known = new Set(claimsIn(quote).map(nameOf));
  const claim = claimsIn(text).find((it) => !known.has(nameOf(it)));
  if (claim !== undefined) return claim.text;
  for (const of of [numbersIn, assetsIn, networksIn]) {
    const inQuote = of(quote);
    for (const it of of(text)) if (!inQuote.has(it)) return it;
  }
  return null;
}
