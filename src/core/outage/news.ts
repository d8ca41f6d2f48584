import { matchedBy } from "../rules/pattern.ts";
import type { Instant } from "../time.ts";
import type { CurrentOutages } from "./current.ts";
import { type Outage, openOnes, type Words } from "./outage.ts";

/** What there is to tell a customer of an outage. */
export interface News {
  outage: string;
  news: number;
  since: Instant;
  /** Whether a person has said something of it: else it is only that many ask. */
  confirmed: boolean;
  until: Instant | null;
  words: Words;
  over: boolean;
}

/** An outage that is open while a question comes, and what would make the question part of it. */
export interface Going extends News {
  articles: readonly string[];
  /** Whether the text of the question matches one of its patterns. */
  said: boolean;
}

export function newsOf(
  { id, news, openedAt, confirmed, until, words, over }: Outage,
  texts: CurrentOutages["words"],
): News {
  const said = words === null ? {} : (texts.get(words) ?? {});
  return { outage: id, news, since: openedAt, confirmed, until, words: said, over: over !== null };
}

/** The outages that are open, newest first, as a text that passed the guard meets them. */
export const goingOn = (text: string, { outages, words }: CurrentOutages): Going[] =>
  openOnes(outages)
    .toReversed()
    .map((outage) => ({
      ...newsOf(outage, words),
      articles: outage.articles,
      said: matchedBy(text, outage.patterns).length > 0,
    }));
