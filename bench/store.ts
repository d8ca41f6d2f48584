import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import pg from "pg";
import type { Commit, Store, StreamId } from "../src/core/ports.ts";
import { postgresStore } from "../src/store/sql/postgres.ts";
import { sqliteStore } from "../src/store/sql/sqlite.ts";
import { master } from "../tests/harness/master.ts";
import { startPostgres } from "../tests/harness/postgres.ts";
import { printTable, quantile } from "./figures.ts";

export interface StoreFigures {
  engine: string;
  /** The engine's own transactions that insert one small row, per second, one after the other, durable. */
  singleRow: number;
  /** Messages that the store commits per second, durable, by as many writers at once. */
  writers: Record<1 | 64, number>;
}

const ROUNDS = 5;
const SECONDS = 1;

/** Measures the durable commits of each engine and prints them beside the engine's own; in turns, because disks have moods. */
export async function benchStore(): Promise<StoreFigures[]> {
  const folder = mkdtempSync(join(tmpdir(), "nightdesk-bench-"));
  const server = process.env.DATABASE_URL ? undefined : await startPostgres([]);
  try {
    const figures = [await benchSqlite(folder), await benchPostgres(process.env.DATABASE_URL ?? server?.url ?? "")];
    printTable(
      "Durable commits a second: one row by the engine itself; a message, its answer and their effect by the store",
      [
        ["engine", "one row", "1 writer", "64 writers", "64 writers : one row"],
        ...figures.map((it): (string | number)[] => [
          it.engine,
          it.singleRow,
          it.writers[1],
          it.writers[64],
          it.writers[64] / it.singleRow,
        ]),
      ],
    );
    return figures;
  } finally {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function benchSqlite(folder: string): Promise<StoreFigures> {
  const database = new DatabaseSync(join(folder, "plain.db"));
  database.exec(
    "pragma journal_mode = wal; pragma synchronous = full; create table plain (id integer primary key, body text)",
  );
  const insert = database.prepare("insert into plain (body) values (?)");
  const store = await sqliteStore(join(folder, "desk.db"), { master });
  const figures = await compare("SQLite, WAL, synchronous=FULL", store, async () => void insert.run("hello"));
  await store.close();
  database.close();
  return figures;
}

async function benchPostgres(url: string): Promise<StoreFigures> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query("create table if not exists nightdesk_bench_plain (id bigserial primary key, body text)");
  const store = await postgresStore(url, { master });
  const insert = () => client.query("insert into nightdesk_bench_plain (body) values ($1)", ["hello"]);
  const figures = await compare("PostgreSQL, synchronous_commit=on", store, insert);
  await store.close();
  await client.query("drop table nightdesk_bench_plain");
  await client.end();
  return figures;
}

async function compare(engine: string, store: Store, insertRow: () => Promise<unknown>): Promise<StoreFigures> {
  const commit = async () => {
    const result = await store.commit(nextMessage());
    if (!result.ok) throw new Error(`the store refused a commit: ${result.reason}`);
  };
  const rates: Record<"singleRow" | 1 | 64, number[]> = { singleRow: [], 1: [], 64: [] };
  for (let round = 0; round <= ROUNDS; round++) {
    const measured = { singleRow: await rate(insertRow, 1), 1: await rate(commit, 1), 64: await rate(commit, 64) };
    // The first round only warms up.
    if (round > 0) for (const key of ["singleRow", 1, 64] as const) rates[key].push(measured[key]);
  }
  const median = (values: number[]) => quantile(values, 0.5);
  return { engine, singleRow: median(rates.singleRow), writers: { 1: median(rates[1]), 64: median(rates[64]) } };
}

async function rate(write: () => Promise<unknown>, writers: number): Promise<number> {
  const begun = performance.now();
  const end = begun + SECONDS * 1_000;
  let written = 0;
  const one = async () => {
    while (performance.now() < end) {
      await write();
      written++;
    }
  };
  await Promise.all(Array.from({ length: writers }, one));
  return (written / (performance.now() - begun)) * 1_000;
}

const run = Date.now().toString(36);
let messages = 0;

/** A customer's first message as the desk writes it: three events, two texts, an effect, the rows that lists read. */
export function nextMessage(): Commit {
  const name = `${run}-${messages++}`;
  const stream: StreamId = `conversation:${name}`;
  const at = 1_772_625_600_000 + messages;
  const place = { channel: "discord", thread: name };
  const trace = {
    outcome: "answer",
    steps: [{ step: "confidence", result: "applied", because: "0.91 is at least 0.70" }],
  };
  const texts = [
    "my deposit has not arrived, what can i do?",
    "Deposits show up after twelve confirmations. You can follow yours by its hash.",
  ];
  const ids = texts.map((_, i) => `${stream}/${i + 2}`);
  const content = (i: number) => ({
    id: ids[i] ?? "",
    digest: "m3Yx0u1B6n0eTj0kq9mC1nZlqYw4Jt8v2s5r7d9f1hA",
    length: texts[i]?.length ?? 0,
  });
  const data = <Event extends { type: string }>(event: Event): { type: string } => event;
  const form = {
    form: "answer",
    article: "deposit-missing",
    title: "Missing deposit",
    language: "en",
    options: [] as string[],
  } as const;
  return {
    stream,
    expectedVersion: 0,
    events: [
      { at, data: data({ type: "conversation.started", customer: name, place, language: "en" }), content: null },
      {
        at,
        data: data({ type: "message.received", from: { side: "customer" }, place, signals: [], redacted: 0 }),
        content: content(0),
      },
      { at, data: data({ type: "answered", article: "deposit-missing", trace, exact: false }), content: content(1) },
    ],
    contents: texts.map((text, i) => ({ id: ids[i] ?? "", subject: name, text })),
    effects: [
      {
        id: `${stream}/3#0`,
        key: `discord/${name}`,
        dueAt: at,
        holder: { conversation: stream },
        act: { kind: "send", channel: "discord", thread: name, content: ids[1] ?? "", form },
      },
    ],
    deadlines: [],
    inbound: { channel: "discord", externalId: name },
    conversation: { id: stream, version: 3, holder: "bot", customer: name, ticket: null, updatedAt: at },
    threads: [{ ...place, conversation: stream, side: "customer" }],
  };
}
