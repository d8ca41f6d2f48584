import { base58check } from "../base58check.ts";
import type { Detector, Finding } from "../finding.ts";

interface Form {
  /** What stands before the run and belongs to the key. */
  after?: RegExp;
  pattern: RegExp;
  /** Asked where the form alone could be something else. */
  holds?: (word: string) => boolean;
}

const mixed = (word: string): boolean => /[a-z]/.test(word) && /[A-Z]/.test(word) && /[1-9]/.test(word);
const withChecksum = (word: string): boolean => base58check(word) !== undefined;

/**
 * Keys that their form gives away; each is a whole run of letters and digits. Where nothing else looks like them a wrong letter does not
 * hide one: it can be repaired in seconds.
 */
const FORMS: Form[] = [
  // BIP-0032 and SLIP-0132: xprv, yprv, zprv and their kin, Litecoin's and Dogecoin's too.
  { pattern: /^(?:[xyztuvYZUV]prv|[LMt]tpv|dgpv)[A-Za-z0-9]{100,112}$/ },
  // Wallet import format of Bitcoin.
  { pattern: /^(?:5[A-Za-z0-9]{50}|[KL][A-Za-z0-9]{51})$/, holds: mixed },
  // The same of test networks, Litecoin and Dogecoin: only with the checksum.
  {
    pattern: /^(?:[69][1-9A-HJ-NP-Za-km-z]{50}|[cTQ][1-9A-HJ-NP-Za-km-z]{51})$/,
    holds: withChecksum,
  },
  // BIP-0038, encrypted with a password.
  { pattern: /^6P[1-9A-HJ-NP-Za-km-z]{56}$/ },
  // Stellar: version byte 0x90.
  { pattern: /^S[A-D][A-Z2-7]{54}$/ },
  // XRP Ledger family seeds.
  { pattern: /^s[1-9A-HJ-NP-Za-km-z]{27,30}$/, holds: (it) => base58check(it, "ripple") !== undefined },
  // Tezos.
  { pattern: /^edsk[1-9A-HJ-NP-Za-km-z]{50,94}$/, holds: withChecksum },
  // Nostr, Sui.
  { pattern: /^(?:nsec1|suiprivkey1)[a-z0-9]{50,200}$/i },
  // age, Cardano, Aptos.
  { after: /(?<![A-Za-z0-9])AGE-SECRET-KEY-$/i, pattern: /^1[a-z0-9]{50,200}$/i },
  { after: /(?<![A-Za-z0-9])ed25519e?_$/i, pattern: /^sk1[a-z0-9]{50,200}$/i },
  { after: /(?<![A-Za-z0-9])(?:addr|root|acct)_$/i, pattern: /^xsk1[a-z0-9]{50,200}$/i },
  { after: /(?<![A-Za-z0-9])(?:ed25519|secp256k1)-priv-$/i, pattern: /^(?:0x)?[0-9a-f]{64}$/i },
];

const SHORTEST = 28;
const LONGEST_BEFORE = 20;

export const keys: Detector = {
  name: "private key",
  worth: ({ longestRun }) => longestRun >= SHORTEST,
  find(text, { runs }) {
    const found: Finding[] = [];
    for (const { start, end, text: word } of runs) {
      if (word.length < SHORTEST) continue;
      for (const { after, pattern, holds } of FORMS) {
        if (!pattern.test(word) || holds?.(word) === false) continue;
        const before =
          after === undefined ? "" : after.exec(text.slice(Math.max(0, start - LONGEST_BEFORE), start))?.[0];
        if (before !== undefined) found.push({ start: start - before.length, end, kind: "key" });
      }
    }
    return found;
  },
};
