import type { Db, Engine } from "./engine.ts";
import type { Subjects } from "./subjects.ts";

/**
 * Removes every text of a subject, who they are and the key that opened it; how many texts. Their name in events and lists stays and
 * is nobody's from now on.
 */
export async function erase(db: Db, engine: Engine, subjects: Subjects, identity: string): Promise<number> {
  const name = await subjects.nameOf(db, identity);
  if (name === undefined) return 0;
  const erased = await engine.write(db, async (trx) => {
    const { numDeletedRows } = await trx.deleteFrom("contents").where("subject", "=", name).executeTakeFirstOrThrow();
    await trx.updateTable("subjects").set({ lookup: null, identity: null, key: null }).where("id", "=", name).execute();
    await engine.all(trx, engine.announcement());
    return Number(numDeletedRows);
  });
  subjects.forget(name);
  await engine.scrub(db);
  return erased;
}
