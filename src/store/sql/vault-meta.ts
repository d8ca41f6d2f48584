import { Fault } from "../../core/errors.ts";
import { type Master, type MasterKeys, masterOf, refuseOther } from "../vault/master.ts";
import { newRoot, openVault, rewrapKey, rewrapRoot, type Vault } from "../vault/vault.ts";
import type { Db, Engine, Write } from "./engine.ts";

/** Which master key a store is sealed with, and its root key, wrapped by it. */
interface Kept {
  master: string;
  root: string;
}

export const VAULT = "vault";

async function kept(db: Db): Promise<Kept | undefined> {
  const row = await db.selectFrom("meta").select("value").where("key", "=", VAULT).executeTakeFirst();
  return row && (JSON.parse(row.value) as Kept);
}

/**
 * Opens the vault of a store, and makes it for one that has none.
 * @throws Fault `store_locked` when the master key is missing or is not the one that the store is sealed with.
 */
export async function vaultOf(db: Db, engine: Engine, keys: MasterKeys): Promise<Vault> {
  const before = await kept(db);
  const bytes = (await keys.read()) ?? (before === undefined ? await keys.make() : undefined);
  const master = before && bytes ? await forStore(before, masterOf(bytes), keys) : bytes && masterOf(bytes);
  return engine.write(db, async (trx) => {
    const there = await kept(trx);
    if (master === undefined || (there !== undefined && there.master !== master.id)) refuseOther(keys.where, master);
    if (there !== undefined) return openVault(master, there.root);
    const root = newRoot(master);
    await put(trx, { master: master.id, root });
    return openVault(master, root);
  });
}

/**
 * What is sealed with a master key that is no longer in force could not be read again.
 * @throws Fault `store_locked`.
 */
export function refuseRotated(vault: Vault, value: string | undefined): void {
  if (value !== undefined && (JSON.parse(value) as Kept).master === vault.master) return;
  throw new Fault("store_locked", "the master key has been changed since this process began", {
    next: "Start it again with the new key.",
  });
}

/** The master key at hand, or the one that a rotation which was cut off has brought in force already. */
async function forStore({ master }: Kept, read: Master, keys: MasterKeys): Promise<Master> {
  if (master === read.id) return read;
  const next = await keys.next?.();
  if (next === undefined || masterOf(next.key).id !== master) return read;
  await next.take();
  return masterOf(next.key);
}

async function put(trx: Write, value: Kept): Promise<void> {
  await trx.deleteFrom("meta").where("key", "=", VAULT).execute();
  await trx
    .insertInto("meta")
    .values({ key: VAULT, value: JSON.stringify(value) })
    .execute();
}

const AT_ONCE = 500;

/**
 * Wraps the key of every subject, and the root key, with another master key, in one transaction; how many keys.
 * @throws Fault `store_locked` when `from` is not the key that the store is sealed with.
 */
export async function rotateMaster(
  db: Db,
  engine: Engine,
  { from, to, where }: { from: Master; to: Master; where: string },
): Promise<number> {
  return engine.write(db, async (trx) => {
    const there = await kept(trx);
    if (there === undefined || there.master !== from.id) refuseOther(where, from);
    await put(trx, { master: to.id, root: rewrapRoot(from, to, there.root) });
    let wrapped = 0;
    for (let last = ""; ; ) {
      const rows = await trx
        .selectFrom("subjects")
        .select(["id", "key"])
        .where("id", ">", last)
        .orderBy("id")
        .limit(AT_ONCE)
        .execute();
      if (rows.length === 0) return wrapped;
      for (const { id, key } of rows) {
        if (key === null) continue;
        await trx
          .updateTable("subjects")
          .set({ key: rewrapKey(from, to, id, key) })
          .where("id", "=", id)
          .execute();
        wrapped++;
      }
      last = rows.at(-1)?.id ?? "";
    }
  });
}
