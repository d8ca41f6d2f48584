import { createHash } from "node:crypto";
import { base58 } from "@scure/base";
import type { Finding } from "./finding.ts";

const BASE58 =
  /(?<![1-9A-HJ-NP-Za-km-z])(?:[xyztuvYZUV]prv[1-9A-HJ-NP-Za-km-z]{107}|[5KL9c][1-9A-HJ-NP-Za-km-z]{50,51})(?![1-9A-HJ-NP-Za-km-z])/g;
const HEX = /(?<![0-9a-z])(?:0x)?[0-9a-f]{64}(?![0-9a-z])/gi;
const SAYS_KEY = /private[\s_-]{0,3}key|secret[\s_-]{0,3}key|priv[\s_-]{0,3}key|私钥|密钥/i;
const SAYS_HASH = /\btx|hash|transaction|交易|哈希/i;
const NEARBY = 60;

/** Extended private keys and WIF (base58check, checksum verified), and raw 32-byte keys where the nearest words say so. */
export function findKeys(text: string): Finding[] {
  const found: Finding[] = [];
  for (const { index: start, 0: word } of text.matchAll(BASE58)) {
    if (checksumHolds(word)) found.push({ start, end: start + word.length, kind: "KEY" });
  }
  for (const { index: start, 0: word } of text.matchAll(HEX)) {
    if (isCalledKey(text, start, start + word.length)) found.push({ start, end: start + word.length, kind: "KEY" });
  }
  return found;
}

function checksumHolds(word: string): boolean {
  const bytes = base58.decode(word);
  const body = bytes.subarray(0, -4);
  const sum = createHash("sha256").update(createHash("sha256").update(body).digest()).digest();
  return bytes.subarray(-4).every((byte, i) => byte === sum[i]);
}

/** 64 hexadecimal digits are a transaction's hash as often as a key: what stands last before them decides, else what follows. */
function isCalledKey(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - NEARBY), start);
  const key = lastIndex(before, SAYS_KEY);
  const hash = lastIndex(before, SAYS_HASH);
  if (key !== hash) return key > hash;
  const after = text.slice(end, end + NEARBY);
  return SAYS_KEY.test(after) && !SAYS_HASH.test(after);
}

function lastIndex(text: string, pattern: RegExp): number {
  let last = -1;
  for (const { index } of text.matchAll(new RegExp(pattern, "gi"))) last = index;
  return last;
}
