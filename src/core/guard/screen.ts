import type { Finding } from "./finding.ts";
import { findKeys } from "./keys.ts";
import { findSeedPhrases } from "./seed-phrase.ts";

/** A risk mark found in a message. */
export const SIGNALS = ["seed_shared", "key_shared"] as const;
export type Signal = (typeof SIGNALS)[number];

export interface Screened {
  /** The text with each secret replaced by a typed placeholder: [[SEED_1]]. */
  clean: string;
  signals: Signal[];
  redacted: number;
}

const SIGNAL_OF = { SEED: "seed_shared", KEY: "key_shared" } as const satisfies Record<Finding["kind"], Signal>;

/**
 * Takes secrets out of a text before anything is stored, logged or sent on. Recognised: English BIP39 recovery phrases of 12 to 24
 * words, WIF and extended private keys whose checksum holds, and 64 hexadecimal digits that the words nearby call a private key.
 */
export function screen(text: string): Screened {
  const findings = [...findSeedPhrases(text), ...findKeys(text)].sort((a, b) => a.start - b.start);
  const counts = { SEED: 0, KEY: 0 };
  let clean = "";
  let from = 0;
  for (const { start, end, kind } of findings) {
    if (start < from) continue;
    counts[kind] += 1;
    clean += `${text.slice(from, start)}[[${kind}_${counts[kind]}]]`;
    from = end;
  }
  const signals = (["SEED", "KEY"] as const).filter((kind) => counts[kind] > 0).map((kind) => SIGNAL_OF[kind]);
  return { clean: clean + text.slice(from), signals, redacted: counts.SEED + counts.KEY };
}
