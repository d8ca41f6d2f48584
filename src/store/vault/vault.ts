import { createHmac, createSecretKey, type KeyObject } from "node:crypto";
import { lru } from "../../core/lru.ts";
import type { Master } from "./master.ts";
import { random } from "./random.ts";
import { openBytes, openText, sealBytes, sealText } from "./seal.ts";

/** The row of a subject: whose texts they are. Identity, lookup and key are null once it was erased. */
export interface SubjectRow {
  id: string;
  lookup: string | null;
  identity: string | null;
  key: string | null;
}

/** What is known of a subject: who it is, null when erased, and what opens its texts. */
export interface Subject {
  id: string;
  identity: string | null;
  key: KeyObject | null;
}

/** Unwrapped keys that are kept in memory. */
const KEPT = 10_000;
const KEY_BYTES = 32;

const keyAt = (id: string) => ({ table: "subjects", column: "key", row: id });
const identityAt = (id: string) => ({ table: "subjects", column: "identity", row: id });
const textAt = (id: string) => ({ table: "contents", column: "text", row: id });
const rootAt = { table: "meta", column: "value", row: "vault" };

/** A new root key, wrapped: what the digests of identities are made with. It stays the same when the master key changes. */
export const newRoot = (master: Master): string => sealBytes(master.key, random(KEY_BYTES), rootAt);

export const rewrapRoot = (from: Master, to: Master, root: string): string =>
  sealBytes(to.key, openBytes(from.key, root, rootAt), rootAt);

export const rewrapKey = (from: Master, to: Master, id: string, key: string): string =>
  sealBytes(to.key, openBytes(from.key, key, keyAt(id)), keyAt(id));

export type Vault = ReturnType<typeof openVault>;

/** What seals and opens under one master key. Keys in memory are those used last; which are in force only the rows say. */
export function openVault(master: Master, root: string) {
  const lookupKey = createSecretKey(openBytes(master.key, root, rootAt));
  const keys = lru<string, KeyObject>(KEPT);
  const lookups = lru<string, string>(KEPT);

  function keyOf(id: string, wrapped: string): KeyObject {
    const known = keys.get(wrapped);
    if (known !== undefined) return known;
    const key = createSecretKey(openBytes(master.key, wrapped, keyAt(id)));
    keys.set(wrapped, key);
    return key;
  }

  return {
    keyOf,
    /** Which master key it is. */
    master: master.id,

    /** What an identity is found by: a keyed digest. */
    lookup(identity: string): string {
      const known = lookups.get(identity);
      if (known !== undefined) return known;
      const digest = createHmac("sha256", lookupKey).update(identity).digest("base64url");
      lookups.set(identity, digest);
      return digest;
    },

    /** A row with a key of its own; without an identity it is nobody's. */
    newSubject(id: string, identity: string | null): SubjectRow & { key: string } {
      const bytes = random(KEY_BYTES);
      const key = createSecretKey(bytes);
      const wrapped = sealBytes(master.key, bytes, keyAt(id));
      keys.set(wrapped, key);
      if (identity === null) return { id, lookup: null, identity: null, key: wrapped };
      return { id, lookup: this.lookup(identity), identity: sealText(key, identity, identityAt(id)), key: wrapped };
    },

    subject({ id, identity, key: wrapped }: SubjectRow): Subject {
      const key = wrapped === null ? null : keyOf(id, wrapped);
      return { id, key, identity: key && identity && openText(key, identity, identityAt(id)) };
    },

    sealContent: (key: KeyObject, id: string, text: string): string => sealText(key, text, textAt(id)),
    openContent: (key: KeyObject, id: string, sealed: string): string => openText(key, sealed, textAt(id)),
  };
}
