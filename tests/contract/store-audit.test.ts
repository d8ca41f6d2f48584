import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import pg from "pg";
import { describe, expect, it, test } from "vitest";
import { type AuditRecord, entryOf, GENESIS } from "../../src/core/audit/entry.ts";
import { signingKey } from "../../src/core/audit/keys.ts";
import { openVerifier } from "../../src/core/audit/verify.ts";
import type { Store } from "../../src/core/ports.ts";
import { postgresStore } from "../../src/store/sql/postgres.ts";
import { sqliteStore } from "../../src/store/sql/sqlite.ts";
import { change, conversation, NOON } from "../harness/commits.ts";
import { master } from "../harness/master.ts";
import { durableEngines, storeEngines, temporaryDatabase, temporaryDirectory } from "../harness/stores.ts";

const record = (more: Partial<AuditRecord> = {}): AuditRecord => ({
  at: NOON,
  actor: "mei",
  role: "responder",
  door: "api",
  action: "ticket.read",
  on: "ticket:1",
  reason: null,
  more: {},
  ...more,
});

async function findings(store: Store) {
  const key = signingKey(new Uint8Array(32).fill(1));
  const verifier = openVerifier([], { name: "test", key });
  for (const row of await store.auditRows({ limit: 10_000 })) verifier.take(row);
  return verifier.end();
}

describe.each(storeEngines)("the audit log of a store on $name", ({ open }) => {
  it("chains what is recorded, with commits and alone, in one order however it arrives", async () => {
    const store = await open();
    expect(await store.auditHead()).toEqual({ size: 0, hash: GENESIS });
    const alone = Array.from({ length: 30 }, (_, i) => store.record([record({ on: `ticket:${i}` })]));
    const within = Array.from({ length: 30 }, (_, i) =>
      store.commit(change(conversation(`c${i}`), 0, { audit: [record({ action: "note.added", on: `ticket:${i}` })] })),
    );
    const [rows] = await Promise.all([Promise.all(alone), Promise.all(within)]);
    rows.forEach((added, i) => void expect(added).toMatchObject([{ subject: `ticket:${i}`, action: "ticket.read" }]));
    expect(await findings(store)).toMatchObject({ size: 60, findings: [] });
    expect((await store.auditHead()).size).toBe(60);
  });

  it("keeps nothing of a commit that was refused", async () => {
    const store = await open();
    await store.commit(change(conversation("c"), 0, { audit: [record()] }));
    await store.commit(change(conversation("c"), 0, { audit: [record()] }));
    expect((await store.auditHead()).size).toBe(1);
    expect(await store.record([])).toEqual([]);
  });

  it("finds by who, what, on what and when, from either end", async () => {
    const store = await open();
    const reason = { id: "audit:r1", digest: "d", length: 3 };
    await store.record(
      [
        record({ reason }),
        record({ actor: "bob", at: NOON + 5 }),
        record({ on: "ticket:2", action: "ticket.exported" }),
      ],
      [{ id: "audit:r1", subject: "alice", text: "why" }],
    );
    await store.record([record({ on: "ticket:2", at: NOON + 9 }), record({ on: null, at: NOON + 9 })]);
    const seqs = async (query: Omit<Parameters<Store["auditRows"]>[0], "limit">, limit = 10) =>
      (await store.auditRows({ ...query, limit })).map(({ seq }) => seq);
    expect(await seqs({})).toEqual([1, 2, 3, 4, 5]);
    expect(await seqs({ newest: true }, 2)).toEqual([5, 4]);
    expect(await seqs({ newest: true, after: 4 }, 2)).toEqual([3, 2]);
    expect(await seqs({ after: 2, actor: "mei" })).toEqual([3, 4, 5]);
    expect(await seqs({ action: "ticket.exported" })).toEqual([3]);
    expect(await seqs({ subject: "ticket:2" })).toEqual([3, 4]);
    expect(await seqs({ since: NOON + 5 })).toEqual([2, 4, 5]);
    const seen = { actor: "mei", action: "ticket.read", since: NOON };
    expect(await store.auditSubjects(seen)).toEqual(["ticket:1", "ticket:2"]);
    expect(await store.auditSubjects({ ...seen, since: NOON + 9 })).toEqual(["ticket:2"]);
    expect((await store.auditRows({ limit: 1 })).map(entryOf)).toMatchObject([{ reason, seq: 1, prev: GENESIS }]);

    // The reason goes when its subject is erased; that there was one stays.
    expect(await store.contents(["audit:r1"])).toEqual(new Map([["audit:r1", "why"]]));
    await store.erase("alice");
    expect(await store.contents(["audit:r1"])).toEqual(new Map([["audit:r1", null]]));
    expect(await findings(store)).toMatchObject({ size: 5, findings: [] });
  });
});

it.each(durableEngines)("two processes on $name write one chain", async ({ openShared }) => {
  const { store, reopen } = await openShared();
  const other = await reopen();
  const both = [store, other].flatMap((it) => Array.from({ length: 20 }, () => it.record([record()])));
  await Promise.all(both);
  expect(await findings(store)).toMatchObject({ size: 40, findings: [] });
});

const REWRITES = ["update audit set actor = 'bob'", "delete from audit where seq = 1"];

test("SQLite refuses to change or remove what is in the log", async () => {
  const file = join(temporaryDirectory(), "desk.db");
  const store = await sqliteStore(file, { master });
  await store.record([record()]);
  await store.close();
  const database = new DatabaseSync(file);
  for (const statement of REWRITES) expect(() => database.exec(statement)).toThrow("append-only");
  database.close();
});

test("PostgreSQL refuses to change or remove what is in the log", async () => {
  const url = await temporaryDatabase();
  const store = await postgresStore(url, { master });
  await store.record([record()]);
  const client = new pg.Client(url);
  await client.connect();
  for (const statement of [...REWRITES, "truncate audit"])
    await expect(client.query(statement)).rejects.toThrow("append-only");
  await client.end();
  await store.close();
});
