import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { copyStore } from "../../src/store/sql/copy.ts";
import { postgresParts, postgresStore } from "../../src/store/sql/postgres.ts";
import { sqliteParts, sqliteStore } from "../../src/store/sql/sqlite.ts";
import type { SqlStoreParts } from "../../src/store/sql/store.ts";
import { conversation, message, taken } from "../harness/commits.ts";
import { master } from "../harness/master.ts";
import { temporaryDatabase, temporaryDirectory } from "../harness/stores.ts";
import { openWorld } from "../harness/world.ts";

/** Everything in a file, read with nothing of ours, but for when its tables were made. */
function everythingIn(file: string): Record<string, unknown[]> {
  const database = new DatabaseSync(file, { readOnly: true });
  const names = database.prepare("select name from sqlite_schema where type = 'table' order by name").all();
  const all = names.map(({ name }): [string, unknown[]] => {
    const columns = name === "migrations" ? "name, checksum" : "*";
    const rows = database.prepare(`select ${columns} from "${name}"`).all();
    return [String(name), rows.map((row) => JSON.stringify(row)).sort()];
  });
  database.close();
  return Object.fromEntries(all);
}

async function copied(from: SqlStoreParts, to: SqlStoreParts) {
  try {
    return await copyStore(from, to);
  } finally {
    await from.db.destroy();
    await to.db.destroy();
  }
}

test("a desk moves from SQLite to PostgreSQL and back with everything it holds, and goes on in both", async () => {
  const folder = temporaryDirectory();
  const [first, back] = [join(folder, "first.db"), join(folder, "back.db")];
  const url = await temporaryDatabase();

  const before = await sqliteStore(first, { master });
  const world = openWorld({ store: before });
  for (const name of ["alice", "bob"])
    await world.customer(name).says("someone is in my account please stop withdrawals");
  await world.customer("王芳").says("提币卡住了 🙏 \\ \" ' \u2028");
  await world.responder("mei").takes(1);
  await world.customer("carol").says("human");
  for (let i = 0; i < 1_100; i++) taken(await before.commit(message(conversation(`m${i}`), 0, `text ${i}`)));
  await before.putToken({
    id: "t1",
    name: "mei",
    role: "lead",
    hash: "h",
    createdAt: 1,
    createdBy: "mei",
    revokedAt: null,
  });
  const { epoch } = before;
  await before.close();

  const tables = await copied(await sqliteParts(first), postgresParts(url));
  expect(Object.fromEntries(tables.map(({ table, rows }) => [table, rows]))).toMatchObject({ tokens: 1 });
  expect(tables.filter(({ rows }) => rows > 0).map(({ table }) => table)).toEqual(
    expect.arrayContaining(["events", "contents", "effects", "deadlines", "tickets", "threads", "console", "inbound"]),
  );

  await copied(postgresParts(url), await sqliteParts(back));
  expect(everythingIn(back)).toEqual(everythingIn(first));

  // It goes on where it was: the same database by name, the next number, the answer to what was open.
  const moved = await postgresStore(url, { master });
  expect(moved.epoch).toBe(epoch);
  expect((await moved.tickets({})).items.length).toBe(3);
  taken(await moved.commit(message(conversation("m0"), 1, "and on")));
  await moved.close();
});

test("a target that holds anything is refused, and stays as it was", async () => {
  const folder = temporaryDirectory();
  const [from, to] = [join(folder, "from.db"), join(folder, "to.db")];
  for (const [file, name] of [
    [from, "a"],
    [to, "b"],
  ] as const) {
    const store = await sqliteStore(file, { master });
    taken(await store.commit(message(conversation(name), 0, name)));
    await store.close();
  }
  const before = everythingIn(to);
  await expect(copied(await sqliteParts(from), await sqliteParts(to))).rejects.toMatchObject({
    code: "usage",
    message: expect.stringContaining("not empty"),
  });
  expect(everythingIn(to)).toEqual(before);
});
