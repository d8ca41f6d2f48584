import { meaningOf } from "../context.ts";
import type { Detector, Finding } from "../finding.ts";

const HEX = /^(?:0x)?[0-9a-f]{64}(?:[0-9a-f]{64})?$/i;

/** What the words around 64 hexadecimal digits make of them. */
const MEANINGS = [
  [
    "api",
    /api[ _-]?(?:key|secret|token)|secret[ _-]?(?:access[ _-]?)?key|client[ _-]?secret|webhook|signing|api ?密钥/gi,
  ],
  ["key", /private|secret|\bpriv|\bp\.?k\b|\bkeys?\b|私钥|私鑰|密钥|密鑰|秘钥|clave|clé|schlüssel/gi],
  [
    "hash",
    /\btx|hash|transaction|transfer|withdraw|deposit|payment|block|explorer|scan\b|\bid\b|signature|order|confirm|交易|哈希|转账|轉賬|提币|提現|充值|充币|订单|订單|单号|区块|查询/gi,
  ],
] as const;

/**
 * Raw keys of 32 or 64 bytes. 64 hexadecimal digits are a transaction's hash as often: the nearest word decides, and where none does
 * they stay and are marked.
 */
export const rawKeys: Detector = {
  name: "raw key or hash",
  worth: ({ longestRun }) => longestRun >= 64,
  find(text, { runs }) {
    const found: Finding[] = [];
    for (const { start, end, text: word } of runs) {
      if (word.length < 64 || !HEX.test(word)) continue;
      const meant = meaningOf(text, start, end, MEANINGS);
      const kind =
        meant === "key" ? "key" : meant === "api" ? "api_secret" : meant === "hash" ? "tx_hash" : "unclear_hex";
      if (word.length < 128 || kind === "key" || kind === "api_secret") found.push({ start, end, kind });
    }
    return found;
  },
};
