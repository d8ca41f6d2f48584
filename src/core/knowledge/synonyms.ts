import { grams, type Piece, pieces, read, terms } from "./analyse.ts";

/** A synonym counts this much of the word that was written; a phrase counts more, and its words share what it counts. */
const SHARE = 0.6;

export interface Expand {
  /** The terms of a query and how much each counts; what it says in one word of a group, it says a little in the others. */
  query(found: readonly Piece[]): Map<string, number>;
  /** The same in characters; `words` is what `query` gave. */
  characters(found: readonly Piece[], words: ReadonlyMap<string, number>): Map<string, number>;
}

/**
 * Prepares groups of words or phrases that mean the same, such as ["2fa", "authenticator", "one time password"]. `readings` are all
 * that a question may be read as, the likeliest first: a word by itself hardly tells its language.
 */
export function expander(
  groups: readonly (readonly string[])[],
  readings: (text: string) => readonly (readonly Piece[])[] = (text) => [read(text)],
): Expand {
  const byFirst = new Map<string, { phrase: string[]; others: string[] }[]>();
  for (const group of groups) {
    const members = group.map((it) => distinct(readings(it).map(terms))).filter((it) => it[0]?.length);
    for (const member of members) {
      const others = members.filter((it) => it !== member).flatMap((it) => it[0] ?? []);
      for (const phrase of member) {
        const first = phrase[0] ?? "";
        byFirst.set(first, [...(byFirst.get(first) ?? []), { phrase, others }]);
      }
    }
  }
  return {
    query(found) {
      const written = terms(found);
      const weights = new Map(written.map((it) => [it, 1]));
      if (byFirst.size === 0) return weights;
      for (const [i, term] of written.entries()) {
        for (const { phrase, others } of byFirst.get(term) ?? []) {
          if (!phrase.every((it, k) => written[i + k] === it)) continue;
          for (const other of others)
            if (!weights.has(other)) weights.set(other, SHARE * Math.sqrt(phrase.length / others.length));
        }
      }
      return weights;
    },
    characters(found, words) {
      const weights = new Map(grams(found).map((it) => [it, 1]));
      const written = new Set(terms(found));
      for (const [word, weight] of words) {
        if (written.has(word)) continue;
        for (const gram of grams(pieces(word))) if (!weights.has(gram)) weights.set(gram, weight);
      }
      return weights;
    },
  };
}

const distinct = (phrases: string[][]): string[][] => [...new Map(phrases.map((it) => [it.join(" "), it])).values()];
