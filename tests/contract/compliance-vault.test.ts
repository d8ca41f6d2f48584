import { createSecretKey } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { type ComplianceNote, type ComplianceVault, contentOf } from "../../src/core/compliance/note.ts";
import { clearanceOf, Sealed } from "../../src/core/compliance/sealed.ts";
import { memoryVault } from "../../src/store/compliance/memory.ts";
import { postgresVault, sqliteVault } from "../../src/store/compliance/sql.ts";
import { temporaryDatabase, temporaryDirectory } from "../harness/stores.ts";

const key = createSecretKey(new Uint8Array(32).fill(3));
const eve = clearanceOf({ name: "eve", role: "compliance" });
if (eve === undefined) throw new Error("compliance is not cleared");

const note = (id: string, text: string): ComplianceNote => {
  const content = new Sealed(JSON.stringify({ ticket: 1, text, sar: null, reference: null }));
  return { id, at: 1_000, by: "eve", content, dueAt: 2_000, filed: null };
};

const engines: { name: string; open(): Promise<{ vault: ComplianceVault; bytes(): Promise<string> }> }[] = [
  { name: "memory", open: async () => ({ vault: memoryVault(), bytes: async () => "" }) },
  {
    name: "sqlite",
    async open() {
      const file = join(temporaryDirectory(), "desk.compliance.db");
      const vault = await sqliteVault(file, key);
      return { vault, bytes: async () => readFileSync(file, "latin1") + readFileSync(`${file}-wal`, "latin1") };
    },
  },
  {
    name: "postgres",
    async open() {
      const url = await temporaryDatabase();
      const client = new pg.Client(url);
      await client.connect();
      onTestFinished(async () => {
        await client.query("drop schema nightdesk_compliance cascade");
        await client.end();
      });
      const rows = () => client.query("select * from nightdesk_compliance.compliance_notes");
      return { vault: await postgresVault(url, key), bytes: async () => JSON.stringify((await rows()).rows) };
    },
  },
];

test.each(engines)("notes on $name are kept sealed, newest first, and filed once", async ({ open }) => {
  const { vault, bytes } = await open();
  onTestFinished(() => vault.close());
  await vault.add(note("a", "quetzal one"), eve);
  await vault.add({ ...note("b", "quetzal two"), at: 2_000 }, eve);
  expect((await vault.list(eve)).map((it) => [it.id, contentOf(it, eve).text])).toEqual([
    ["b", "quetzal two"],
    ["a", "quetzal one"],
  ]);
  expect(await bytes()).not.toContain("quetzal");
  const content = new Sealed(JSON.stringify({ ticket: 1, text: "quetzal one", sar: null, reference: "31-7" }));
  expect(await vault.file("a", { at: 3_000, content }, eve)).toBe(true);
  expect(await vault.file("a", { at: 4_000, content }, eve)).toBe(false);
  const filed = await vault.find("a", eve);
  expect(filed?.filed).toEqual({ at: 3_000, by: "eve" });
  expect(filed && contentOf(filed, eve).reference).toBe("31-7");
  expect(await vault.find("none", eve)).toBeUndefined();
});

test("on SQLite the notes are a file of their owner's alone", async () => {
  const file = join(temporaryDirectory(), "desk.compliance.db");
  const vault = await sqliteVault(file, key);
  onTestFinished(() => vault.close());
  await vault.add(note("a", "quetzal one"), eve);
  for (const it of [file, `${file}-wal`]) expect(statSync(it).mode & 0o077).toBe(0);
});
