import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Kysely } from "kysely";
import { Fault } from "../../core/errors.ts";
import type { Store } from "../../core/ports.ts";
import type { Millis } from "../../core/time.ts";
import { leadAlone } from "../lead-alone.ts";
import type { MasterKeys } from "../vault/master.ts";
import { sqliteEngine } from "./engine.ts";
import { sqliteFault } from "./faults.ts";
import { nodeSqliteDialect, patiently } from "./node-sqlite-dialect.ts";
import type { Tables } from "./schema.ts";
import { type SqlStoreParts, sqlStore } from "./store.ts";

export interface SqliteOptions {
  /** How long to wait while another process writes; 5 s when left out. */
  patience?: Millis;
  /** The most that the database may grow to, in bytes; no limit when left out. What would need more is refused as `store_full`. */
  maxBytes?: number;
  /** Gives the database a new epoch: for a copy that was restored. */
  renew?: boolean;
}

/** SQLite's own waiting, which stops the whole process. */
const BUSY_TIMEOUT: Millis = 20;
const POLL: Millis = 200;
const CACHE_KIB = 16 * 1_024;
/** The WAL is cut back to this after a checkpoint, so that one large burst does not keep its disk space. */
const WAL_KEPT = 16 * 1_024 * 1_024;

/**
 * Opens the store in a file, making it and its directory when they do not exist, readable by its owner only.
 * @throws Fault `store_unavailable`, `store_corrupt`, `store_full`, `store_locked` or `store_version`.
 */
export async function sqliteStore(file: string, options: SqliteOptions & { master: MasterKeys }): Promise<Store> {
  const parts = await sqliteParts(file, options);
  try {
    return await sqlStore(parts, options.master);
  } catch (error) {
    await parts.db.destroy();
    throw sqliteFault(error);
  }
}

/** What the store stands on: the file, opened. */
export async function sqliteParts(
  file: string,
  { patience = 5_000, maxBytes, renew = false }: SqliteOptions = {},
): Promise<SqlStoreParts> {
  const database = await openDatabase(resolve(file), patience);
  try {
    const pageSize = Number(pragma(database, "page_size"));
    if (maxBytes !== undefined) pragma(database, `max_page_count = ${Math.floor(maxBytes / pageSize)}`);
    const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(database, patience) });
    return {
      db,
      engine: sqliteEngine,
      renew,
      listen: (changed) => pollForChanges(database, changed),
      lead: (_, ...standing) => leadAlone(...standing),
    };
  } catch (error) {
    database.close();
    throw sqliteFault(error);
  }
}

async function openDatabase(path: string, patience: Millis): Promise<DatabaseSync> {
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    closeSync(openSync(path, "a", 0o600));
    const opened = new DatabaseSync(path, { timeout: BUSY_TIMEOUT });
    database = opened;
    await patiently(() => configure(opened), patience);
    return opened;
  } catch (error) {
    database?.close();
    const { code, message, next } = sqliteFault(error);
    const known = code === "internal" ? "store_unavailable" : code;
    throw new Fault(known, `${path} cannot be opened as a store: ${message}`, {
      next: next ?? "Check that the path is right and that this account may write there.",
    });
  }
}

function configure(database: DatabaseSync): void {
  if (pragma(database, "journal_mode = wal") !== "wal") {
    throw new Fault("store_unavailable", "the file system does not allow a write-ahead log", {
      next: "Keep the database on a local disk, not on a network share.",
    });
  }
  pragma(database, "synchronous = full");
  pragma(database, "secure_delete = on");
  pragma(database, "temp_store = memory");
  pragma(database, `cache_size = -${CACHE_KIB}`);
  pragma(database, `journal_size_limit = ${WAL_KEPT}`);
}

/** Runs a pragma; its answer, when it gives one. */
function pragma(database: DatabaseSync, text: string): unknown {
  const row = database.prepare(`pragma ${text}`).get();
  return row && Object.values(row)[0];
}

/** SQLite tells nobody of a commit, but counts those of other connections. */
function pollForChanges(database: DatabaseSync, changed: () => void): () => void {
  const version = database.prepare("pragma data_version");
  /** A disk that fails here must not end the process: whoever reads next hears of it as a fault. */
  const read = () => {
    try {
      return version.get()?.data_version;
    } catch {
      return Symbol("unreadable");
    }
  };
  let last = read();
  const timer = setInterval(() => {
    const now = read();
    if (now !== last) changed();
    last = now;
  }, POLL);
  timer.unref();
  return () => clearInterval(timer);
}
