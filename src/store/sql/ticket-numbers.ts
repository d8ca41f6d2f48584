import type { Db } from "./engine.ts";
import type { Tables } from "./schema.ts";

export async function knownNumber(db: Db, key: string): Promise<number | undefined> {
  const row = await db.selectFrom("ticket_numbers").select("number").where("key", "=", key).executeTakeFirst();
  return row?.number;
}

/** New numbers for the keys that have none, counting on from the last. */
export function numberRows(
  keys: string[],
  known: ReadonlyMap<string, number>,
  last: number,
): Tables["ticket_numbers"][] {
  const fresh = [...new Set(keys)].filter((key) => !known.has(key));
  return fresh.map((key, i) => ({ key, number: last + i + 1 }));
}
