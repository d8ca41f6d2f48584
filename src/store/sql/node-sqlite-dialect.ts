import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import type { Millis } from "../../core/time.ts";
import { isBusy } from "./faults.ts";

/** Kysely on node:sqlite: one connection, which Kysely lends to one borrower at a time; so nobody reads in the middle of a transaction. */
export const nodeSqliteDialect = (database: DatabaseSync, patience: Millis): Dialect => ({
  createDriver: () => driver(database, patience),
  createQueryCompiler: () => new SqliteQueryCompiler(),
  createAdapter: () => new SqliteAdapter(),
  createIntrospector: (db) => new SqliteIntrospector(db),
});

function driver(database: DatabaseSync, patience: Millis): Driver {
  const connection = connect(database, patience);
  let inUse: Promise<void> | undefined;
  let handBack = () => {};
  return {
    init: async () => {},
    async acquireConnection() {
      ({ promise: inUse, resolve: handBack } = Promise.withResolvers<void>());
      return connection;
    },
    async releaseConnection() {
      rollBackLeftOver(database);
      handBack();
    },
    // A deferred transaction that begins with a read cannot become a write once another process has written: it fails at once.
    beginTransaction: () => patiently(() => database.exec("begin immediate"), patience),
    commitTransaction: async () => database.exec("commit"),
    // A full disk ends the transaction by itself.
    rollbackTransaction: async () => (database.isTransaction ? database.exec("rollback") : undefined),
    async destroy() {
      await inUse;
      database.close();
    },
  };
}

/** A transaction is left over when its rollback failed, as it may on a broken disk. Should it fail again, the next borrower hears of it. */
function rollBackLeftOver(database: DatabaseSync): void {
  try {
    if (database.isTransaction) database.exec("rollback");
  } catch {}
}

function connect(database: DatabaseSync, patience: Millis): DatabaseConnection {
  const statementFor = preparedStatements(database);
  return {
    async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      const run = () => execute<Row>(statementFor(sql), parameters as SQLInputValue[]);
      return database.isTransaction ? run() : patiently(run, patience);
    },
    streamQuery() {
      throw new Error("rows are not streamed");
    },
  };
}

function execute<Row>({ statement, reads }: Prepared, parameters: SQLInputValue[]): QueryResult<Row> {
  if (reads) return { rows: statement.all(...parameters) as Row[] };
  return { rows: [], numAffectedRows: BigInt(statement.run(...parameters).changes) };
}

interface Prepared {
  statement: StatementSync;
  reads: boolean;
}

const MOST_STATEMENTS = 300;

function preparedStatements(database: DatabaseSync): (sql: string) => Prepared {
  const prepared = new Map<string, Prepared>();
  return (sql) => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare(sql);
    const fresh = { statement, reads: statement.columns().length > 0 };
    // Some pragmas take effect when they are prepared and not when they run: https://sqlite.org/pragma.html
    if (sql.startsWith("pragma")) return fresh;
    if (prepared.size >= MOST_STATEMENTS) prepared.clear();
    prepared.set(sql, fresh);
    return fresh;
  };
}

/** Tries again while another process writes. SQLite's own waiting would stop this whole process, so it is kept short. */
export async function patiently<T>(run: () => T, patience: Millis): Promise<T> {
  const end = performance.now() + patience;
  for (let pause = 1; ; pause = Math.min(20, pause * 2)) {
    try {
      return run();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= end) throw error;
    }
    await sleep(pause);
  }
}
