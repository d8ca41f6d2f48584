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
    pattern: /^[13][1-9A-HJ-NP-Za-km-z]{25,34}$/,
    holds: version(0, 5),
  },
  {
    kind: "btc_address",
    pattern: /^(?:bc1|tb1|BC1|TB1)[02-9ac-hj-np-zAC-HJ-NP-Z]{11,87}$/,
    holds: (word) => decodes(/^..1q/i.test(word) ? bech32 : bech32m)(word),
  },
  { kind: "eth_address", pattern: /^0x[0-9a-fA-F]{40}$/, holds: isEip55 },
  { kind: "trx_address", pattern: /^T[1-9A-HJ-NP-Za-km-z]{33}$/, holds: version(0x41) },
  {
    kind: "ltc_address",
    pattern: /^[LM][1-9A-HJ-NP-Za-km-z]{26,33}$/,
    holds: version(0x30, 0x32),
  },
  {
    kind: "ltc_address",
    pattern: /^ltc1[02-9ac-hj-np-z]{11,87}$/,
    holds: (word) => decodes(word[4] === "q" ? bech32 : bech32m)(word),
  },
  {
    kind: "doge_address",
    pattern: /^[D9A][1-9A-HJ-NP-Za-km-z]{25,33}$/,
    holds: version(0x1e, 0x16),
  },
  {
    kind: "xrp_address",
    pattern: /^r[1-9A-HJ-NP-Za-km-z]{24,34}$/,
    holds: (word) => base58check(word, "ripple")?.length === 21,
  },
  {
    kind: "xlm_address",
    pattern: /^G[A-D][A-Z2-7]{54}$/,
    holds: (word) => stellarHolds(word),
  },
  {
    kind: "ada_address",
    pattern: /^addr1[02-9ac-hj-np-z]{50,110}$/,
    holds: decodes(bech32),
  },
  {
    kind: "sol_address",
    pattern: /^[1-9A-HJ-NP-Za-km-z]{32,44}$/,
    holds: (word, text, start) =>
      /\d/.test(word) &&
      /[a-z]/.test(word) &&
      /[A-Z]/.test(word) &&
      base58.decode(word).length === 32 &&
      (word.length >= 43 || meaningOf(text, start, start + word.length, SOLANA) === "sol"),
  },
];

/** TON's alphabet has a dash and an underscore, at which runs end. */
const TON = /[EUk0]Q(?<![A-Za-z0-9_-]..)[A-Za-z0-9_-]{46}(?![A-Za-z0-9_-])/g;

/** A TON address without four dashes has a longer run. */
const SHORTEST_TON = 8;
const LONGEST = 120;
/** In one message so many are looked at: nobody writes more, and checksums cost time. */
const MOST = 200;

/** Addresses of wallets, checksum and all: they stay in the text, and people work with them. */
export const addresses: Detector = {
  name: "wallet address",
  worth: ({ longestRun }) => longestRun >= SHORTEST_TON,
  find(text, { runs }) {
    const found: Finding[] = [];
    let looked = 0;
    for (const { start, end, text: word } of runs) {
      if (word.length > LONGEST) continue;
      for (const { kind, pattern, holds } of FORMS) {
        if (!pattern.test(word)) continue;
        if (++looked > MOST) return found;
        if (holds(word, text, start)) found.push({ start, end, kind });
        else if (kind === "eth_address") found.push({ start, end, kind: "wrong_address" });
      }
    }
    if (!text.includes("Q")) return found;
    for (const { index: start, 0: word } of text.matchAll(TON)) {
      if (++looked > MOST) break;
      if (tonHolds(word)) found.push({ start, end: start + word.length, kind: "ton_address" });
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
