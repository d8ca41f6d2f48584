import { withoutInvisible } from "../look-alike.ts";
import { type Address, addressOf, refanged } from "./address.ts";

/** An address that stands in a text. */
export interface FoundLink {
  address: Address;
  /** The address that a masked link pretends to lead to. */
  mask?: Address | undefined;
  /** The host of an e-mail address. */
  mail: boolean;
  /** Written as an address and not merely like one: with a scheme, a path, “www.” or a domain that no sentence makes by accident. */
  meant: boolean;
}

/** Of more than these, the rest is not looked at: no message that people read has so many. */
const MOST = 200;
const LONGEST = 2_048;
const CJK = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}";
const HAN = new RegExp(`[${CJK}]`, "u");
/** What hosts are made of, in letters that are written with spaces between words. */
const IN_HOST = new RegExp(`(?![${CJK}])[\\p{L}\\p{N}\\p{M}.-]`, "u");
const ASCII = /^[\x00-\x7f]*$/;
const URL_END = /[\s<>"“”`«»|（）【】《》「」，。、；！？]/u;
const ACTIVE = /\b(?:javascript|vbscript):[^\s)>]{1,200}|\bdata:text\/html[^\s)>]{1,200}/gi;
/** Suffixes with which a name of a file ends more often than one of a site. */
const FILES = new Set(["zip", "mov", "py", "sh", "rs", "md", "pl", "so", "ps", "cab", "bat"]);
/** Suffixes that are words: “deposit.my account” names no site. */
const WORDS = new Set(
  "my me it is in so to at be am as by do no us id la ma pa re sh st as ai ag ad an mr ms no now how here please help one".split(
    " ",
  ),
);
/** Suffixes after which a space or a "dot" is taken for a disguise. */
const PLAIN = "(?:com|net|org|io|xyz|info|app|top|site|online|vip|club|live|support|finance|exchange|cc|co|me|gg)";
const SPACED_DOT = new RegExp(
  `(?<=[\\p{L}\\p{N}])(?: \\. ?| ?\\(dot\\) ?| dot |\\. (?=(?:com|net|org|xyz)\\b)|。)(?=${PLAIN}(?![\\p{L}\\p{N}]))`,
  "giu",
);

/** What no address is without: a dot that something follows, one that is spelt, a scheme, or a place where lines are put together. */
const ANY =
  /\.(?:[^\s.,;:!?)"'\]]|\s{0,1}(?:[\])}>]|com|net|org|xyz))|dot|d0t|点|[。．｡‧•·](?!$|[\s\p{Script=Han}])|[:：](?:[\\/@／＼＠]|\])|script:|data:text|\n/iu;
const SPELT = /dot|。|\s\.|\. /i;

/** Every address in a text, however disguised; each once. Linear in the length of the text. */
export function extractLinks(given: string): FoundLink[] {
  if (!ANY.test(given)) return [];
  const normal = refanged(ASCII.test(given) ? given : withoutInvisible(given).normalize("NFKC"));
  const text = SPELT.test(normal) ? normal.replace(SPACED_DOT, ".") : normal;
  const found = new Map<string, FoundLink>();
  const add = (link: FoundLink) => {
    const key = `${link.address.url.href}\n${link.mask?.site.host ?? ""}`;
    if (found.size < MOST && !found.has(key)) found.set(key, link);
  };
  masked(text, add);
  plain(text, add);
  for (const { 0: active } of text.matchAll(ACTIVE)) {
    const address = addressOf(active);
    if (address !== undefined) add({ address, mail: false, meant: true });
  }
  const squeezed = unfolded(text);
  if (squeezed !== undefined) plain(squeezed, add);
  return [...found.values()];
}

type Add = (link: FoundLink) => void;

/** [text](address): what is shown may be another address. */
function masked(text: string, add: Add): void {
  let tries = 0;
  for (let at = text.indexOf("]("); at !== -1 && tries < MOST; at = text.indexOf("](", at + 2), tries++) {
    const open = text.lastIndexOf("[", at);
    if (open === -1 || at - open > 300) continue;
    const target = /^<?([^\s)>]{1,2048})/.exec(text.slice(at + 2, at + 2 + LONGEST))?.[1];
    const address = target === undefined ? undefined : addressOf(target);
    if (address === undefined) continue;
    const label = text.slice(open + 1, at).trim();
    const mask = /^\S{4,200}$/.test(label) ? addressOf(label) : undefined;
    add({ address, mail: false, meant: true, mask: mask?.site.known === true ? mask : undefined });
  }
}

const SCHEME = /\b(?:https?|ftp|wss?):[\\/@]{1,6}/gi;

function plain(text: string, add: Add): void {
  const taken: [start: number, end: number][] = [];
  let from = 0;
  for (const { index } of text.matchAll(SCHEME)) {
    if (index < from) continue;
    const written = upToScript(upToEnd(text.slice(index, index + LONGEST)));
    const address = addressOf(written);
    from = index + Math.max(written.length, 1);
    if (address === undefined) continue;
    taken.push([index, from]);
    const label = text[from] === "|" ? /^\|([^\s>|]{4,200})>/.exec(text.slice(from, from + 210))?.[1] : undefined;
    const mask = label === undefined ? undefined : addressOf(label);
    add({ address, mail: false, meant: true, mask: mask?.site.known === true ? mask : undefined });
  }
  let next = 0;
  let tries = 0;
  let end = 0;
  for (let dot = text.indexOf("."); dot !== -1 && tries < MOST * 5; dot = text.indexOf(".", end)) {
    let start = dot;
    while (start > end && inHost(text, start - 1)) start -= 1;
    end = dot + 1;
    while (end < text.length && inHost(text, end)) end += 1;
    while (next < taken.length && (taken[next]?.[1] ?? 0) <= start) next += 1;
    if (end - start < SHORTEST || start >= (taken[next]?.[0] ?? Number.POSITIVE_INFINITY)) continue;
    tries += 1;
    const link = bare(text, start, text.slice(start, end));
    if (link !== undefined) add(link);
  }
}

/** a.bc */
const SHORTEST = 4;

function inHost(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128)
    return (
      (code >= 97 && code <= 122) ||
      (code >= 65 && code <= 90) ||
      (code >= 48 && code <= 57) ||
      code === 45 ||
      code === 46
    );
  return isSurrogate(code) ? isHostPair(text, at) : IN_HOST.test(text[at] as string);
}

const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;

/** Letters beyond the first plane, from either of their halves. */
function isHostPair(text: string, at: number): boolean {
  const whole = text.codePointAt(text.charCodeAt(at) >= 0xdc00 ? at - 1 : at) ?? 0;
  return whole > 0xffff && IN_HOST.test(String.fromCodePoint(whole));
}

const upToEnd = (text: string): string => {
  const end = text.search(URL_END);
  const whole = end === -1 ? text : text.slice(0, end);
  const closed = whole.includes("(") ? whole : whole.replace(/[)\]]{1,9}.*$/s, "");
  return closed.replace(/[.,;:!?'*_~\]]{1,20}$/, "");
};

/** A host in Latin letters ends where Chinese text goes on without a space. */
function upToScript(url: string): string {
  const host = /^[a-z]+:[\\/@]+([^/?#]*)/i.exec(url);
  if (host === null) return url;
  const han = (host[1] ?? "").search(HAN);
  if (han === -1) return url;
  const cut = url.slice(0, host[0].length - (host[1] ?? "").length + han);
  return addressOf(cut)?.site.known === true ? cut : url;
}

function bare(text: string, start: number, run: string): FoundLink | undefined {
  const host = run.replace(/^[.-]+|[.-]+$/g, "");
  const last = host.lastIndexOf(".");
  if (last < 1 || host.length > 253 || !/\p{L}/u.test(host.slice(last + 1))) return undefined;
  const at = start + run.indexOf(host);
  const end = at + host.length;
  const mail = text[at - 1] === "@" && /[\w.-]/.test(text[at - 2] ?? "");
  if (text[end] === "@" || (text[at - 1] === "@" && !mail)) return undefined;
  // “…my deposit.It is” is the end of a sentence.
  if (!mail && /^\p{Lu}\p{Ll}/u.test(host.slice(last + 1)) && /\p{Ll}/u.test(host.slice(0, last))) return undefined;
  const path = /^(?::\d{1,5})?(?:[/?#][^\s]{0,2000})?/.exec(text.slice(end, end + LONGEST))?.[0] ?? "";
  const written = upToEnd(host + path);
  const address = addressOf(written);
  if (address === undefined || !address.site.known || address.site.suffix === address.site.host) return undefined;
  const suffix = address.site.suffix.split(".").at(-1) ?? "";
  const long = written.length > host.length + 1 || /^www\./i.test(host);
  if (!long && !mail && FILES.has(suffix)) return undefined;
  return { address, mail, meant: !mail && (long || !WORDS.has(suffix) || host.includes("-")) };
}

/** A text whose lines were broken inside an address, put together; undefined when its lines are those of any text. */
function unfolded(text: string): string | undefined {
  const lines = text.split("\n");
  const short = lines.filter((line) => line.trim().length <= 10 && line.trim() !== "").length;
  if (short < 3 || short * 2 < lines.length) return undefined;
  return text
    .slice(0, LONGEST)
    .replace(/\n[>\s]*/g, "")
    .replace(/>\s*(?=\S)/g, "");
}
