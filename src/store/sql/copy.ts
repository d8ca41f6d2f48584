import { createHash } from "node:crypto";
import { type SelectQueryBuilder, sql } from "kysely";
import { Fault } from "../../core/errors.ts";
import type { Db, Write } from "./engine.ts";
import { migrate } from "./migrate.ts";
import type { Tables } from "./schema.ts";
import type { SqlStoreParts } from "./store.ts";

type Table = Exclude<keyof Tables, "migrations">;

/** Every table with the columns of its key. A new one is missed by the compiler, not by whoever moves a desk. */
const KEYS = {
  meta: ["key"],
  streams: ["id"],
  events: ["position"],
  contents: ["id"],
  subjects: ["id"],
  inbound: ["external_id", "channel"],
  effects: ["seq"],
  deadlines: ["stream", "kind", "at"],
  conversations: ["id"],
  threads: ["channel", "thread"],
  tickets: ["id"],
  ticket_numbers: ["key"],
  console: ["seq"],
  tokens: ["id"],
  moderations: ["id"],
  incidents: ["id"],
  posted: ["channel", "thread", "content"],
  audit: ["seq"],
} as const satisfies Record<Table, readonly string[]>;

const TABLES = Object.keys(KEYS) as Table[];
/** Rows that travel at once. */
const PIECE = 500;

export interface Copied {
  table: string;
  rows: number;
}

type Side = Pick<SqlStoreParts, "db" | "engine">;

/**
 * Copies everything that a store holds into another that is empty, in one transaction, and reads both again to compare them.
 * @throws Fault `usage` when the target holds anything; `store_corrupt` when the copy is not what was copied.
 */
export async function copyStore(from: Side, to: Side): Promise<Copied[]> {
  for (const { db, engine } of [from, to]) await migrate(db, engine);
  await refuseFull(to.db);
  const copied = await snapshot(from, (source) =>
    to.engine.write(to.db, async (target) => {
      await target.deleteFrom("meta").execute();
      const tables: Copied[] = [];
      for (const table of TABLES) {
        const digest = createHash("sha256");
        let rows = 0;
        for await (const piece of pieces(source, table)) {
          rows += piece.length;
          for (const row of piece) digest.update(line(row));
          // The rows of a table come from a table of that shape.
          await target
            .insertInto(table)
            .values(piece as never)
            .execute();
        }
        tables.push({ table, rows });
        const written = await digestOf(target, table);
        if (written !== digest.digest("hex"))
          throw new Fault("store_corrupt", `the copy of “${table}” is not what was copied`, {
            next: "Nothing was kept of it. Try again, and report it when it happens again.",
          });
      }
      return tables;
    }),
  );
  return copied;
}

async function refuseFull(db: Db): Promise<void> {
  for (const table of TABLES.filter((it) => it !== "meta")) {
    const row = await db.selectFrom(table).select(sql<number>`1`.as("one")).limit(1).executeTakeFirst();
    if (row === undefined) continue;
    throw new Fault("usage", `the target is not empty: it has rows in “${table}”`, {
      next: "Name a new file, or a database that nightdesk has not used.",
    });
  }
}

/** The source as it is at one moment. On SQLite that keeps others from writing meanwhile. */
const snapshot = <T>({ db, engine }: Side, run: (trx: Write) => Promise<T>): Promise<T> =>
  engine.types.int === "integer"
    ? db.transaction().execute(run)
    : db.transaction().setIsolationLevel("repeatable read").execute(run);

type Row = Record<string, unknown>;

/** The rows in the order of their key, some at a time. */
async function* pieces(db: Write, table: Table): AsyncGenerator<Row[]> {
  const keys: readonly string[] = KEYS[table];
  const columns = sql.join(keys.map((key) => sql.ref(key)));
  for (let last: Row | undefined; ; ) {
    let query = db.selectFrom(table).selectAll() as unknown as SelectQueryBuilder<Tables, Table, Row>;
    if (last !== undefined) {
      const after = sql.join(keys.map((key) => last?.[key]));
      query = query.where(sql<boolean>`(${columns}) > (${after})`);
    }
    const rows = await query.orderBy(columns).limit(PIECE).execute();
    if (rows.length === 0) return;
    yield rows;
    last = rows.at(-1);
  }
}

async function digestOf(db: Write, table: Table): Promise<string> {
  const digest = createHash("sha256");
  for await (const piece of pieces(db, table)) for (const row of piece) digest.update(line(row));
  return digest.digest("hex");
}

const line = (row: Row): string => `${JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))}\n`;
