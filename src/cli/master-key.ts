import { readFile, rename } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Fault } from "../core/errors.ts";
import type { MasterKeys } from "../store/vault/master.ts";
import { hexKey, keyIn, makeKey, secret, writePrivate } from "./secrets.ts";

/** The file of the master key: beside the data folder and not in it, so that a copy of the folder is of no use without it. */
export const masterFile = (data: string): string => join(dirname(data), `${basename(data)}.master.key`);
/** The key that a rotation is about to bring in force. */
const nextFile = (data: string): string => `${masterFile(data)}.next`;

/** NIGHTDESK_MASTER_KEY (64 hexadecimal digits), else the file, which is made for a store that has no key yet. */
export function masterKeys(data: string): MasterKeys {
  const file = masterFile(data);
  return {
    where: `NIGHTDESK_MASTER_KEY or ${file}`,
    read: async () => (await masterFromEnvironment()) ?? (await keyIn(file, LOST)),
    make: () => makeKey(dirname(file), file, LOST),
    async next() {
      const key = await nextKey(data);
      return key && { key, take: () => takeNext(data) };
    },
  };
}

const LOST = "Restore it from a backup: without it nobody can read what the store holds.";

export async function masterFromEnvironment(): Promise<Uint8Array | undefined> {
  const given = await secret("MASTER_KEY");
  return given === undefined ? undefined : hexKey("NIGHTDESK_MASTER_KEY", given);
}

/** Keeps the key that a rotation is going to, before the store knows of it. */
export const keepNext = (data: string, key: Uint8Array): Promise<void> =>
  writePrivate(nextFile(data), `${Buffer.from(key).toString("hex")}\n`);

/** Puts the key of a rotation in force. */
export async function takeNext(data: string): Promise<void> {
  await rename(nextFile(data), masterFile(data));
}

/** The key that a rotation which did not end was going to; undefined when none was under way. */
async function nextKey(data: string): Promise<Uint8Array | undefined> {
  try {
    return hexKey(nextFile(data), (await readFile(nextFile(data), "utf8")).trim());
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    if (error instanceof Fault) throw error;
    throw new Fault("store_unavailable", `cannot read ${nextFile(data)}`, { next: "Check its permissions." });
  }
}
