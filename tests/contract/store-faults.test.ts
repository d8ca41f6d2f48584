import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it, onTestFinished } from "vitest";
import { Fault } from "../../src/core/errors.ts";
import { postgresStore } from "../../src/store/sql/postgres.ts";
import { sqliteStore } from "../../src/store/sql/sqlite.ts";
import { change, conversation, message, NOON, taken } from "../harness/commits.ts";
import { master } from "../harness/master.ts";
import { administer, startPostgres } from "../harness/postgres.ts";
import { durableEngines, temporaryDatabase, temporaryDirectory } from "../harness/stores.ts";

const faultOf = async (promise: Promise<unknown>): Promise<Fault> => {
  const thrown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof Fault)) throw new Error("no fault was thrown", { cause: thrown });
  return thrown;
};

it("SQLite: a full disk refuses what does not fit, keeps what was taken whole, and goes on when there is room", async () => {
  const store = await sqliteStore(join(temporaryDirectory(), "desk.db"), { master, maxBytes: 1_024 * 1_024 });
  onTestFinished(() => store.close());
  const big = "x".repeat(4_000);
  const results = await Promise.allSettled(
    Array.from({ length: 400 }, (_, i) => store.commit(message(conversation(`c${i}`), 0, big))),
  );
  const refused = results.filter((result) => result.status === "rejected");
  const takenOnes = results.flatMap((result, i) => (result.status === "fulfilled" ? [i] : []));
  expect(refused.length).toBeGreaterThan(50);
  expect(takenOnes.length).toBeGreaterThan(50);
  for (const { reason } of refused)
    expect(reason).toMatchObject({ code: "store_full", next: expect.stringContaining("space") });

  const events = await store.changes(0, 1_000);
  expect(events.map(({ stream }) => stream).toSorted()).toEqual(takenOnes.map((i) => conversation(`c${i}`)).toSorted());
  const texts = await store.contents(events.map(({ id }) => id));
  expect([...texts.values()].every((text) => text === big)).toBe(true);
  expect((await store.counts(NOON)).effects.pending).toBe(events.length);

  expect(await store.erase("mei")).toBe(events.length);
  taken(await store.commit(message(conversation("after"), 0, big)));
});

it.each(durableEngines)(
  "$name: of commits that share a transaction only the one that cannot be written fails",
  async ({ open }) => {
    const store = await open();
    const first = message(conversation("first"), 0, "hello");
    taken(await store.commit(first));
    const poisonous = message(conversation("poison"), 0, "bad", { contents: first.contents });
    const commits = [
      change(conversation("a"), 0),
      poisonous,
      change(conversation("b"), 0),
      change(conversation("a"), 0),
    ];
    const [a, poison, b, again] = await Promise.allSettled(commits.map((commit) => store.commit(commit)));
    expect(poison).toMatchObject({ status: "rejected", reason: { name: "Fault", code: "internal" } });
    expect([a, b]).toMatchObject([{ value: { ok: true } }, { value: { ok: true } }]);
    expect(again).toMatchObject({ value: { ok: false, reason: "conflict" } });
    expect(await store.read(conversation("poison"))).toEqual([]);
    expect((await store.counts(NOON)).effects.pending).toBe(1);
  },
);

it.each(durableEngines)(
  "$name: text that is no text fails alone or is kept, and is never in the fault",
  async ({ open }) => {
    const store = await open();
    const odd = ["nul \0 inside secret", "half \ud83d of a pair secret"];
    const commits = odd.map((text, i) => message(conversation(`odd-${i}`), 0, text));
    const results = await Promise.allSettled(
      [...commits, change(conversation("fine"), 0)].map((commit) => store.commit(commit)),
    );
    expect(results[2]).toMatchObject({ value: { ok: true } });
    for (const [i, result] of results.slice(0, 2).entries()) {
      if (result.status === "rejected")
        expect(String(result.reason.message) + JSON.stringify(result.reason)).not.toContain("secret");
      else expect((await store.contents([`${conversation(`odd-${i}`)}/1`])).values().next().value).toContain("secret");
    }
  },
);

it("SQLite: what was erased is in none of its files, not even sealed, nor is the key", async () => {
  const directory = temporaryDirectory();
  const file = join(directory, "desk.db");
  const store = await sqliteStore(file, { master });
  onTestFinished(() => store.close());
  const inFiles = (text: string) => ["", "-wal"].some((suffix) => readFileSync(file + suffix).includes(text));
  for (let i = 0; i < 60; i++)
    await store.commit(message(conversation(`c${i}`), 0, `zebra-${i} ${"long text ".repeat(i * 20)}`));
  await store.commit(
    message(conversation("kept"), 0, "giraffe", {
      contents: [{ id: `${conversation("kept")}/1`, subject: "li", text: "giraffe" }],
    }),
  );
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database
    .prepare("select subject, text, key from contents join subjects on subjects.id = subject order by length(text)")
    .all() as { subject: string; text: string; key: string }[];
  database.close();
  const zebras = rows.filter((row) => row.subject === rows.at(-1)?.subject);
  const traces = [zebras[0]?.key ?? "", ...zebras.map(({ text }) => text.slice(0, 40))];
  const kept = rows.find((row) => !zebras.includes(row))?.text ?? "";
  expect([zebras.length, traces.map(inFiles)]).toEqual([60, traces.map(() => true)]);
  expect(await store.erase("mei")).toBe(60);
  expect(traces.map(inFiles)).toEqual(traces.map(() => false));
  expect(inFiles(kept)).toBe(true);
  expect(["zebra", "giraffe"].some(inFiles)).toBe(false);
});

it("SQLite: its file is the owner's, and its directory is made", async () => {
  const file = join(temporaryDirectory(), "new", "desk.db");
  await (await sqliteStore(file, { master })).close();
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it("SQLite: a file that is no database is a corrupt store", async () => {
  const file = join(temporaryDirectory(), "desk.db");
  writeFileSync(file, "this is a text, and long enough to be read as a header of a database".repeat(100));
  expect(await faultOf(sqliteStore(file, { master }))).toMatchObject({
    code: "store_corrupt",
    next: expect.stringContaining("backup"),
  });
});

it("SQLite: a place where no file can be is an unavailable store", async () => {
  const directory = temporaryDirectory();
  mkdirSync(join(directory, "desk.db"));
  expect(await faultOf(sqliteStore(join(directory, "desk.db"), { master }))).toMatchObject({
    code: "store_unavailable",
  });
});

it("SQLite: another process that keeps it locked makes it unavailable for a while, and stops no event loop", async () => {
  const file = join(temporaryDirectory(), "desk.db");
  const store = await sqliteStore(file, { master, patience: 250 });
  onTestFinished(() => store.close());
  const other = new DatabaseSync(file);
  onTestFinished(() => other.close());
  other.exec("begin immediate");
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  const fault = await faultOf(store.commit(change(conversation("c1"), 0)));
  clearInterval(timer);
  expect(fault).toMatchObject({ code: "store_unavailable" });
  expect(longest).toBeLessThan(150);
  expect(await store.read(conversation("c1"))).toEqual([]);
  other.exec("rollback");
  taken(await store.commit(change(conversation("c1"), 0)));
});

it.each(durableEngines)(
  "$name: closes when all that waits is written, and is unavailable then",
  async ({ openShared }) => {
    const { store, reopen } = await openShared();
    const commits = Array.from({ length: 20 }, (_, i) => store.commit(change(conversation(`c${i}`), 0)));
    await store.close();
    for (const result of await Promise.all(commits)) expect(result.ok).toBe(true);
    expect(await faultOf(store.read(conversation("c1")))).toMatchObject({ code: "store_unavailable" });
    expect(await faultOf(store.commit(change(conversation("late"), 0)))).toMatchObject({ code: "store_unavailable" });
    expect(await (await reopen()).changes(0, 100)).toHaveLength(20);
  },
);

it("SQLite: a database of a newer version, or of another build, is refused", async () => {
  const file = join(temporaryDirectory(), "desk.db");
  await (await sqliteStore(file, { master })).close();
  const database = new DatabaseSync(file);
  database.exec("insert into migrations values ('0099-from-the-future', 'x', 0)");
  expect(await faultOf(sqliteStore(file, { master }))).toMatchObject({
    code: "store_version",
    message: expect.stringContaining("0099-from-the-future"),
  });
  database.exec("delete from migrations where name = '0099-from-the-future'; update migrations set checksum = 'other'");
  expect(await faultOf(sqliteStore(file, { master }))).toMatchObject({
    code: "store_version",
    next: expect.any(String),
  });
  database.close();
});

it("PostgreSQL: a database of a newer version is refused", async () => {
  const url = await temporaryDatabase();
  await (await postgresStore(url, { master })).close();
  await administer(url, "insert into migrations values ('0099-from-the-future', 'x', 0)");
  expect(await faultOf(postgresStore(url, { master }))).toMatchObject({
    code: "store_version",
    message: expect.stringContaining("0099-from-the-future"),
  });
});

it.each(durableEngines)("$name: opens in many processes at once, and migrates once", async ({ openShared }) => {
  const { reopen } = await openShared();
  const stores = await Promise.all(Array.from({ length: 6 }, reopen));
  expect(new Set(stores.map(({ epoch }) => epoch)).size).toBe(1);
});

it("a restored copy gets another name when asked to", async () => {
  const file = join(temporaryDirectory(), "desk.db");
  const original = await sqliteStore(file, { master });
  await original.close();
  const restored = await sqliteStore(file, { master, renew: true });
  expect(restored.epoch).not.toBe(original.epoch);
  await restored.close();
});

it("PostgreSQL: a server that is gone makes the store unavailable, its return makes it whole", async () => {
  const server = await startPostgres();
  onTestFinished(server.stop);
  const store = await postgresStore(server.url, { master });
  onTestFinished(() => store.close());
  let heard = 0;
  store.watch(() => heard++);
  taken(await store.commit(message(conversation("c1"), 0, "before")));
  await administer(
    server.url,
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'nightdesk'",
  );
  // Whoever meets a connection that has just been cut hears of it; the next attempt has a fresh one.
  await expect
    .poll(() => store.commit(change(conversation("c2"), 0)).catch((fault: Fault) => fault.code), { timeout: 10_000 })
    .toMatchObject({ ok: true });
  const before = heard;
  const other = await postgresStore(server.url, { master });
  await expect
    .poll(
      async () => {
        taken(await other.commit(change(conversation(`o${heard}-${Math.random()}`), 0)));
        return heard;
      },
      { timeout: 10_000 },
    )
    .toBeGreaterThan(before + 1);
  await other.close();
  await server.stop();
  const fault = await faultOf(store.commit(change(conversation("c3"), 0)));
  expect(fault).toMatchObject({ code: "store_unavailable", next: expect.stringContaining("reached") });
  expect(await faultOf(store.read(conversation("c1")))).toMatchObject({ code: "store_unavailable" });
});

it("PostgreSQL: nobody there, a wrong password and a missing database are an unavailable store, and the password stays secret", async () => {
  const url = new URL(await temporaryDatabase());
  const wrong = [
    Object.assign(new URL(url), { port: "1" }),
    Object.assign(new URL(url), { password: "hunter2" }),
    Object.assign(new URL(url), { pathname: "/nowhere" }),
  ];
  for (const one of wrong) {
    const fault = await faultOf(postgresStore(one.href, { master }));
    expect(fault.code).toBe("store_unavailable");
    expect(fault.message).not.toContain(one.password);
  }
});
