import { createPrivateKey, createPublicKey } from "node:crypto";
import { base58 } from "@scure/base";
import { meaningOf } from "../context.ts";
import type { Detector, Finding } from "../finding.ts";

const BASE58 = /^[1-9A-HJ-NP-Za-km-z]{86,88}$/;
const BYTES = /\[\s{0,9}\d{1,3}(?:\s{0,9},\s{0,9}\d{1,3}){31,63}\s{0,9}\]/g;
/** A list of 32 numbers has more of them. */
const FEWEST_DIGITS = 60;
const MEANINGS = [
  ["key", /private|secret|\bkeys?\b|keypair|id\.json|wallet|私钥|私鑰|密钥|密鑰/gi],
  ["hash", /\btx|hash|transaction|signature|transfer|solscan|explorer|withdraw|deposit|交易|哈希|签名/gi],
] as const;

/** So many values are looked at by the curve; in a message with more of them all the rest are taken for keys. */
const MOST_LOOKED_AT = 64;

/**
 * Solana's keys: 64 bytes in base58 or as a list of numbers. They are a key when the second half is the public key of the first, and
 * a transaction's signature when it is not.
 */
export const keyPairs: Detector = {
  name: "key pair of Solana",
  worth: ({ longestRun, digits }) => longestRun >= 86 || digits >= FEWEST_DIGITS,
  find(text, { runs, digits }) {
    const found: Finding[] = [];
    let looked = 0;
    const isPair = (bytes: Uint8Array) => ++looked > MOST_LOOKED_AT || publicHalfMatches(bytes);
    for (const { start, end, text: word } of runs) {
      if (!BASE58.test(word)) continue;
      const bytes = base58.decode(word);
      if (bytes.length !== 64) continue;
      found.push({ start, end, kind: isPair(bytes) ? "key" : "tx_hash" });
    }
    if (digits < FEWEST_DIGITS) return found;
    for (const { index: start, 0: list } of text.matchAll(BYTES)) {
      const numbers = list.match(/\d+/g)?.map(Number) ?? [];
      const end = start + list.length;
      if (numbers.some((it) => it > 255)) continue;
      const called = () => meaningOf(text, start, end, MEANINGS) === "key";
      const isKey =
        numbers.length === 64 ? isPair(Uint8Array.from(numbers)) || called() : numbers.length === 32 && called();
      if (isKey) found.push({ start, end, kind: "key" });
    }
    return found;
  },
};

/** What stands before the 32 bytes of an Ed25519 key in PKCS 8 (RFC 8410). */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

function publicHalfMatches(bytes: Uint8Array): boolean {
  const secret = createPrivateKey({ key: Buffer.concat([PKCS8, bytes.subarray(0, 32)]), format: "der", type: "pkcs8" });
  const spki = createPublicKey(secret).export({ format: "der", type: "spki" });
  return spki.subarray(-32).equals(bytes.subarray(32));
}
