import { hash } from "node:crypto";

/** Domains that are known to be bad. */
export interface Blocklist {
  about: BlocklistAbout;
  /** The entry that a host is, or lies below; nothing above `domain`, which somebody registered, is looked up. */
  find(host: string, domain: string): string | undefined;
}

export interface BlocklistAbout {
  domains: number;
  /** Where they come from, with the licence where there is one. */
  source: string;
  /** The day on which it was made: 2026-11-26. */
  made: string;
}

export const NO_BLOCKLIST: Blocklist = { about: { domains: 0, source: "none", made: "" }, find: () => undefined };

const MAGIC = "nightdesk-blocklist-1";

/*
 * The file: one line of JSON that says what it is, filled up with spaces to a multiple of eight bytes, then the first 64 bits of
 * each domain's SHA-256, sorted: all upper halves, then all lower halves, as little-endian 32-bit numbers. It is used as it is read:
 * eight bytes a domain and no work at the start. Two domains share their 64 bits once in 10^13 lookups of 500,000.
 */

/** Packs domains for `openBlocklist`; each counts once. */
export function packBlocklist(hosts: Iterable<string>, about: Omit<BlocklistAbout, "domains">): Uint8Array {
  const keys = [...new Set(hosts)].map(keyOf).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const body = new DataView(new ArrayBuffer(keys.length * 8));
  keys.forEach(([high, low], i) => {
    body.setUint32(i * 4, high, true);
    body.setUint32((keys.length + i) * 4, low, true);
  });
  const bytes = new Uint8Array(body.buffer);
  const head = JSON.stringify({ format: MAGIC, domains: keys.length, ...about, sha256: hash("sha256", bytes) });
  const line = new TextEncoder().encode(`${head}`);
  const padded = new Uint8Array(Math.ceil((line.length + 1) / 8) * 8 + bytes.length).fill(0x20);
  padded.set(line);
  padded[padded.length - bytes.length - 1] = 0x0a;
  padded.set(bytes, padded.length - bytes.length);
  return padded;
}

/** Opens what was packed; undefined when it is damaged or something else. Keeps the bytes, and little besides. */
export function openBlocklist(given: Uint8Array): Blocklist | undefined {
  const end = given.subarray(0, 4_096).indexOf(0x0a);
  const head = end === -1 ? undefined : parsedHead(new TextDecoder().decode(given.subarray(0, end)));
  const body = given.subarray(end + 1);
  if (head === undefined || body.length !== head.domains * 8 || hash("sha256", body) !== head.sha256) return undefined;
  // Typed arrays need an offset that is a multiple of four; a file that was read into a shared pool may lie anywhere.
  const aligned = body.byteOffset % 4 === 0 ? body : Uint8Array.from(body);
  const high = new Uint32Array(aligned.buffer, aligned.byteOffset, head.domains);
  const low = new Uint32Array(aligned.buffer, aligned.byteOffset + head.domains * 4, head.domains);
  const { domains, source, made } = head;
  return {
    about: { domains, source, made },
    find(host, domain) {
      for (let at = host; at.length >= domain.length; at = at.slice(at.indexOf(".") + 1)) {
        if (holds(high, low, keyOf(at))) return at;
        if (!at.includes(".")) return undefined;
      }
      return undefined;
    },
  };
}

interface Head extends BlocklistAbout {
  sha256: string;
}

function parsedHead(line: string): Head | undefined {
  try {
    const head = JSON.parse(line) as Partial<Head> & { format?: unknown };
    const { format, domains, source, made, sha256 } = head;
    if (format !== MAGIC || !Number.isSafeInteger(domains) || typeof source !== "string") return undefined;
    return typeof made === "string" && typeof sha256 === "string"
      ? { domains: domains ?? 0, source, made, sha256 }
      : undefined;
  } catch {
    return undefined;
  }
}

type Key = [high: number, low: number];

function keyOf(host: string): Key {
  const digest = hash("sha256", host, "buffer");
  return [digest.readUInt32BE(0), digest.readUInt32BE(4)];
}

function holds(high: Uint32Array, low: Uint32Array, [wantedHigh, wantedLow]: Key): boolean {
  let from = 0;
  let to = high.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((high[middle] ?? 0) < wantedHigh) from = middle + 1;
    else to = middle;
  }
  for (; high[from] === wantedHigh; from++) if (low[from] === wantedLow) return true;
  return false;
}
