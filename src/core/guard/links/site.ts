import { toUnicode } from "punycode/punycode.es6.js";
import { parse } from "tldts";
import { lru } from "../../lru.ts";
import { folded } from "./spelling.ts";

/** A host, taken apart. All in lower case; `unicode` as people see it. */
export interface Site {
  /** As the network knows it: xn--… */
  host: string;
  unicode: string;
  isIp: boolean;
  /** What somebody registered: kraken.com in login.kraken.com; the host itself where nothing can be. */
  domain: string;
  /** The label that they chose, as people see it: kraken. */
  name: string;
  /** What stands before it, as people see it, without "www". */
  sub: string[];
  /** The name (with and without its hyphens) and what stands before it, as a hurried reader sees them. */
  seen: { name: string; joined: string; sub: string[] };
  /** The name without accents. */
  plain: string;
  suffix: string;
  /** The suffix is that of a host where anybody gets a site: pages.dev. */
  freeHosting: boolean;
  /** The suffix exists. */
  known: boolean;
}

/** So many hosts are remembered as they were taken apart: the same few stand in most links. */
const remembered = lru<string, Site>(5_000);

/** Takes a host apart, as `URL` gives it. */
export function siteOf(asciiHost: string): Site {
  const known = remembered.get(asciiHost);
  if (known !== undefined) return known;
  const site = apart(asciiHost.replace(/\.+$/, "").toLowerCase());
  remembered.set(asciiHost, site);
  return site;
}

function apart(host: string): Site {
  const parsed = parse(host, { allowPrivateDomains: true, validateHostname: false, extractHostname: false });
  const isIp = parsed.isIp === true || host.startsWith("[");
  const domain = parsed.domain ?? host;
  const unicode = shown(host);
  const labels = unicode.split(".");
  const registered = domain.split(".").length;
  const before = isIp ? [] : labels.slice(0, Math.max(0, labels.length - registered));
  const name = isIp ? host : (labels.at(-registered) ?? host);
  const seen = folded(name);
  const sub = before[0] === "www" ? before.slice(1) : before;
  return {
    host,
    unicode,
    isIp,
    domain,
    name,
    sub,
    seen: { name: seen, joined: seen.replaceAll("-", ""), sub: sub.map(folded) },
    plain: name.normalize("NFD").replace(/\p{M}/gu, ""),
    suffix: parsed.publicSuffix ?? "",
    freeHosting: parsed.isPrivate === true,
    known: parsed.isIcann === true || parsed.isPrivate === true,
  };
}

/** The host as people see it; as it is where it is not well-formed Punycode. */
function shown(host: string): string {
  if (!host.includes("xn--")) return host;
  try {
    return toUnicode(host);
  } catch {
    return host;
  }
}
