import { createHash } from "node:crypto";
import { base58, base58xrp } from "@scure/base";

const sha256 = (bytes: Uint8Array): Buffer => createHash("sha256").update(bytes).digest();
const CHECKSUM = 4;

/** What a word of base58 with a checksum of Bitcoin's kind holds; undefined when the checksum does not hold. */
export function base58check(word: string, alphabet: "bitcoin" | "ripple" = "bitcoin"): Uint8Array | undefined {
  let bytes: Uint8Array;
  try {
    bytes = (alphabet === "bitcoin" ? base58 : base58xrp).decode(word);
  } catch {
    return undefined;
  }
  if (bytes.length <= CHECKSUM) return undefined;
  const body = bytes.subarray(0, -CHECKSUM);
  const sum = sha256(sha256(body));
  return bytes.subarray(-CHECKSUM).every((byte, i) => byte === sum[i]) ? body : undefined;
}
