import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Store } from "../../src/core/ports.ts";
import { postgresStore } from "../../src/store/sql/postgres.ts";
import { sqliteStore } from "../../src/store/sql/sqlite.ts";
import { conversation, message, NOON, taken } from "../harness/commits.ts";
import { master } from "../harness/master.ts";
import { temporaryDatabase, temporaryDirectory } from "../harness/stores.ts";

const WRITER = join(import.meta.dirname, "../harness/store-writer.ts");

/** Starts a process that writes to a store; `acknowledged` grows with the ids that it was told are durable. */
function startWriter(place: string, name: string, most: number) {
  const child = spawn(process.execPath, [WRITER, place, name, String(most)], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const acknowledged: string[] = [];
  createInterface({ input: child.stdout }).on("line", (id) => acknowledged.push(id));
  return { child, acknowledged, ended: once(child, "close") };
}

async function until(condition: () => boolean, child: ChildProcess): Promise<void> {
  while (!condition()) {
    if (child.exitCode !== null) throw new Error(`the writer ended by itself with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

async function idsOf(store: Store): Promise<Set<string>> {
  const events = await store.changes(0, 1_000_000);
  const effects = await store.effects({ status: "pending", limit: 1_000_000 });
  const texts = await store.contents(events.map(({ id }) => id));
  expect(effects).toHaveLength(events.length);
  expect([...texts.values()].every((text) => text === "written elsewhere")).toBe(true);
  for (const { stream, version, position } of events) {
    expect(
      events.filter((event) => event.stream === stream && event.version > version && event.position < position),
    ).toEqual([]);
  }
  return new Set(events.map(({ id }) => id));
}

const places = [
  {
    name: "sqlite",
    place: async () => join(temporaryDirectory(), "desk.db"),
    open: (place: string) => sqliteStore(place, { master }),
  },
  { name: "postgres", place: temporaryDatabase, open: (place: string) => postgresStore(place, { master }) },
];

describe.each(places)("processes that share a store on $name", ({ place, open }) => {
  it("write at the same time, and each sees the other's", async () => {
    const where = await place();
    const store = await open(where);
    onTestFinished(() => store.close());
    let calls = 0;
    store.watch(() => calls++);
    const writer = startWriter(where, "other", 40);
    let mine = 0;
    while (writer.child.exitCode === null) {
      const stream = conversation(`mine-${mine++}`);
      taken(
        await store.commit(
          message(stream, 0, "written elsewhere", { effects: [{ ...ofBot, id: `${stream}#0`, key: stream }] }),
        ),
      );
      await store.tickets({});
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await writer.ended;
    expect(writer.child.exitCode).toBe(0);
    const ids = await idsOf(store);
    expect(writer.acknowledged).toHaveLength(8 * 40);
    expect(writer.acknowledged.filter((id) => !ids.has(id))).toEqual([]);
    expect(ids.size).toBe(8 * 40 + mine);
    expect(mine).toBeGreaterThan(5);
    expect(calls).toBeGreaterThan(0);
  });

  it("lose nothing that was acknowledged when one is killed", async () => {
    const where = await place();
    const acknowledged: string[] = [];
    for (let round = 0; round < 5; round++) {
      const writer = startWriter(where, `round-${round}`, 1_000_000);
      await until(() => writer.acknowledged.length > 50 + round * 61, writer.child);
      writer.child.kill("SIGKILL");
      await writer.ended;
      acknowledged.push(...writer.acknowledged);
      const store = await open(where);
      const ids = await idsOf(store);
      expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
      taken(await store.commit(message(conversation(`after-${round}`), 0, "written elsewhere")));
      await store.close();
    }
    expect(acknowledged.length).toBeGreaterThan(5 * 50);
  });
});

const ofBot = {
  dueAt: NOON,
  holder: null,
  act: { kind: "send", channel: "discord", thread: "t", content: "c", form: { form: "message", author: "mei" } },
} as const;
