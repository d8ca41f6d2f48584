import type { CompiledQuery, Kysely, RawBuilder, Transaction } from "kysely";
import { sql } from "kysely";
import type { Fault } from "../../core/errors.ts";
import { postgresFault, sqliteFault } from "./faults.ts";
import type { ColumnTypes } from "./migrations/migration.ts";
import type { Tables } from "./schema.ts";

export type Db = Kysely<Tables>;
export type Write = Transaction<Tables>;

/** A statement, ready or still to be spelt for the engine. */
export type Query = CompiledQuery | RawBuilder<unknown>;

const compiled = (db: Db, query: Query): CompiledQuery => ("compile" in query ? query.compile(db) : query);

/** All that SQLite and PostgreSQL do differently. */
export interface Engine {
  types: ColumnTypes;
  /** A bound value in hand-made SQL; counted from 1. */
  placeholder(index: number): string;
  /** How many of the rows that are left the next insert carries. */
  chunk(left: number): number;
  /** `in (…)` for any number of values with one bound parameter. */
  among(values: readonly string[] | readonly number[]): RawBuilder<unknown>;
  /** A table expression with one column, `value`. */
  table(values: readonly string[]): RawBuilder<unknown>;
  /**
   * One transaction of the only writer: no other write to this database, of any process, runs at the same time, so what it reads stays
   * true until it has written, and numbers that it gives out become visible in their order. `lazy` may be lost when the
   * database's machine fails.
   */
  write<T>(db: Db, run: (trx: Write) => Promise<T>, options?: { lazy: boolean }): Promise<T>;
  /** Runs statements in their order, with as little waiting as the engine allows; the rows of each. After a failure none has an effect. */
  all(trx: Write, queries: Query[]): Promise<unknown[][]>;
  /** Tells other processes, when the transaction commits. */
  announcement(): Query[];
  /** Makes what was deleted unreadable in the files, as far as the engine can. */
  scrub(db: Db): Promise<unknown>;
  /** Whether a row that another transaction holds can be passed over. */
  skipsLocked: boolean;
  fault(error: unknown): Fault;
}

export const sqliteEngine: Engine = {
  types: {
    int: "integer",
    text: "text",
    keyed: " strict, without rowid",
    plain: " strict",
    appendOnly: (table) =>
      ["update", "delete"].map(
        (change) => `create trigger ${table}_no_${change} before ${change} on ${table}
          begin select raise(abort, '${table} is append-only'); end`,
      ),
  },
  placeholder: () => "?",
  // Few sizes, so that few statements need to be kept prepared.
  chunk: (left) => [64, 16, 4].find((size) => size <= left) ?? 1,
  among: (values) => sql`in (select value from json_each(${JSON.stringify(values)}))`,
  table: (values) => sql`json_each(${JSON.stringify(values)})`,
  write: (db, run, { lazy } = { lazy: false }) =>
    db.connection().execute(async (connection) => {
      await sql`pragma synchronous = ${sql.raw(lazy ? "normal" : "full")}`.execute(connection);
      return connection.transaction().execute(run);
    }),
  // One after the other: a full disk ends the transaction, and what came after it would be written on its own.
  all: (trx, queries) =>
    trx.getExecutor().provideConnection(async (connection) => {
      const results: unknown[][] = [];
      for (const query of queries) results.push((await connection.executeQuery(compiled(trx, query))).rows);
      return results;
    }),
  announcement: () => [],
  scrub: (db) => sql`pragma wal_checkpoint(truncate)`.execute(db),
  skipsLocked: false,
  fault: sqliteFault,
};

/** "nigh" in ASCII: the advisory lock of those who write. */
const WRITERS = 0x6e_69_67_68;
export const NOTIFICATIONS = "nightdesk";

/** `self` marks this process's notifications. */
export const postgresEngine = (self: string): Engine => ({
  types: {
    int: "bigint",
    text: 'text collate "C"',
    keyed: "",
    plain: "",
    appendOnly: (table) => [
      `create function ${table}_is_append_only() returns trigger language plpgsql as
        $$ begin raise exception '${table} is append-only'; end $$`,
      `create trigger ${table}_append_only before update or delete or truncate on ${table}
        for each statement execute function ${table}_is_append_only()`,
    ],
  },
  placeholder: (index) => `$${index}`,
  chunk: (left) => Math.min(left, 500),
  among: (values) => sql`= any(${values}${typeof values[0] === "number" ? sql`::bigint[]` : sql`::text[]`})`,
  table: (values) => sql`unnest(${values}::text[]) as list(value)`,
  write(db, run, { lazy } = { lazy: false }) {
    // Read committed: each statement must see what was committed before the lock was granted.
    const transaction = db.transaction().setIsolationLevel("read committed");
    return transaction.execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(${WRITERS}), set_config('synchronous_commit', ${lazy ? "off" : "on"}, true)`.execute(
        trx,
      );
      return run(trx);
    });
  },
  // All on the wire at once; the server refuses whatever follows a failure until the transaction is rolled back.
  all: (trx, queries) =>
    trx.getExecutor().provideConnection(async (connection) => {
      const results = await Promise.all(queries.map((query) => connection.executeQuery(compiled(trx, query))));
      return results.map(({ rows }) => rows);
    }),
  announcement: () => [sql`select pg_notify(${NOTIFICATIONS}, ${self})`],
  scrub: async (db) => {
    for (const table of ["contents", "subjects"]) await sql`vacuum ${sql.table(table)}`.execute(db);
  },
  skipsLocked: true,
  fault: postgresFault,
});
