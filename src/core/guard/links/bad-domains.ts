import { siteOf } from "./site.ts";
import { isWellKnown } from "./tricks.ts";

export interface BadDomains {
  domains: Set<string>;
  /** Entries that are one page of a site, or would take honest sites with them: a suffix such as pages.dev, one that everybody knows. */
  leftOut: number;
}

/** One page of a site is no reason to shut out all of it. */
const PLAIN = /^[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){1,10}$/;

/**
 * Reads a list of bad domains as others publish them: JSON (an array, or an object with `deny`, `blacklist` or `domains`), a hosts
 * file, filter rules (||evil.example^), or one domain a line.
 */
export function parseBadDomains(text: string): BadDomains {
  const domains = new Set<string>();
  let leftOut = 0;
  for (const entry of entriesOf(text)) {
    const host = hostOf(entry);
    if (host === undefined || !isBlockable(host)) leftOut += 1;
    else domains.add(host);
  }
  return { domains, leftOut };
}

function isBlockable(host: string): boolean {
  const site = siteOf(host);
  return site.isIp || (site.suffix !== host && !isWellKnown(site));
}

function hostOf(entry: string): string | undefined {
  const bare = entry
    .trim()
    .toLowerCase()
    .replace(/^(?:https?:\/\/|\|\||\*\.)+/, "")
    .replace(/(?:\^.*|[/.]+)$/, "")
    .replace(/^www\./, "");
  if (PLAIN.test(bare)) return bare;
  try {
    const { hostname } = new URL(`http://${bare}`);
    return PLAIN.test(hostname) ? hostname : undefined;
  } catch {
    return undefined;
  }
}

function* entriesOf(text: string): Generator<string> {
  if (/^\s*[[{]/.test(text)) {
    yield* strings(text);
    return;
  }
  for (const line of text.split(/\r?\n/)) {
    const bare = line.replace(/(?:^|\s)[#!].*$/, "").trim();
    if (bare !== "") yield bare.replace(/^(?:0\.0\.0\.0|127\.0\.0\.1|::1?)\s+/, "");
  }
}

/** Throws SyntaxError when the text is no JSON. */
function* strings(text: string): Generator<string> {
  const data: unknown = JSON.parse(text);
  const lists = Array.isArray(data)
    ? [data]
    : ["deny", "blacklist", "domains"].map((key) => (data as Record<string, unknown>)[key]);
  for (const list of lists) {
    if (Array.isArray(list)) for (const entry of list) if (typeof entry === "string") yield entry;
  }
}
