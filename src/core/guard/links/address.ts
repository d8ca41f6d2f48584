import { withoutInvisible } from "../look-alike.ts";
import { type Site, siteOf } from "./site.ts";

/** An address as a browser would take it. */
export interface Address {
  url: URL;
  site: Site;
  /** An IP address that was written so that it does not look like one: http://3232235777/. */
  hiddenIp: boolean;
}

const HOST_SCHEMES = new Set(["http:", "https:", "ftp:", "ws:", "wss:"]);
/** Run by the browser instead of leading anywhere. */
export const ACTIVE_SCHEMES = new Set(["javascript:", "data:", "vbscript:"]);
const LONGEST = 2_048;

/** Undoes what people do to an address so that it is not one: hxxp, [.], (dot). */
export function refanged(text: string): string {
  const schemes = FANGED_SCHEME.test(text)
    ? text.replace(/\bh(?:xx|tt|\*\*|\+\+)p(s?)\s?(?:\[:\]|:)\s?(?:\/\/|\\\\)/gi, "http$1://")
    : text;
  return BRACKET.test(schemes) ? schemes.replace(/\s?[[({<]\s?(?:\.|dot|d0t|点|点号)\s?[\])}>]\s?/gi, ".") : schemes;
}

/** No disguise is without one of these, and most texts are. */
const FANGED_SCHEME = /h(?:xx|\*\*|\+\+)ps?|https?(?:\s|\[|:\s|:\\)/i;
const BRACKET = /[[({<]/;

/** Reads an address, with or without its scheme; undefined when there is none in it. */
export function addressOf(text: string): Address | undefined {
  const trimmed = withoutInvisible(text.slice(0, LONGEST)).trim().normalize("NFKC");
  const clean = refanged(trimmed).replace(/^([a-z][a-z0-9+.-]{1,20}:)[\\/@]{2,}/i, "$1//");
  const withScheme = /^[a-z][a-z0-9+.-]{1,20}:(?!\d{1,5}(?:\/|$))/i.test(clean) ? clean : `http://${clean}`;
  const url = parsed(withScheme);
  if (url === undefined) return undefined;
  if (ACTIVE_SCHEMES.has(url.protocol)) return { url, site: siteOf(url.protocol), hiddenIp: false };
  if (!HOST_SCHEMES.has(url.protocol) || url.hostname === "") return undefined;
  const site = siteOf(url.hostname);
  if (!site.isIp && !site.host.includes(".")) return undefined;
  // “5.0” is a version, and a browser takes it for a machine.
  if (
    site.isIp &&
    withScheme !== clean &&
    !/^\d{1,3}(?:\.\d{1,3}){3}(?![.\d])/.test(clean) &&
    !/^(?:\d{8,10}|0x[\da-f]{8})(?:[/:?#]|$)/i.test(clean)
  )
    return undefined;
  const written = /^[a-z]+:\/\/(?:[^/@]*@)?([^/:?#]+)/i.exec(withScheme)?.[1];
  return { url, site, hiddenIp: site.isIp && !site.host.startsWith("[") && written !== site.host };
}

function parsed(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
