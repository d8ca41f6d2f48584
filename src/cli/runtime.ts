import { createHmac } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Desk, openDesk } from "../core/desk.ts";
import { Fault } from "../core/errors.ts";
import type { Policy } from "../core/policy.ts";
import type { Store } from "../core/ports.ts";
import type { SqlStoreParts } from "../store/sql/store.ts";
import { newId } from "./ids.ts";
import { masterKeys } from "./master-key.ts";
import { loadPolicy } from "./policy.ts";
import { deskKey, secret } from "./secrets.ts";

/** The desk and what it stands on, opened for one process. The only place where the parts are put together. */
export interface Runtime {
  policy(): Policy;
  /** Puts another policy in force, whole: what is decided from now on goes by it. */
  adopt(policy: Policy): void;
  store: Store;
  desk: Desk;
  /** Folder of the embedded store, the key and the local tokens. */
  data: string;
  configFile: string;
  /** "sqlite" or "postgres" */
  engine: string;
  /** Whether this machine has the key that the desk's digests are made with, as whoever opened its store first had it. */
  keyFits(): Promise<boolean>;
  /** A name for something that tells whoever has not the desk's key nothing about it. */
  pseudonym(text: string): string;
}

export const now = (): number => Date.now();

export interface RuntimeOptions {
  config?: string;
  /** False leaves the articles unread; see PolicyOptions. */
  articles?: boolean;
  /** True reads what may be said to customers; see PolicyOptions. */
  outgoing?: boolean;
  /** How long a question waits for its vector, in milliseconds. */
  wait?: number;
  /** Puts something between the desk and its store, such as a counter. */
  wrap?(store: Store): Store;
}

/** Opens configuration, articles and store; throws a Fault with every complaint printed when something is wrong. */
export async function openRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { policy: first, root, configFile } = await loadPolicy(options);
  if (configFile === undefined)
    throw new Fault("usage", "there is no nightdesk.yaml here or above", { next: "Run `nightdesk init`." });
  const data = join(root, first.config.desk.data);
  const key = await deskKey(data);
  const { store: opened, engine } = await openStore(data);
  const store = options.wrap?.(opened) ?? opened;
  let inForce = first;
  const policy = () => inForce;
  const adopt = (next: Policy): void => {
    inForce = next;
  };
  const desk = openDesk({ store, now, newId: () => newId(now()), key, policy });
  const pseudonym = (text: string) => createHmac("sha256", key).update(text).digest("base64url").slice(0, 22);
  const fingerprint = createHmac("sha256", key).update("nightdesk desk key").digest("hex").slice(0, 16);
  const keyFits = async () => (await store.agree("desk-key", fingerprint)) === fingerprint;
  return { policy, adopt, store, desk, data, configFile, engine, keyFits, pseudonym };
}

/** DATABASE_URL (or NIGHTDESK_DATABASE_URL); undefined when there is none. */
export async function databaseUrl(): Promise<string | undefined> {
  const url = (await secret("DATABASE_URL")) ?? process.env.DATABASE_URL;
  if (url === undefined || url === "") return undefined;
  if (/^postgres(ql)?:\/\/./.test(url)) return url;
  throw new Fault("usage", "DATABASE_URL is not the address of a PostgreSQL database", {
    next: "It looks like postgres://nightdesk:…@localhost:5432/nightdesk.",
  });
}

/** PostgreSQL when DATABASE_URL says so, else SQLite in the data folder. */
async function openStore(data: string): Promise<{ store: Store; engine: string }> {
  const master = masterKeys(data);
  const url = await databaseUrl();
  if (url !== undefined) {
    const { postgresStore } = await import("../store/sql/postgres.ts");
    return { store: await postgresStore(url, { master }), engine: "postgres" };
  }
  const { sqliteStore } = await import("../store/sql/sqlite.ts");
  await mkdir(data, { recursive: true, mode: 0o700 });
  return { store: await sqliteStore(join(data, "desk.db"), { master }), engine: "sqlite" };
}

/** What the store of a data folder stands on, opened for work on the tables themselves. */
export async function openParts(data: string): Promise<SqlStoreParts> {
  const url = await databaseUrl();
  if (url !== undefined) return (await import("../store/sql/postgres.ts")).postgresParts(url);
  return (await import("../store/sql/sqlite.ts")).sqliteParts(join(data, "desk.db"));
}
