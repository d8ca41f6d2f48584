import { once } from "../../once.ts";
import { type GuardedName, isAdded } from "./guarded.ts";
import type { Site } from "./site.ts";
import { folded, isNear } from "./spelling.ts";
import { STRONG_LURE_WORDS } from "./well-known.ts";

export interface Reason {
  /** The kind of trick. */
  trick: string;
  score: number;
  because: string;
}

const STRONG = once(() => new Set([...STRONG_LURE_WORDS].map(folded)));
/** Hosts of code and texts, where a project's own pages live below its name. */
const PROJECT_PAGES = new Set(["github.io", "gitlab.io", "readthedocs.io", "js.org", "gitbook.io"]);

/** How a site pretends to be a name's, if it does: the worst of its tricks. The site is not the name's own. */
export function pretence(site: Site, name: GuardedName): Reason | undefined {
  const reasons = [byName(site, name), bySubdomain(site, name)].filter((it) => it !== undefined);
  return reasons.sort((a, b) => b.score - a.score)[0];
}

const reason = (trick: string, score: number, because: string): Reason => ({ trick, score, because });

function byName(site: Site, name: GuardedName): Reason | undefined {
  const { name: label, suffix, freeHosting } = site;
  const { name: seen, joined } = site.seen;
  const { own, shown } = name;
  if (label === name.label) {
    if (freeHosting && !PROJECT_PAGES.has(suffix))
      return reason(
        "free_hosting",
        own ? 0.85 : 0.6,
        `bears the name of ${shown} at a host where anybody gets a site (${suffix})`,
      );
    return own
      ? reason("other_suffix", 0.75, `bears the name of ${shown} under another ending (.${suffix})`)
      : undefined;
  }
  if (seen === name.folded || joined === name.folded)
    return reason("look_alike", 0.96, `reads like ${shown} and is written differently`);
  const inside = seen.indexOf(name.folded);
  if (inside !== -1) return withMore(label, seen, inside, name, freeHosting);
  if (mistyped(site.plain, name)) return reason("mistyped", 0.72, `is one or two letters away from ${shown}`);
  if (own && name.label.length >= 6 && partMistyped(seen, name))
    return reason("mistyped", 0.8, `is a mistyped ${shown} with words added`);
  return undefined;
}

/** The name stands in a longer label. */
function withMore(
  label: string,
  seen: string,
  at: number,
  name: GuardedName,
  freeHosting: boolean,
): Reason | undefined {
  const { own, shown } = name;
  const before = seen.slice(0, at);
  const after = seen.slice(at + name.folded.length);
  const rest = `${before}-${after}`;
  const disguised = !label.includes(name.label);
  const apart = (before === "" || before.endsWith("-")) && (after === "" || after.startsWith("-"));
  const said = `adds words to the name of ${shown}`;
  if (disguised && (own || apart || name.label.length >= 7 || isAdded(rest)))
    return reason("look_alike", 0.92, `hides the name of ${shown} in look-alike letters`);
  if (!own) {
    if (isAdded(rest) && hasStrong(rest)) return reason("added_words", 0.85, said);
    return freeHosting && before === "" && name.label.length >= 7
      ? reason("free_hosting", 0.6, `${said}, at a host where anybody gets a site`)
      : undefined;
  }
  if (isAdded(rest)) return reason("added_words", 0.92, said);
  if (apart) return reason("added_words", 0.75, said);
  return name.label.length >= 6 ? reason("added_words", 0.5, `has the name of ${shown} in its own`) : undefined;
}

function hasStrong(rest: string): boolean {
  for (const word of STRONG()) if (rest.includes(word)) return true;
  return false;
}

/** Longer names forgive more; a short one would be near to half of all words. */
function mistyped(plain: string, { label: real, own }: GuardedName): boolean {
  const length = real.length;
  const limit = own ? (length < 5 ? 0 : length < 10 ? 1 : 2) : length < 8 ? 0 : 1;
  if (limit === 0 || !isNear(plain, real, limit)) return false;
  // Nobody mistakes the first letter of a short name: lucoin, finance and gyro are names of their own.
  return length >= 8 || plain[0] === real[0] || (plain[0] === real[1] && plain[1] === real[0]);
}

function partMistyped(seen: string, name: GuardedName): boolean {
  const parts = seen.split("-");
  if (parts.length < 2 || parts.length > 6) return false;
  return parts.some(
    (part, i) =>
      part[0] === name.folded[0] && isNear(part, name.folded, 1) && isAdded(parts.filter((_, k) => k !== i).join("-")),
  );
}

/** The name stands before somebody else's domain. */
function bySubdomain({ host, sub, seen, unicode, domain, freeHosting }: Site, name: GuardedName): Reason | undefined {
  if (sub.length === 0 && !unicode.includes("-")) return undefined;
  if (host.includes(name.label))
    for (const real of name.domains) {
      if (containsWhole(host, real)) return reason("subdomain", 0.96, `shows ${real} but belongs to ${domain}`);
    }
  if (!name.own) return undefined;
  if (seen.sub.includes(name.folded))
    return reason("subdomain", freeHosting ? 0.85 : 0.7, `puts the name of ${name.shown} before ${domain}`);
  const dressed = seen.sub.some((it) => {
    const at = it.indexOf(name.folded);
    return at !== -1 && isAdded(`${it.slice(0, at)}-${it.slice(at + name.folded.length)}`);
  });
  return dressed ? reason("subdomain", 0.8, `puts the name of ${name.shown} before ${domain}`) : undefined;
}

/** kraken.com stands in kraken.com.evil.tld and in kraken.com-login.tld, and not in mykraken.community. */
function containsWhole(host: string, real: string): boolean {
  for (let at = host.indexOf(real); at !== -1; at = host.indexOf(real, at + 1)) {
    const before = host[at - 1];
    const after = host[at + real.length];
    if ((before === undefined || before === "." || before === "-") && (after === "." || after === "-")) return true;
  }
  return false;
}
