import type { KeyObject } from "node:crypto";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { type ComplianceNote, type ComplianceVault, contentOf } from "../../core/compliance/note.ts";
import { Sealed } from "../../core/compliance/sealed.ts";
import { postgresFault, sqliteFault } from "../sql/faults.ts";
import { nodeSqliteDialect } from "../sql/node-sqlite-dialect.ts";
import { openText, sealText } from "../vault/seal.ts";

interface Tables {
  compliance_notes: {
    id: string;
    at: number;
    by_name: string;
    content: string;
    due_at: number;
    filed_at: number | null;
    filed_by: string | null;
  };
}

const TABLE = (int: string) => `create table if not exists compliance_notes (
  id text primary key, at ${int} not null, by_name text not null, content text not null, due_at ${int} not null,
  filed_at ${int}, filed_by text)`;

const BIGINT = 20;
const PATIENCE = 5_000;

/** Notes in a file of their own. */
export function sqliteVault(file: string, key: KeyObject): Promise<ComplianceVault> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // Made before SQLite makes it: for its owner alone, as are the files that SQLite puts beside it.
  closeSync(openSync(file, "a", 0o600));
  const database = new DatabaseSync(file, { timeout: PATIENCE });
  database.exec("pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on");
  const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(database, PATIENCE) });
  return vaultIn(db, { key, int: "integer", fault: sqliteFault });
}

/** Notes in a database of PostgreSQL, in a schema of their own. */
export function postgresVault(url: string, key: KeyObject): Promise<ComplianceVault> {
  const getTypeParser = ((id: number, format?: "text") =>
    id === BIGINT ? Number : pg.types.getTypeParser(id, format)) as typeof pg.types.getTypeParser;
  const pool = new pg.Pool({ connectionString: url, max: 2, types: { getTypeParser } });
  pool.on("error", () => {});
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return vaultIn(db, { key, int: "bigint", fault: postgresFault, schema: "nightdesk_compliance" });
}

interface VaultParts {
  key: KeyObject;
  int: string;
  fault(error: unknown): Error;
  schema?: string;
}

async function vaultIn(given: Kysely<Tables>, { key, int, fault, schema }: VaultParts): Promise<ComplianceVault> {
  const safely = async <T>(run: () => Promise<T>): Promise<T> => {
    try {
      return await run();
    } catch (error) {
      throw fault(error);
    }
  };
  const db = schema === undefined ? given : given.withSchema(schema);
  const place = (row: string) => ({ table: "compliance_notes", column: "content", row });
  await safely(async () => {
    if (schema !== undefined) await sql.raw(`create schema if not exists ${schema}`).execute(given);
    const name = schema === undefined ? "compliance_notes" : `${schema}.compliance_notes`;
    await sql.raw(TABLE(int).replace("compliance_notes", name)).execute(given);
  });

  const noteOf = (row: Tables["compliance_notes"]): ComplianceNote => ({
    id: row.id,
    at: row.at,
    by: row.by_name,
    content: new Sealed(openText(key, row.content, place(row.id))),
    dueAt: row.due_at,
    filed: row.filed_at === null || row.filed_by === null ? null : { at: row.filed_at, by: row.filed_by },
  });

  return {
    add: (note, clearance) =>
      safely(async () => {
        const content = sealText(key, JSON.stringify(contentOf(note, clearance)), place(note.id));
        const row = { id: note.id, at: note.at, by_name: note.by, content, due_at: note.dueAt };
        await db
          .insertInto("compliance_notes")
          .values({ ...row, filed_at: null, filed_by: null })
          .execute();
      }),
    list: () =>
      safely(async () => {
        const rows = await db
          .selectFrom("compliance_notes")
          .selectAll()
          .orderBy("at", "desc")
          .orderBy("id", "desc")
          .execute();
        return rows.map(noteOf);
      }),
    find: (id) =>
      safely(async () => {
        const row = await db.selectFrom("compliance_notes").selectAll().where("id", "=", id).executeTakeFirst();
        return row && noteOf(row);
      }),
    file: (id, { at, content }, clearance) =>
      safely(async () => {
        const sealed = sealText(key, content.open(clearance), place(id));
        const change = db
          .updateTable("compliance_notes")
          .set({ filed_at: at, filed_by: clearance.name, content: sealed })
          .where("id", "=", id)
          .where("filed_at", "is", null);
        return (await change.executeTakeFirst()).numUpdatedRows > 0n;
      }),
    close: () => given.destroy(),
  };
}
