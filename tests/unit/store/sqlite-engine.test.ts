import { DatabaseSync } from "node:sqlite";
import { Kysely, sql } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";
import { sqliteEngine, type Write } from "../../../src/store/sql/engine.ts";
import { nodeSqliteDialect } from "../../../src/store/sql/node-sqlite-dialect.ts";
import type { Tables } from "../../../src/store/sql/schema.ts";

function openDatabase() {
  const database = new DatabaseSync(":memory:");
  database.exec("create table words (word text not null) strict");
  const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(database, 100) });
  onTestFinished(() => db.destroy());
  return { database, db };
}

const words = async (db: Kysely<Tables>) =>
  (await sql<{ word: string }>`select word from words`.execute(db)).rows.map(({ word }) => word);
const put = (db: Kysely<Tables>, word: string | null) => sql`insert into words values (${word})`.execute(db);

/** SQLite's numbers for `synchronous`. */
const NORMAL = 1;
const FULL = 2;

describe("the SQLite engine", () => {
  it("syncs each durable write and no lazy one, however they alternate", async () => {
    const { db } = openDatabase();
    const level = async (trx: Write) =>
      (await sql<{ synchronous: number }>`pragma synchronous`.execute(trx)).rows[0]?.synchronous;
    const levels = [];
    for (const lazy of [false, true, false, true, true, false])
      levels.push(await sqliteEngine.write(db, level, { lazy }));
    levels.push(await sqliteEngine.write(db, level));
    expect(levels).toEqual([FULL, NORMAL, FULL, NORMAL, NORMAL, FULL, FULL]);
  });

  it("stops a list of statements at the first that fails", async () => {
    const { db } = openDatabase();
    const write = sqliteEngine.write(db, (trx) =>
      sqliteEngine.all(
        trx,
        ["one", null, "three"].map((word) => sql`insert into words values (${word})`),
      ),
    );
    await expect(write).rejects.toThrow("NOT NULL");
    expect(await words(db)).toEqual([]);
  });

  it("lets nobody read in the middle of a transaction", async () => {
    const { db } = openDatabase();
    const write = sqliteEngine.write(db, async (trx) => {
      await put(trx, "one");
      await new Promise((resolve) => setTimeout(resolve, 10));
      await put(trx, "two");
    });
    const read = words(db);
    await write;
    expect(await read).toEqual(["one", "two"]);
  });

  it("goes on when the database itself has ended or kept a transaction", async () => {
    const { database, db } = openDatabase();
    const write = sqliteEngine.write(db, async (trx) => {
      await put(trx, "lost");
      database.exec("rollback");
      throw new Error("as on a full disk");
    });
    await expect(write).rejects.toThrow("as on a full disk");
    await db
      .connection()
      .execute((connection) => sql`begin`.execute(connection).then(() => put(connection, "left over")));
    await sqliteEngine.write(db, (trx) => put(trx, "kept"));
    expect(await words(db)).toEqual(["kept"]);
  });
});
