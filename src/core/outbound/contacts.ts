import type { Span } from "./claim.ts";
import { matches } from "./matches.ts";

const AT_HOST = /@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6}/giu;
const LOCAL = /[a-z0-9._%+'-]/i;
const LONGEST_LOCAL = 64;

/** E-mail addresses. Found from the @ outwards, so that no text makes the search slow. */
export function* emailsIn(text: string): Generator<Span> {
  for (const { 0: host, index: at } of matches(text, AT_HOST)) {
    let start = at;
    while (start > 0 && at - start < LONGEST_LOCAL && LOCAL.test(text[start - 1] ?? "")) start -= 1;
    if (start === at || !/[a-z]{2,}$/i.test(host)) continue;
    const end = at + host.length;
    yield { kind: "email", start, end, value: text.slice(start, end).toLowerCase() };
  }
}

const WITH_SCHEME = /(?<![a-z0-9])[a-z][a-z0-9+.-]{1,15}:\/\/[^\s<>"'`()（）【】「」《》，。；！？、]{1,2000}/giu;
/** Letters of host names without those of scripts that need no spaces: 请访问borealis.example names borealis.example. */
const LETTER = "(?:(?!\\p{Script=Han})[\\p{L}\\p{N}])";
const LABEL = `${LETTER}(?:-{0,2}${LETTER}){0,40}`;
const BARE = new RegExp(
  `(?<!${LETTER})(?<![._-]|[a-z0-9]/)(?:${LABEL}(?:[.。]|\\[\\.\\]|\\(\\.\\)|\\s?\\[dot\\]\\s?|\\s?\\(dot\\)\\s?)){1,6}([a-z]{2,18}|xn--[a-z0-9-]{2,59})(?!${LETTER})(?![@_-])(?<end>(?:[:/?#][^\\s<>"'\`()（）【】「」《》，。；！？、]{0,2000})?)`,
  "giu",
);
const TLDS = new Set(
  (
    "work bond cfd quest lol rest vin men loan date stream cyou sbs com net org info biz io co app dev xyz online site shop store top club vip pro live link click win fun space website tech page finance exchange crypto wallet eth money cash bank trade trading market support help cloud network world global today life icu cc tv me ly gl gg to sh ai ws tk ml ga cf gq pw su la " +
    "cn hk tw jp kr sg my id ph vn th us uk eu de fr es it nl be ch at se no dk fi pl pt ru ua tr in br mx ar ca au nz za ng ae " +
    "example test invalid onion local"
  ).split(" "),
);
/** Endings that are words or file names too: a path has to follow. */
const AMBIGUOUS = new Set("to sh it in no be at us is my id la".split(" "));

/** Web addresses, with or without scheme (one that has it is found twice: with it first), and those that are written so that nobody clicks them: evil[.]com. */
export function* linksIn(text: string): Generator<Span> {
  for (const { 0: written, index: start } of matches(text, WITH_SCHEME)) {
    const address = written.replace(/[.,;:!?*_~\]]+$/u, "");
    yield {
      kind: "link",
      start,
      end: start + address.length,
      value: canonicalLink(address.replace(/^[^:]+:\/\//, "")),
    };
  }
  yield* hanHosts(text);
  for (const match of matches(text, BARE)) {
    const { index: start } = match;
    const tail = match.groups?.end ?? "";
    const host = match[0].slice(0, match[0].length - tail.length);
    const path = tail === "" ? "" : tail.replace(/[.,;:!?*_~\]]+$/u, "");
    const ending = match[1] ?? "";
    if (!namesHost(host, ending, path)) continue;
    const plain = /[[(。]/.test(host) ? host.replace(/。|\s?[[(](?:\.|dot)[\])]\s?/giu, ".") : host;
    yield { kind: "link", start, end: start + host.length + path.length, value: canonicalLink(plain + path) };
  }
}

const HAN_ENDING = /\.(?:com|net|org|cn|io|app|top|xyz|vip|公司|网络|中国|香港)(?!\.?[\p{L}\p{N}])/giu;
const HAN = /\p{Script=Han}/u;
const LONGEST_HAN = 20;

/** 币安.com: letters that need no spaces name a host too, only it is not known where it begins. */
function* hanHosts(text: string): Generator<Span> {
  for (const { 0: ending, index: dot } of matches(text, HAN_ENDING)) {
    let start = dot;
    while (start > 0 && dot - start < LONGEST_HAN && HAN.test(text[start - 1] ?? "")) start -= 1;
    const end = dot + ending.length;
    if (start < dot) yield { kind: "link", start, end, value: canonicalLink(text.slice(start, end)) };
  }
}

function namesHost(host: string, ending: string, path: string): boolean {
  const known = TLDS.has(ending.toLowerCase()) || ending.startsWith("xn--");
  if (/^www\./i.test(host) || path.startsWith("/")) return known || /^www\./i.test(host);
  // A full stop with no space after it ("sent.It is") is no address.
  if (/^\p{Lu}\p{Ll}/u.test(ending) && ending.length < 3) return false;
  return known && !AMBIGUOUS.has(ending.toLowerCase());
}

/** Host and path as they compare: lower-case host, no www., no slash at the end, no user name before it. */
export function canonicalLink(address: string): string {
  const authority = /^[^/?#]*/.exec(address)?.[0] ?? "";
  const rest = address.slice(authority.length).replace(/\/{1,9}$/, "");
  const host = authority
    .toLowerCase()
    .replace(/^www\./, "")
    .replace(/:(?:80|443)$/, "")
    .replace(/\.$/, "");
  return host + rest;
}

/** The host of a canonical link; a name before an @ in it makes it another's. */
export const hostOf = (value: string): string =>
  (/^[^/?#]*/.exec(value)?.[0] ?? "").replace(/^.*@/, "").replace(/:\d+$/, "");
