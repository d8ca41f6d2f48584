import type { Fact } from "../knowledge/article.ts";
import { isRate } from "../rules/amounts.ts";
import type { Claim, ClaimKind } from "./claim.ts";
import { claimsIn } from "./claims.ts";
import { numbersIn } from "./quantities.ts";

/** What a fact says, for people and to find the nearest. */
export interface StatedFact {
  key: string;
  /** As the operator wrote it, in each of its languages. */
  says: readonly string[];
  claims: readonly Pick<Claim, "kind" | "value">[];
}

/** Everything that the desk may state, prepared once for a policy. */
export interface Known {
  /** `<kind> <value>` of every claim that is in the facts, in any language. */
  readonly values: ReadonlySet<string>;
  /** The operator's own hosts: they and their subdomains may be linked to, whatever the path. */
  readonly hosts: ReadonlySet<string>;
  readonly phones: readonly string[];
  readonly facts: readonly StatedFact[];
  /** How many facts have a part in their name: "password" says more of what is meant than "time". */
  readonly parts: ReadonlyMap<string, number>;
}

/** A further value that may be stated, such as a target from the configuration. */
export interface Extra {
  key: string;
  says: string;
}

export const nothingKnown: Known = { values: new Set(), hosts: new Set(), phones: [], facts: [], parts: new Map() };

/** Prepares what the facts allow. A fact that is a bare host ("borealis.example") makes that host the operator's own. */
export function knownFrom(facts: ReadonlyMap<string, Fact>, extras: readonly Extra[] = []): Known {
  // What currencies are worth is for rules to reckon with, and no price to quote.
  const stated = [...facts]
    .filter(([key]) => !isRate(key))
    .map(([key, { value }]) => {
      const texts = typeof value === "string" ? [value] : Object.values(value);
      return statedFact(key, texts);
    });
  const all = [...stated, ...extras.map(({ key, says }) => statedFact(key, [says]))];
  const claims = all.flatMap((it) => it.claims);
  return {
    values: new Set(claims.map(nameOf)),
    hosts: new Set(
      claims.filter(({ kind, value }) => kind === "link" && !/[/?#]/.test(value)).map(({ value }) => value),
    ),
    phones: claims.filter(({ kind }) => kind === "phone").map(({ value }) => value),
    facts: all,
    parts: counted(all.flatMap(({ key }) => partsOf(key))),
  };
}

/** wdl.hold.password is about "wdl", "hold" and "password". */
export const partsOf = (key: string): string[] => [...new Set(key.split(/[._-]/))].filter((part) => part.length > 2);

function statedFact(key: string, says: readonly string[]): StatedFact {
  const claims = says.flatMap((text) => [
    ...claimsIn(text).map(({ kind, value }) => ({ kind, value })),
    ...numbersIn(text).map((value) => ({ kind: "limit" as const, value })),
  ]);
  return { key, says, claims };
}

export const nameOf = ({ kind, value }: { kind: ClaimKind; value: string }): string => `${kind} ${value}`;

function counted(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
