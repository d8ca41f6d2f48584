import { addresses } from "./entities/addresses.ts";
import type { Detector } from "./finding.ts";
import { keyPairs } from "./secrets/key-pairs.ts";
import { keys } from "./secrets/keys.ts";
import { pemBlocks } from "./secrets/pem.ts";
import { rawKeys } from "./secrets/raw-keys.ts";
import { abbreviatedPhrases } from "./secrets/seed/abbreviated.ts";
import { chinesePhrases, syllabicPhrases } from "./secrets/seed/east-asian.ts";
import { gluedPhrases } from "./secrets/seed/glued.ts";
import { seedPhrases } from "./secrets/seed/phrase.ts";
import { vendorSecrets } from "./secrets/vendor-secrets.ts";

/** Everything the guard looks for. The tests hold each of them to the same bounds. */
export const DETECTORS: readonly Detector[] = [
  seedPhrases,
  abbreviatedPhrases,
  gluedPhrases,
  chinesePhrases,
  syllabicPhrases,
  keys,
  keyPairs,
  rawKeys,
  pemBlocks,
  vendorSecrets,
  addresses,
];
