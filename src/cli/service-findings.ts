import { Redis } from "ioredis";
import pg from "pg";
import type { Millis } from "../core/time.ts";
import { redisUrl } from "./queue.ts";
import { databaseUrl } from "./runtime.ts";

/** One thing that has to be right, and what to do when it is not. */
export interface Finding {
  what: string;
  ok: boolean;
  found: string;
  next?: string;
}

const PATIENCE: Millis = 5_000;

/** The servers that the environment names, asked whether they serve: none where the desk runs on its own. */
export async function serviceFindings(): Promise<Finding[]> {
  const [database, redis] = await Promise.all([
    finding("postgres", databaseUrl, postgres),
    finding("redis", redisUrl, valkey),
  ]);
  return [...database, ...redis];
}

async function finding(
  what: string,
  address: () => Promise<string | undefined>,
  ask: (url: string) => Promise<Omit<Finding, "what">>,
): Promise<Finding[]> {
  try {
    const url = await address();
    return url === undefined ? [] : [{ what, ...(await ask(url)) }];
  } catch (error) {
    const found = error instanceof Error && error.message !== "" ? error.message : String(error);
    return [{ what, ok: false, found, next: NEXT[what as keyof typeof NEXT] }];
  }
}

const NEXT = {
  postgres: "Check DATABASE_URL, and that the server takes connections from this machine.",
  redis:
    "Check REDIS_URL, and that the server takes connections from this machine. Without it tickets get no suggestions.",
};

/** Notifications have to come back on the connection that listens: behind a pooler of transactions they do not. */
async function postgres(url: string): Promise<Omit<Finding, "what">> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: PATIENCE, query_timeout: PATIENCE });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const heard = new Promise<boolean>((resolve) => {
      client.on("notification", () => resolve(true));
      setTimeout(() => resolve(false), 1_000).unref();
    });
    await client.query("listen nightdesk_doctor");
    const asked = performance.now();
    const { rows } = await client.query(
      "select current_setting('server_version') as version, pg_is_in_recovery() as replica",
    );
    const took = Math.round(performance.now() - asked);
    await client.query("select pg_notify('nightdesk_doctor', '')");
    const [{ version, replica }] = rows as [{ version: string; replica: boolean }];
    if (replica)
      return { ok: false, found: `${version}, a replica that cannot be written to`, next: "Name the primary server." };
    if (!(await heard))
      return { ok: false, found: `${version}, but it does not notify`, next: "Pool sessions, not transactions." };
    return { ok: true, found: `${version}, answers in ${took} ms` };
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A server that throws keys away when its memory is full would throw jobs away. */
async function valkey(url: string): Promise<Omit<Finding, "what">> {
  const client = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    connectTimeout: PATIENCE,
    retryStrategy: () => null,
  });
  let because: Error | undefined;
  client.on("error", (error: Error) => {
    because = error;
  });
  try {
    await client.connect();
    const asked = performance.now();
    await client.ping();
    const took = Math.round(performance.now() - asked);
    const info = await client.info();
    const version = /(?:valkey|redis)_version:(\S+)/.exec(info)?.[1] ?? "";
    const policy = /maxmemory_policy:(\S+)/.exec(info)?.[1] ?? "noeviction";
    if (policy !== "noeviction")
      return {
        ok: false,
        found: `${version}, maxmemory-policy ${policy}`,
        next: "Set maxmemory-policy noeviction: it would throw jobs away.",
      };
    return { ok: true, found: `${version}, answers in ${took} ms` };
  } catch (error) {
    throw because ?? error;
  } finally {
    client.disconnect();
  }
}
