import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject, onTestFinished } from "vitest";
import type { Store } from "../../src/core/ports.ts";
import { memoryStore } from "../../src/store/memory.ts";
import { postgresStore } from "../../src/store/sql/postgres.ts";
import { sqliteStore } from "../../src/store/sql/sqlite.ts";
import { master } from "./master.ts";
import { administer, createDatabase } from "./postgres.ts";

/** An engine, and how to get an empty store on it that is gone when the test has finished. */
export interface StoreEngine {
  name: "memory" | "sqlite" | "postgres";
  open(): Promise<Store>;
}

/** An engine whose database outlives a store: `reopen` opens another store on the same one, as another process would. */
export interface DurableEngine extends StoreEngine {
  name: "sqlite" | "postgres";
  openShared(): Promise<{ store: Store; reopen(): Promise<Store> }>;
}

const closedAfterTest = (store: Store): Store => {
  onTestFinished(() => store.close());
  return store;
};

/** A directory that is removed when the test has finished. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "nightdesk-store-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

const emptied: string[] = [];

/** The URL of an empty PostgreSQL database that nobody else uses until the test has finished. */
export async function temporaryDatabase(): Promise<string> {
  const url = emptied.pop() ?? (await createDatabase(inject("postgresUrl"), inject("postgresPrefix")));
  onTestFinished(async () => {
    // Emptying one takes a tenth of the time of making one.
    await administer(url, "drop schema public cascade; create schema public");
    emptied.push(url);
  });
  return url;
}

const memory: StoreEngine = { name: "memory", open: async () => closedAfterTest(memoryStore()) };

function durable(name: DurableEngine["name"], place: () => Promise<() => Promise<Store>>): DurableEngine {
  const openShared = async () => {
    const openAtPlace = await place();
    const reopen = async () => closedAfterTest(await openAtPlace());
    return { store: await reopen(), reopen };
  };
  return { name, openShared, open: async () => (await openShared()).store };
}

const sqlite = durable("sqlite", async () => {
  const file = join(temporaryDirectory(), "desk.db");
  return () => sqliteStore(file, { master });
});

const postgres = durable("postgres", async () => {
  const url = await temporaryDatabase();
  return () => postgresStore(url, { master });
});

export const durableEngines: DurableEngine[] = [sqlite, postgres];
export const storeEngines: StoreEngine[] = [memory, ...durableEngines];
