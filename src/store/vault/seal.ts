import { createCipheriv, createDecipheriv, type KeyObject } from "node:crypto";
import { Fault } from "../../core/errors.ts";
import { random } from "./random.ts";

/** Where a sealed text stands. It opens nowhere else: the three are authenticated with it. */
export interface SealedAt {
  table: string;
  column: string;
  row: string;
}

const IV = 12;
const TAG = 16;
/** Says how it is sealed, so that another way can follow: AES-256-GCM; base64 of IV, ciphertext and tag. */
const VERSION = "1.";

const place = ({ table, column, row }: SealedAt): Buffer => Buffer.from(JSON.stringify([table, column, row]));

/** Seals bytes under a key of 32 bytes for one place, with a fresh IV: NIST SP 800-38D, section 8.2.2. */
export function sealBytes(key: KeyObject, bytes: Uint8Array, at: SealedAt): string {
  const iv = random(IV);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(place(at));
  return VERSION + Buffer.concat([iv, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]).toString("base64");
}

/** @throws Fault `store_corrupt` when it was sealed under another key or for another place, or was changed. */
export function openBytes(key: KeyObject, sealed: string, at: SealedAt): Buffer {
  try {
    if (!sealed.startsWith(VERSION)) throw new Error("unknown version");
    const bytes = Buffer.from(sealed.slice(VERSION.length), "base64");
    const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, IV), { authTagLength: TAG });
    decipher.setAAD(place(at)).setAuthTag(bytes.subarray(-TAG));
    return Buffer.concat([decipher.update(bytes.subarray(IV, -TAG)), decipher.final()]);
  } catch (cause) {
    throw new Fault("store_corrupt", `what is in ${at.table}.${at.column} of ${at.row} does not open with its key`, {
      next: "It was changed or moved outside of nightdesk. Stop the desk, keep the files, and restore the newest backup.",
      cause,
    });
  }
}

export const sealText = (key: KeyObject, text: string, at: SealedAt): string => sealBytes(key, Buffer.from(text), at);
export const openText = (key: KeyObject, sealed: string, at: SealedAt): string =>
  openBytes(key, sealed, at).toString("utf8");
