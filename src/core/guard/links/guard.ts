import { lru } from "../../lru.ts";
import type { Blocklist } from "../blocklist.ts";
import type { GuardConfig } from "../config.ts";
import type { Address } from "./address.ts";
import { type GuardedName, guardedNames } from "./guarded.ts";
import type { Reason } from "./pretence.ts";
import { siteOf } from "./site.ts";

/** What links are judged by, made ready once for a configuration. */
export interface LinkGuard {
  names: GuardedName[];
  /** The operator's own domains, as the network knows them. */
  own: ReadonlySet<string>;
  /** Host to the paths that are allowed on it; "" for all of it. */
  allowed: ReadonlyMap<string, string[]>;
  /** Reads the list when it is first asked. */
  blocked(): Blocklist;
  /** What hosts that were judged lately are by themselves, whatever the rest of their addresses. */
  hosts: ReturnType<typeof lru<string, JudgedHost>>;
}

export interface JudgedHost {
  /** The list by which it was judged: a refreshed one judges anew. */
  by: Blocklist;
  listed: Reason | undefined;
  pretends: Reason | undefined;
}

/** So many hosts are remembered. */
const REMEMBERED = 5_000;

export function linkGuard(
  { domains, allow, brands }: Pick<GuardConfig, "domains" | "allow" | "brands">,
  blocked: () => Blocklist,
): LinkGuard {
  const allowed = new Map<string, string[]>();
  for (const site of allow) {
    const [host = "", ...path] = site.split("/");
    const ascii = hostOf(host);
    allowed.set(ascii, [...(allowed.get(ascii) ?? []), path.join("/").toLowerCase()]);
  }
  return {
    names: guardedNames(domains, brands),
    own: new Set(domains.map(hostOf)),
    allowed,
    blocked,
    hosts: lru(REMEMBERED),
  };
}

const hostOf = (host: string): string => siteOf(new URL(`http://${host}`).hostname).host;

/** Whether an address is the operator's own, or one that they allow. */
export function isOwn({ url, site }: Address, { own, allowed }: LinkGuard): boolean {
  const path = url.pathname.slice(1).toLowerCase();
  for (let host = site.host; host !== ""; host = host.slice(host.indexOf(".") + 1)) {
    if (own.has(host)) return true;
    if (allowed.get(host)?.some((it) => it === "" || path === it || path.startsWith(`${it}/`)) === true) return true;
    if (!host.includes(".")) break;
  }
  return false;
}
