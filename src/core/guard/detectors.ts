import { addresses } from "./entities/addresses.ts";
import type { Detector } from "./finding.ts";
import { cards } from "./personal/cards.ts";
import { documents } from "./personal/documents.ts";
import { emails } from "./personal/emails.ts";
import { ibans } from "./personal/ibans.ts";
import { phones } from "./personal/phones.ts";
import { taxNumbers } from "./personal/tax-numbers.ts";
import { backupCodes } from "./secrets/backup-codes.ts";
import { codes } from "./secrets/codes.ts";
import { keyPairs } from "./secrets/key-pairs.ts";
import { keys } from "./secrets/keys.ts";
import { namedSecrets } from "./secrets/named-secrets.ts";
import { passwords } from "./secrets/passwords.ts";
import { pemBlocks } from "./secrets/pem.ts";
import { rawKeys } from "./secrets/raw-keys.ts";
import { chinesePhrases, syllabicPhrases } from "./secrets/seed/east-asian.ts";
import { gluedPhrases } from "./secrets/seed/glued.ts";
import { seedPhrases } from "./secrets/seed/phrase.ts";
import { vendorSecrets } from "./secrets/vendor-secrets.ts";

/** Everything the guard looks for. The tests hold each of them to the same bounds. */
export const DETECTORS: readonly Detector[] = [
  seedPhrases,
  gluedPhrases,
  chinesePhrases,
  syllabicPhrases,
  keys,
  keyPairs,
  rawKeys,
  pemBlocks,
  vendorSecrets,
  addresses,
  namedSecrets,
  passwords,
  codes,
  backupCodes,
  cards,
  ibans,
  documents,
  taxNumbers,
  emails,
  phones,
];
