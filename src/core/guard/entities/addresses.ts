import { keccak_256 } from "@noble/hashes/sha3.js";
import { base32nopad, base58, base64urlnopad, bech32, bech32m } from "@scure/base";
import { base58check } from "../base58check.ts";
import { meaningOf } from "../context.ts";
import { crc16 } from "../crc16.ts";
import type { Detector, Finding } from "../finding.ts";
import type { Kind } from "../kinds.ts";

interface Form {
  kind: Kind;
  pattern: RegExp;
  /** Whether the checksum holds, or whatever else tells an address from a random word. */
  holds(word: string, text: string, start: number): boolean;
}

const version =
  (...bytes: number[]) =>
  (word: string): boolean => {
    const body = base58check(word);
    return body?.length === 21 && bytes.includes(body[0] as number);
  };

const decodes = (coder: { decodeUnsafe(word: string, limit?: number | false): unknown }) => (word: string) =>
  coder.decodeUnsafe(word.toLowerCase(), 120) !== undefined;

const SOLANA = [["sol", /\bsol|phantom|\bspl\b|address|wallet|地址|钱包|錢包|mint|contract/gi]] as const;

const FORMS: Form[] = [
  {
    kind: "btc_address",
    pattern: /(?<![A-Za-z0-9])[13][1-9A-HJ-NP-Za-km-z]{25,34}(?![A-Za-z0-9])/g,
    holds: version(0, 5),
  },
  {
    kind: "btc_address",
    pattern: /(?<![A-Za-z0-9])(?:bc1|tb1|BC1|TB1)[02-9ac-hj-np-zAC-HJ-NP-Z]{11,87}(?![A-Za-z0-9])/g,
    holds: (word) => decodes(/^..1q/i.test(word) ? bech32 : bech32m)(word),
  },
  { kind: "eth_address", pattern: /(?<![A-Za-z0-9])0x[0-9a-fA-F]{40}(?![A-Za-z0-9])/g, holds: isEip55 },
  { kind: "trx_address", pattern: /(?<![A-Za-z0-9])T[1-9A-HJ-NP-Za-km-z]{33}(?![A-Za-z0-9])/g, holds: version(0x41) },
  {
    kind: "ltc_address",
    pattern: /(?<![A-Za-z0-9])[LM][1-9A-HJ-NP-Za-km-z]{26,33}(?![A-Za-z0-9])/g,
    holds: version(0x30, 0x32),
  },
  {
    kind: "ltc_address",
    pattern: /(?<![A-Za-z0-9])ltc1[02-9ac-hj-np-z]{11,87}(?![A-Za-z0-9])/g,
    holds: (word) => decodes(word[4] === "q" ? bech32 : bech32m)(word),
  },
  {
    kind: "doge_address",
    pattern: /(?<![A-Za-z0-9])[D9A][1-9A-HJ-NP-Za-km-z]{25,33}(?![A-Za-z0-9])/g,
    holds: version(0x1e, 0x16),
  },
  {
    kind: "xrp_address",
    pattern: /(?<![A-Za-z0-9])r[1-9A-HJ-NP-Za-km-z]{24,34}(?![A-Za-z0-9])/g,
    holds: (word) => base58check(word, "ripple")?.length === 21,
  },
  {
    kind: "xlm_address",
    pattern: /(?<![A-Za-z0-9])G[A-D][A-Z2-7]{54}(?![A-Za-z0-9])/g,
    holds: (word) => stellarHolds(word),
  },
  {
    kind: "ada_address",
    pattern: /(?<![A-Za-z0-9])addr1[02-9ac-hj-np-z]{50,110}(?![A-Za-z0-9])/g,
    holds: decodes(bech32),
  },
  { kind: "ton_address", pattern: /(?<![A-Za-z0-9_-])[EUk0]Q[A-Za-z0-9_-]{46}(?![A-Za-z0-9_-])/g, holds: tonHolds },
  {
    kind: "sol_address",
    pattern: /(?<![A-Za-z0-9])[1-9A-HJ-NP-Za-km-z]{32,44}(?![A-Za-z0-9])/g,
    holds: (word, text, start) =>
      /\d/.test(word) &&
      /[a-z]/.test(word) &&
      /[A-Z]/.test(word) &&
      base58.decode(word).length === 32 &&
      (word.length >= 43 || meaningOf(text, start, start + word.length, SOLANA) === "sol"),
  },
];

const SHORTEST = 26;
/** In one message so many are looked at: nobody writes more, and checksums cost time. */
const MOST = 200;

/** Addresses of wallets, checksum and all: they stay in the text, and people work with them. */
export const addresses: Detector = {
  name: "wallet address",
  worth: ({ longestRun }) => longestRun >= SHORTEST,
  find(text) {
    const found: Finding[] = [];
    for (const { kind, pattern, holds } of FORMS) {
      let looked = 0;
      for (const { index: start, 0: word } of text.matchAll(pattern)) {
        if (++looked > MOST) break;
        if (holds(word, text, start)) found.push({ start, end: start + word.length, kind });
      }
    }
    return found;
  },
};

/** All of one case, or the capitals that EIP-55 asks for. */
function isEip55(word: string): boolean {
  const digits = word.slice(2);
  const lower = digits.toLowerCase();
  if (digits === lower || digits === digits.toUpperCase()) return true;
  const hash = Buffer.from(keccak_256(Buffer.from(lower, "ascii"))).toString("hex");
  return [...digits].every(
    (digit, i) => digit === (Number.parseInt(hash[i] as string, 16) >= 8 ? digit.toUpperCase() : digit.toLowerCase()),
  );
}

function stellarHolds(word: string): boolean {
  const bytes = base32nopad.decode(word);
  const sum = crc16(bytes.subarray(0, -2));
  return bytes.at(-2) === (sum & 255) && bytes.at(-1) === sum >> 8;
}

function tonHolds(word: string): boolean {
  const bytes = base64urlnopad.decode(word);
  const sum = crc16(bytes.subarray(0, -2));
  return bytes.at(-1) === (sum & 255) && bytes.at(-2) === sum >> 8;
}
