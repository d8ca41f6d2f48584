import type { MasterKeys } from "../../src/store/vault/master.ts";

/** A master key as tests have it: always the same bytes, and obviously no secret. */
export const fixedKey = (byte = 7): MasterKeys => ({
  where: "the test's key",
  read: async () => new Uint8Array(32).fill(byte),
  make: async () => new Uint8Array(32).fill(byte),
});

export const master = fixedKey();
