/** Prints what the audit log costs, beside plain inserts in the same run: `npm run bench:audit`. Times are noisy; ratios hold. */
import { createPublicKey } from "node:crypto";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import pg from "pg";
import { signCheckpoint, type WrittenCheckpoint } from "../src/core/audit/checkpoint.ts";
import type { AuditRecord } from "../src/core/audit/entry.ts";
import { exportHead, exportLine, verifyExport } from "../src/core/audit/export.ts";
import { signingKey } from "../src/core/audit/keys.ts";
import { openVerifier } from "../src/core/audit/verify.ts";
import type { Store } from "../src/core/ports.ts";
import { postgresStore } from "../src/store/sql/postgres.ts";
import { sqliteStore } from "../src/store/sql/sqlite.ts";
import { openCheckpoints } from "../src/worker/checkpoints.ts";
import { master } from "../tests/harness/master.ts";
import { startPostgres } from "../tests/harness/postgres.ts";
import { printTable, quantile } from "./figures.ts";
import { nextMessage } from "./store.ts";

const ROUNDS = 5;
const MS = 1_000;
const TOGETHER = 64;
const MANY = 1_000_000;
const EXPORTED = 10_000;

const key = signingKey(new Uint8Array(32).fill(1));
const signer = { name: "nightdesk/bench", key };
const verifier = { name: signer.name, key: createPublicKey(key) };

let made = 0;
const record = (): AuditRecord => ({
  at: Date.UTC(2026, 10, 27) + made,
  actor: `responder-${made % 40}`,
  role: "responder",
  door: "api",
  action: "ticket.read",
  on: `ticket:01m8da3qeb7t9zeykwk2z${String(made++ % 50_000).padStart(5, "0")}`,
  reason: null,
  more: { number: made % 50_000, because: "owner" },
});
/** What the same entry is as a row, for the peer that only inserts it. */
const row = (seq: number): (string | number | null)[] => {
  const it = record();
  const body = JSON.stringify({ ...it, seq, prev: "0".repeat(64) });
  return [seq, it.at, it.actor, it.action, it.on, body, "0".repeat(64)];
};

const COLUMNS = "(seq, at, actor, action, subject, body, hash)";
const PLAIN = (int: string) => [
  `create table plain (seq ${int} primary key, at ${int}, actor text, action text, subject text, body text, hash text)`,
  "create index plain_actor on plain (actor, at)",
  "create index plain_action on plain (action, seq)",
  "create index plain_subject on plain (subject, seq)",
];

/** A peer that inserts rows of the same size into a table with the same indexes, so many in a durable transaction. */
interface Peer {
  engine: string;
  store: Store;
  insert(rows: (string | number | null)[][]): Promise<void>;
  close(): Promise<void>;
}

async function sqlitePeer(folder: string): Promise<Peer> {
  const database = new DatabaseSync(join(folder, "plain.db"));
  database.exec(["pragma journal_mode = wal", "pragma synchronous = full", ...PLAIN("integer")].join(";"));
  const statement = database.prepare(`insert into plain ${COLUMNS} values (?, ?, ?, ?, ?, ?, ?)`);
  const store = await sqliteStore(join(folder, "desk.db"), { master });
  return {
    engine: "SQLite, synchronous=FULL",
    store,
    async insert(rows) {
      database.exec("begin immediate");
      for (const it of rows) statement.run(...it);
      database.exec("commit");
    },
    async close() {
      database.close();
      await store.close();
    },
  };
}

async function postgresPeer(url: string): Promise<Peer> {
  const client = new pg.Client(url);
  await client.connect();
  for (const statement of PLAIN("bigint")) await client.query(statement);
  const store = await postgresStore(url, { master });
  const list = (rows: unknown[][]) =>
    rows.map((it, i) => `(${it.map((_, k) => `$${i * it.length + k + 1}`).join(", ")})`).join(", ");
  return {
    engine: "PostgreSQL, synchronous_commit=on",
    store,
    insert: async (rows) => void (await client.query(`insert into plain ${COLUMNS} values ${list(rows)}`, rows.flat())),
    async close() {
      await store.close();
      await client.query("drop table plain");
      await client.end();
    },
  };
}

async function perSecond(run: () => Promise<number>, writers = 1): Promise<number> {
  const begun = performance.now();
  let done = 0;
  const one = async () => {
    while (performance.now() < begun + MS) {
      const more = await run();
      done += more;
    }
  };
  await Promise.all(Array.from({ length: writers }, one));
  return (done / (performance.now() - begun)) * 1_000;
}

const one =
  (write: () => Promise<unknown>, count = 1) =>
  async (): Promise<number> => {
    await write();
    return count;
  };

/** In turns, because disks have moods; the first round only warms up. */
async function compare({ engine, store, insert }: Peer): Promise<(string | number)[][]> {
  let seq = 0;
  const ways: Record<string, () => Promise<number>> = {
    "plain, 1 a transaction": () => perSecond(one(() => insert([row(++seq)]))),
    "audit, 1 writer": () => perSecond(one(() => store.record([record()]))),
    [`plain, ${TOGETHER} a transaction`]: () =>
      perSecond(one(() => insert(Array.from({ length: TOGETHER }, () => row(++seq))), TOGETHER)),
    [`audit, ${TOGETHER} writers`]: () =>
      perSecond(
        one(() => store.record([record()])),
        TOGETHER,
      ),
    "messages, 64 writers": () =>
      perSecond(
        one(() => store.commit(nextMessage())),
        TOGETHER,
      ),
    "messages, each with an entry": () =>
      perSecond(
        one(() => store.commit({ ...nextMessage(), audit: [record()] })),
        TOGETHER,
      ),
  };
  const rates = Object.fromEntries(Object.keys(ways).map((name) => [name, [] as number[]]));
  for (let round = 0; round <= ROUNDS; round++)
    for (const [name, run] of Object.entries(ways)) {
      const rate = await run();
      if (round > 0) rates[name]?.push(rate);
    }
  const median = (name: string) => quantile(rates[name] ?? [], 0.5);
  const names = Object.keys(ways);
  return names.map((name, i) => [
    `${engine}: ${name}`,
    median(name),
    i % 2 === 0 ? "" : median(name) / median(names[i - 1] ?? ""),
  ]);
}

async function verified(store: Store, written: WrittenCheckpoint[]) {
  const begun = performance.now();
  const running = openVerifier(written, verifier);
  for (let after = 0; ; ) {
    const rows = await store.auditRows({ after, limit: 5_000 });
    if (rows.length === 0) break;
    for (const it of rows) running.take(it);
    after = rows.at(-1)?.seq ?? after;
  }
  const verdict = running.end();
  if (verdict.findings.length > 0) throw new Error(`the log is not whole: ${verdict.findings[0]?.says}`);
  return { seconds: (performance.now() - begun) / 1_000, size: verdict.size, confirmed: verdict.confirmed };
}

const folder = mkdtempSync(join(tmpdir(), "nightdesk-bench-"));
const server = process.env.DATABASE_URL ? undefined : await startPostgres([]);
try {
  const table: (string | number)[][] = [["durable, a second", "entries or messages", ": the line above"]];
  for (const open of [sqlitePeer, () => postgresPeer(process.env.DATABASE_URL ?? server?.url ?? "")]) {
    const peer = await open(folder);
    table.push(...(await compare(peer)));
    await peer.close();
  }
  printTable("Appending: chained entries beside plain rows of the same size with the same indexes", table);
  await benchMany();
} finally {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function benchMany(): Promise<void> {
  const file = join(folder, "many.db");
  const store = await sqliteStore(file, { master });
  const written: WrittenCheckpoint[] = [];
  const last = async () => written.at(-1);
  const ports = {
    store,
    signer,
    every: () => 0,
    now: () => 0,
    last,
    write: async (it: WrittenCheckpoint) => void written.push(it),
  };
  const { now: sign } = openCheckpoints(ports);
  for (let i = 0; i < MANY / 20_000; i++) {
    await Promise.all(Array.from({ length: 20 }, () => store.record(Array.from({ length: 1_000 }, record))));
    await sign();
  }
  const { seconds, size, confirmed } = await verified(store, written);
  const begun = performance.now();
  const rows = await store.auditRows({ limit: EXPORTED });
  const checkpoint = signCheckpoint({ size: EXPORTED, root: await rootOf(rows), at: 0 }, signer);
  const lines = [
    exportHead(verifier, { size: 0, hash: "0".repeat(64), peaks: [] }, [checkpoint]),
    ...rows.map(exportLine),
  ];
  const exportMs = performance.now() - begun;
  const again = performance.now();
  const read = await verifyExport(lines, verifier);
  if (!read.ok || read.verdict.findings.length > 0) throw new Error("the export does not verify");
  const restart = performance.now();
  await openCheckpoints(ports).now();
  printTable(`A log of ${size.toLocaleString("en-GB")} entries on SQLite`, [
    ["what", "figure"],
    [`verify all, with ${confirmed} checkpoints, seconds`, seconds],
    ["entries verified a second", size / seconds],
    [`export ${EXPORTED.toLocaleString("en-GB")} entries, ms`, exportMs],
    ["verify that export, ms", performance.now() - again - (performance.now() - restart)],
    ["rebuild the tree when a desk starts, seconds", (performance.now() - restart) / 1_000],
    ["MB on disk", statSync(file).size / 1e6],
  ]);
  await store.close();
}

async function rootOf(rows: Awaited<ReturnType<Store["auditRows"]>>): Promise<string> {
  const running = openVerifier([], verifier);
  for (const it of rows) running.take(it);
  return running.end().root;
}
