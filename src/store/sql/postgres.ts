import { randomUUID } from "node:crypto";
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Store } from "../../core/ports.ts";
import type { MasterKeys } from "../vault/master.ts";
import { postgresEngine } from "./engine.ts";
import { postgresFault } from "./faults.ts";
import { lead } from "./postgres-lead.ts";
import { listenForChanges } from "./postgres-listen.ts";
import type { Tables } from "./schema.ts";
import { type SqlStoreParts, sqlStore } from "./store.ts";

export interface PostgresOptions {
  /** Connections at the same time, the one that listens aside; 8 when left out. */
  connections?: number;
  /** Gives the database a new epoch: for a copy that was restored. */
  renew?: boolean;
}

/** Object identifier of `bigint` and `count(*)`, which pg would hand out as text: https://github.com/brianc/node-pg-types */
const BIGINT = 20;

const typeParser = ((id: number, format?: "text") =>
  id === BIGINT ? Number : pg.types.getTypeParser(id, format)) as typeof pg.types.getTypeParser;

/**
 * Opens the store in a PostgreSQL database. The URL's `search_path` says in which schema.
 * @throws Fault `store_unavailable`, `store_corrupt`, `store_full`, `store_locked` or `store_version`.
 */
export async function postgresStore(url: string, options: PostgresOptions & { master: MasterKeys }): Promise<Store> {
  const parts = postgresParts(url, options);
  try {
    return await sqlStore(parts, options.master);
  } catch (error) {
    await parts.db.destroy();
    throw postgresFault(error);
  }
}

/** What the store stands on; nothing is connected yet. */
export function postgresParts(url: string, { connections = 8, renew = false }: PostgresOptions = {}): SqlStoreParts {
  const config: pg.ClientConfig = {
    connectionString: url,
    application_name: "nightdesk",
    connectionTimeoutMillis: 5_000,
    // A process that hangs in the middle of a transaction must not keep all others from writing.
    idle_in_transaction_session_timeout: 15_000,
    statement_timeout: 30_000,
    keepAlive: true,
    pipeline: true,
    types: { getTypeParser: typeParser },
  };
  const pool = new pg.Pool({ ...config, max: connections });
  // An idle connection that breaks is replaced when it is needed; unheard, the event would end the process.
  pool.on("error", () => {});
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const self = randomUUID();
  return {
    db,
    engine: postgresEngine(self),
    renew,
    listen: (changed) => listenForChanges(config, self, changed),
    lead: (epoch, task, turned) => lead(config, `${epoch} ${task}`, turned),
  };
}
