import { createHmac, createSecretKey, type KeyObject } from "node:crypto";
import { Fault } from "../../core/errors.ts";

/** Where the master key comes from: it wraps the key of every subject and is never in the store. */
export interface MasterKeys {
  /** For people: the variable or the file. */
  readonly where: string;
  /** 32 bytes; undefined where there is none yet. */
  read(): Promise<Uint8Array | undefined>;
  /** Makes one that `read` gives from now on, for a store that has none. */
  make(): Promise<Uint8Array>;
  /** The key that a rotation was going to when it was cut off, and how to put it in force; undefined when none was. */
  next?(): Promise<{ key: Uint8Array; take(): Promise<void> } | undefined>;
}

export interface Master {
  key: KeyObject;
  /** Tells master keys apart and reveals nothing of them. */
  id: string;
}

export function masterOf(bytes: Uint8Array): Master {
  const key = createSecretKey(bytes);
  const id = createHmac("sha256", key).update("nightdesk master key").digest("base64url").slice(0, 16);
  return { key, id };
}

/** @throws Fault `store_locked`: the store is sealed with a master key that is not the one at hand. */
export function refuseOther(where: string, found: Master | undefined): never {
  const what = found === undefined ? `there is none at ${where}` : `the one at ${where} is another`;
  throw new Fault("store_locked", `this store is sealed with a master key, and ${what}`, {
    next:
      "Put back the key that belongs to it: NIGHTDESK_MASTER_KEY, or the file <data folder>.master.key, from where you keep it. " +
      "Without it nobody can read what customers wrote; a backup of the store needs the key of its time.",
  });
}
