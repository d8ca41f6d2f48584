import { base58check } from "../base58check.ts";
import type { Detector, Finding } from "../finding.ts";

interface Form {
  pattern: RegExp;
  /** Asked where the form alone could be something else. */
  holds?: (word: string) => boolean;
}

const mixed = (word: string): boolean => /[a-z]/.test(word) && /[A-Z]/.test(word) && /[1-9]/.test(word);
const withChecksum = (word: string): boolean => base58check(word) !== undefined;

/**
 * Keys that their form gives away. Where nothing else looks like them a wrong letter does not hide one: it can be repaired in seconds.
 */
const FORMS: Form[] = [
  // BIP-0032 and SLIP-0132: xprv, yprv, zprv and their kin, Litecoin's and Dogecoin's too.
  { pattern: /(?<![A-Za-z0-9])(?:[xyztuvYZUV]prv|[LMt]tpv|dgpv)[A-Za-z0-9]{100,112}(?![A-Za-z0-9])/g },
  // Wallet import format of Bitcoin.
  { pattern: /(?<![A-Za-z0-9])(?:5[A-Za-z0-9]{50}|[KL][A-Za-z0-9]{51})(?![A-Za-z0-9])/g, holds: mixed },
  // The same of test networks, Litecoin and Dogecoin: only with the checksum.
  {
    pattern: /(?<![A-Za-z0-9])(?:[69][1-9A-HJ-NP-Za-km-z]{50}|[cTQ][1-9A-HJ-NP-Za-km-z]{51})(?![A-Za-z0-9])/g,
    holds: withChecksum,
  },
  // BIP-0038, encrypted with a password.
  { pattern: /(?<![A-Za-z0-9])6P[1-9A-HJ-NP-Za-km-z]{56}(?![A-Za-z0-9])/g },
  // Stellar: version byte 0x90.
  { pattern: /(?<![A-Za-z0-9])S[A-D][A-Z2-7]{54}(?![A-Za-z0-9])/g },
  // XRP Ledger family seeds.
  {
    pattern: /(?<![A-Za-z0-9])s[1-9A-HJ-NP-Za-km-z]{27,30}(?![A-Za-z0-9])/g,
    holds: (it) => base58check(it, "ripple") !== undefined,
  },
  // Tezos.
  { pattern: /(?<![A-Za-z0-9])edsk[1-9A-HJ-NP-Za-km-z]{50,94}(?![A-Za-z0-9])/g, holds: withChecksum },
  // Nostr, Sui, age, Aptos, Cardano.
  {
    pattern:
      /(?<![A-Za-z0-9])(?:nsec1|suiprivkey1|AGE-SECRET-KEY-1|ed25519e?_sk1|addr_xsk1|root_xsk1|acct_xsk1)[a-z0-9]{50,200}(?![A-Za-z0-9])/gi,
  },
  { pattern: /(?<![A-Za-z0-9])(?:ed25519|secp256k1)-priv-(?:0x)?[0-9a-f]{64}(?![A-Za-z0-9])/gi },
];

const SHORTEST = 28;

export const keys: Detector = {
  name: "private key",
  worth: ({ longestRun }) => longestRun >= SHORTEST,
  find(text) {
    const found: Finding[] = [];
    for (const { pattern, holds } of FORMS) {
      for (const { index: start, 0: word } of text.matchAll(pattern)) {
        if (holds === undefined || holds(word)) found.push({ start, end: start + word.length, kind: "key" });
      }
    }
    return found;
  },
};
