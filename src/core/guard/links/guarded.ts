import { once } from "../../once.ts";
import { siteOf } from "./site.ts";
import { folded } from "./spelling.ts";
import { BRANDS, LURE_WORDS } from "./well-known.ts";

/** A name that a domain may pretend to be. */
export interface GuardedName {
  /** As people read it: kraken. */
  label: string;
  folded: string;
  /** What is really its own. */
  domains: ReadonlySet<string>;
  /** The operator's own: less is needed to suspect a domain of it. */
  own: boolean;
  /** For reasons: kraken.com, or the name where there is no domain. */
  shown: string;
}

const MIN = 4;

/** The operator's names first, then those that are borrowed everywhere. */
export function guardedNames(domains: string[], brands: string[]): GuardedName[] {
  const names = new Map<string, GuardedName>();
  for (const host of domains) {
    const { domain, name } = siteOf(new URL(`http://${host}`).hostname);
    const known = names.get(name);
    const all = new Set([...(known?.domains ?? []), domain]);
    if (name.length >= MIN) names.set(name, guarded(name, all, true, known?.shown ?? domain));
  }
  for (const brand of brands) {
    const label = brand.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
    if (label.length >= MIN && !names.has(label)) names.set(label, guarded(label, new Set(), true, brand));
  }
  for (const { label, domains: real } of BRANDS) {
    if (!names.has(label)) names.set(label, guarded(label, new Set(real), false, real[0] ?? label));
  }
  return [...names.values()];
}

const guarded = (label: string, domains: ReadonlySet<string>, own: boolean, shown: string): GuardedName => ({
  label,
  folded: folded(label),
  domains,
  own,
  shown,
});

const ADDED = once(() => {
  const words = new Set(LURE_WORDS.map(folded));
  return { words, longest: Math.max(...[...words].map(({ length }) => length)) };
});

/** Whether the rest of a label (folded) is made of words that impostors add, with or without hyphens and digits. */
export function isAdded(rest: string): boolean {
  return rest.split(/[-_]+/).every((part) => part === "" || /^[\dolzeastgb]{1,2}$/.test(part) || consists(part));
}

/** Reachable ends of words, from left to right: linear in the label, which has at most 63 characters. */
function consists(part: string): boolean {
  const { words, longest } = ADDED();
  const reached = [true];
  for (let end = 1; end <= part.length; end++) {
    for (let start = Math.max(0, end - longest); start < end && reached[end] !== true; start++) {
      if (reached[start] === true && words.has(part.slice(start, end))) reached[end] = true;
    }
  }
  return reached[part.length] === true;
}
