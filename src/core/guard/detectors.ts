import { addresses } from "./entities/addresses.ts";
import type { Detector } from "./finding.ts";
import { keyPairs } from "./secrets/key-pairs.ts";
import { keys } from "./secrets/keys.ts";
import { rawKeys } from "./secrets/raw-keys.ts";
import { chinesePhrases, syllabicPhrases } from "./secrets/seed/east-asian.ts";
import { seedPhrases } from "./secrets/seed/phrase.ts";

/** Everything the guard looks for. The tests hold each of them to the same bounds. */
export const DETECTORS: readonly Detector[] = [
  seedPhrases,
  chinesePhrases,
  syllabicPhrases,
  keys,
  keyPairs,
  rawKeys,
  addresses,
];
