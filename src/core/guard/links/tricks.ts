import type { Blocklist } from "../blocklist.ts";
import { ACTIVE_SCHEMES, type Address, addressOf } from "./address.ts";
import { isOwn, type JudgedHost, type LinkGuard } from "./guard.ts";
import { pretence, type Reason } from "./pretence.ts";
import type { Site } from "./site.ts";
import { INVITES, SHORTENERS, WELL_KNOWN } from "./well-known.ts";

/** A link with what a message says about it. */
export interface LinkToJudge {
  address: Address;
  mask?: Address | undefined;
  mail: boolean;
}

/** One way in which a link may be bad. Each says why, or nothing. */
type Trick = (link: LinkToJudge, guard: LinkGuard) => Reason | undefined;

const reason = (trick: string, score: number, because: string): Reason => ({ trick, score, because });
export const isWellKnown = ({ host, domain }: Site): boolean => WELL_KNOWN.has(domain) || WELL_KNOWN.has(host);

/** What a host is by itself. */
function hostOf(site: Site, guard: LinkGuard): JudgedHost {
  const by = guard.blocked();
  const known = guard.hosts.get(site.host);
  if (known?.by === by) return known;
  const judged = { by, listed: listed(site, by), pretends: pretends(site, guard) };
  guard.hosts.set(site.host, judged);
  return judged;
}

function listed(site: Site, list: Blocklist): Reason | undefined {
  if (isWellKnown(site)) return undefined;
  const entry = list.find(site.host, site.domain);
  return entry === undefined ? undefined : reason("blocklist", 0.97, `${entry} is on the list of known phishing sites`);
}

function pretends(site: Site, { names }: LinkGuard): Reason | undefined {
  if (site.isIp || isWellKnown(site)) return undefined;
  let worst: Reason | undefined;
  for (const name of names) {
    if (name.domains.has(site.domain)) continue;
    const found = pretence(site, name);
    if (found !== undefined && found.score > (worst?.score ?? 0)) worst = found;
  }
  return worst;
}

const isListed: Trick = ({ address: { site } }, guard) => hostOf(site, guard).listed;
const isPretender: Trick = ({ address: { site } }, guard) => hostOf(site, guard).pretends;

const mixesAlphabets: Trick = ({ address: { site } }) => {
  if (!site.host.includes("xn--")) return undefined;
  const mixed = site.unicode
    .split(".")
    .some(
      (label) =>
        /\p{Script=Latin}/u.test(label) &&
        /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u.test(label),
    );
  return mixed ? reason("mixed_alphabets", 0.6, `${site.unicode} mixes letters of several alphabets`) : undefined;
};

const userinfo: Trick = ({ address: { url, site }, mail }, { own, names }) => {
  if (url.username === "") return undefined;
  const shown = decoded(url.username).toLowerCase();
  const guarded = own.has(shown) || names.some(({ domains }) => domains.has(shown.replace(/^www\./, "")));
  if (guarded) return reason("userinfo", 0.96, `shows ${shown} but leads to ${site.domain}`);
  if (mail) return undefined;
  return /\.[a-z]{2,}$/.test(shown)
    ? reason("userinfo", 0.85, `shows another address before the @ but leads to ${site.domain}`)
    : reason("userinfo", 0.5, `carries a name before the @ and leads to ${site.domain}`);
};

const masked: Trick = ({ address, mask }, guard) => {
  if (mask === undefined || mask.site.domain === address.site.domain) return undefined;
  if (isOwn(address, guard)) return undefined;
  const known = isOwn(mask, guard) || isWellKnown(mask.site);
  return reason("masked", known ? 0.95 : 0.7, `shows ${mask.site.domain} but leads to ${address.site.domain}`);
};

const runs: Trick = ({ address: { url } }) =>
  ACTIVE_SCHEMES.has(url.protocol) ? reason("script", 0.9, "runs a script instead of leading anywhere") : undefined;

const PRIVATE_IP = /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|0\.|\[::1\]|\[f[cde])/;

const numbers: Trick = ({ address: { site, hiddenIp } }) => {
  if (!site.isIp || (PRIVATE_IP.test(site.host) && !hiddenIp)) return undefined;
  return hiddenIp
    ? reason("hidden_ip", 0.8, `hides the machine ${site.host} behind another spelling`)
    : reason("ip", 0.5, `leads to a machine without a name (${site.host})`);
};

const shortened: Trick = ({ address: { site } }) =>
  SHORTENERS.has(site.domain) || SHORTENERS.has(site.host)
    ? reason("shortener", 0.38, "hides where it leads")
    : undefined;

const invites: Trick = ({ address: { url, site } }) => {
  const host = site.host.replace(/^www\./, "");
  const invite = INVITES.find(([it, path]) => it === host && path.test(url.pathname));
  return invite && reason("invite", 0.4, `leads to a private place on ${invite[2]}`);
};

const TARGET =
  /^(?:url|u|q|to|r|go|link|next|out|away|dest|destination|target|goto|continue|redirect(?:_?ur[il]|_to)?|return(?:_?url|_to)?)$/i;

const redirects: Trick = ({ address: { url } }, guard) => {
  const targets = [...url.searchParams].flatMap(([key, value]) =>
    TARGET.test(key) || /^(?:https?:)?\/\//i.test(value) ? [value] : [],
  );
  const onward = /\/amp\/s\/([^?#]{4,})/.exec(url.pathname)?.[1] ?? /\/(https?:\/\/[^?#]{4,})/i.exec(url.pathname)?.[1];
  for (const target of [...targets.slice(0, 5), ...(onward === undefined ? [] : [onward])]) {
    if (!/[./]/.test(target)) continue;
    const address = addressOf(target.replace(/^\/\//, "http://"));
    if (address === undefined || address.site.domain === url.hostname) continue;
    const found = worstOf({ address, mail: false }, guard, DIRECT);
    if (found !== undefined)
      return reason("redirect", found.score, `leads on to ${address.site.domain}, which ${found.because}`);
  }
  return undefined;
};

const DIRECT: Trick[] = [isListed, isPretender, mixesAlphabets, userinfo, runs, numbers];
const TRICKS: Trick[] = [...DIRECT, masked, shortened, invites, redirects];

function worstOf(link: LinkToJudge, guard: LinkGuard, tricks: Trick[]): Reason | undefined {
  return isOwn(link.address, guard) ? undefined : reasonsOf(link, guard, tricks)[0];
}

const reasonsOf = (link: LinkToJudge, guard: LinkGuard, tricks: Trick[]): Reason[] =>
  tricks
    .map((trick) => trick(link, guard))
    .filter((it) => it !== undefined)
    .sort((a, b) => b.score - a.score);

/** Everything that is wrong with a link, the worst first. */
export function tricksOf(link: LinkToJudge, guard: LinkGuard): Reason[] {
  if (isOwn(link.address, guard)) return reasonsOf(link, guard, [masked, redirects]);
  return reasonsOf(link, guard, TRICKS);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
