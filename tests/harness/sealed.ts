import { join } from "node:path";
import { sql } from "kysely";
import { postgresParts, postgresStore } from "../../src/store/sql/postgres.ts";
import { sqliteParts, sqliteStore } from "../../src/store/sql/sqlite.ts";
import type { SqlStoreParts } from "../../src/store/sql/store.ts";
import { master } from "./master.ts";
import { temporaryDatabase, temporaryDirectory } from "./stores.ts";

/** The durable engines, with a place whose tables can be looked at beside the store. */
export const sealedEngines = [
  {
    name: "sqlite",
    async place() {
      const file = join(temporaryDirectory(), "desk.db");
      return { file, open: (keys = master) => sqliteStore(file, { master: keys }), parts: () => sqliteParts(file) };
    },
  },
  {
    name: "postgres",
    async place() {
      const url = await temporaryDatabase();
      return {
        file: undefined,
        open: (keys = master) => postgresStore(url, { master: keys }),
        parts: async () => postgresParts(url),
      };
    },
  },
];

/** Every value of every table. */
export async function dump({ db }: SqlStoreParts): Promise<string> {
  let all = "";
  for (const { name } of await db.introspection.getTables())
    all += JSON.stringify((await sql`select * from ${sql.table(name)}`.execute(db)).rows);
  await db.destroy();
  return all;
}
