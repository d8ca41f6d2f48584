import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Commit, StreamId } from "../../src/core/ports.ts";
import { sqliteEngine } from "../../src/store/sql/engine.ts";
import { MIGRATIONS, migrate } from "../../src/store/sql/migrate.ts";
import { sqliteParts, sqliteStore } from "../../src/store/sql/sqlite.ts";
import { rotateMaster } from "../../src/store/sql/vault-meta.ts";
import { masterOf } from "../../src/store/vault/master.ts";
import { change, conversation, message, NOON, send, taken } from "../harness/commits.ts";
import { fixedKey, master } from "../harness/master.ts";
import { dump, sealedEngines } from "../harness/sealed.ts";
import { temporaryDirectory } from "../harness/stores.ts";
import { openWorld } from "../harness/world.ts";

/** As tables were before texts were sealed. */
const before = MIGRATIONS.filter(({ name }) => name !== "0010-subjects");

describe.each(sealedEngines)("what customers write, on $name", ({ place }) => {
  it("stands nowhere in the tables as they wrote it, nor who they are, and is read as if it did", async () => {
    const { open, parts } = await place();
    const store = await open();
    const world = openWorld({ store });
    await world.customer("persephone").says("someone is in my account please stop withdrawals, pomegranate");
    await world.responder("mei").takes(1);
    await world.settle();
    const { items } = await store.tickets({ customer: "console:persephone" });
    expect(items).toMatchObject([{ customer: "console:persephone", subject: expect.stringContaining("pomegranate") }]);
    expect(JSON.stringify(await store.changes(0, 100))).toContain('"customer":"console:persephone"');
    expect(await store.tickets({ customer: "console:somebody" })).toEqual({ items: [], cursor: null });
    await store.close();
    const tables = await dump(await parts());
    expect(tables).not.toContain("pomegranate");
    // A place keeps its name, which the console's customers choose themselves; the platforms' are numbers.
    expect(tables.replaceAll(/"key":"[^"]*"/g, "")).not.toContain("console:persephone");
  });

  it("opens in no other row and no other column, and not when it was changed", async () => {
    const { open, parts } = await place();
    const store = await open();
    for (const name of ["c1", "c2"]) taken(await store.commit(message(conversation(name), 0, `the text of ${name}`)));
    const [one, two] = [`${conversation("c1")}/1`, `${conversation("c2")}/1`];
    const { db } = await parts();
    onTestFinished(() => db.destroy());
    const { text } = await db.selectFrom("contents").select("text").where("id", "=", one).executeTakeFirstOrThrow();
    const fails = { code: "store_corrupt", message: expect.stringContaining("does not open"), next: expect.anything() };

    await db.updateTable("contents").set({ text }).where("id", "=", two).execute();
    await expect(store.contents([two])).rejects.toMatchObject(fails);
    expect(await store.contents([one])).toEqual(new Map([[one, "the text of c1"]]));

    const { identity } = await db
      .selectFrom("subjects")
      .select("identity")
      .where("identity", "is not", null)
      .executeTakeFirstOrThrow();
    await db
      .updateTable("contents")
      .set({ text: identity ?? "" })
      .where("id", "=", one)
      .execute();
    await expect(store.contents([one])).rejects.toMatchObject(fails);

    const flipped = text.slice(0, -6) + (text.at(-6) === "A" ? "B" : "A") + text.slice(-5);
    await db.updateTable("contents").set({ text: flipped }).where("id", "=", one).execute();
    await expect(store.contents([one])).rejects.toMatchObject(fails);
    await store.close();
  });

  it("is locked without its master key, which is said with what to do, and is not replaced", async () => {
    const { open } = await place();
    const store = await open();
    taken(await store.commit(message(conversation("c1"), 0, "hello")));
    await store.close();
    const make = () => Promise.reject(new Error("a key must not be made for a store that has one"));
    const lost = { where: "/keys/desk", read: async () => undefined, make };
    const says = { code: "store_locked", next: expect.stringContaining("NIGHTDESK_MASTER_KEY") };
    await expect(open(lost)).rejects.toMatchObject({ ...says, message: expect.stringContaining("none at /keys/desk") });
    await expect(open(fixedKey(8))).rejects.toMatchObject({ ...says, message: expect.stringContaining("another") });
    const again = await open();
    expect(await again.contents([`${conversation("c1")}/1`])).toEqual(new Map([[`${conversation("c1")}/1`, "hello"]]));
    await again.close();
  });

  it("is read with the new master key after a rotation, and no longer with the old one", async () => {
    const { open, parts } = await place();
    const store = await open();
    taken(await store.commit(message(conversation("c1"), 0, "hello")));
    const running = store;
    const { db, engine } = await parts();
    const [from, to] = [masterOf(new Uint8Array(32).fill(7)), masterOf(new Uint8Array(32).fill(8))];
    expect(await rotateMaster(db, engine, { from, to, where: "here" })).toBe(1);
    await expect(rotateMaster(db, engine, { from, to, where: "here" })).rejects.toMatchObject({ code: "store_locked" });
    await db.destroy();
    // A process that still has the old key must not seal anything with it.
    const late = running.commit(message(conversation("c9"), 0, "late"));
    await expect(late).rejects.toMatchObject({ code: "store_locked", next: expect.stringContaining("Start it again") });
    await running.close();
    await expect(open()).rejects.toMatchObject({ code: "store_locked" });
    let taken8 = 0;
    const next = async () => ({ key: new Uint8Array(32).fill(8), take: async () => void taken8++ });
    await (await open({ ...master, next })).close();
    expect(taken8).toBe(1);
    const rotated = await open(fixedKey(8));
    expect(await rotated.contents([`${conversation("c1")}/1`])).toEqual(
      new Map([[`${conversation("c1")}/1`, "hello"]]),
    );
    taken(await rotated.commit(message(conversation("c1"), 1, "and on")));
    await rotated.close();
  });

  it("is sealed at the first start when it was stored before texts were, and nothing of it is lost", async () => {
    const { open, parts } = await place();
    const old = await parts();
    await migrate(old.db, old.engine, before);
    const c1 = conversation("c1");
    const data = JSON.stringify({ type: "conversation.started", customer: "discord:1", place: {}, language: "en" });
    const event = { version: 1, at: NOON, content_digest: null, content_length: null, content_id: null };
    await old.db
      .insertInto("events")
      .values([
        { ...event, position: 1, stream: c1, data },
        { ...event, position: 2, stream: "customer:discord:1", data: '{"type":"customer.described"}' },
      ])
      .execute();
    await old.db
      .insertInto("streams")
      .values([
        { id: c1, version: 1 },
        { id: "customer:discord:1", version: 1 },
      ])
      .execute();
    const contents = Array.from({ length: 700 }, (_, i) => ({
      id: `x/${i}`,
      subject: "discord:1",
      text: `plain ${i}`,
    }));
    for (let i = 0; i < 7; i++)
      await old.db
        .insertInto("contents")
        .values(contents.slice(i * 100, i * 100 + 100))
        .execute();
    const conversationRow = { id: c1, version: 1, holder: "bot" as const, customer: "discord:1", ticket: null };
    await old.db
      .insertInto("conversations")
      .values({ ...conversationRow, updated_at: NOON, outage: null, outage_news: null })
      .execute();
    await old.db.destroy();

    await (await open()).close();
    const store = await open();
    expect((await store.contents(["x/0", "x/699"])).values().toArray()).toEqual(["plain 0", "plain 699"]);
    expect(await store.conversation(c1)).toMatchObject({ customer: "discord:1" });
    expect(await store.read(c1)).toMatchObject([{ data: { customer: "discord:1" } }]);
    expect(await store.read("customer:discord:1")).toMatchObject([{ stream: "customer:discord:1", position: 2 }]);
    taken(await store.commit(change("customer:discord:1", 1)));
    await store.close();
    const tables = await dump(await parts());
    expect(tables).not.toContain("plain ");
    expect(tables).not.toContain("discord:1");
  });

  it("hides accounts at the exchange and what a customer's own stream causes, until an erasure ends both", async () => {
    const { open, parts } = await place();
    const store = await open();
    const mine: StreamId = "customer:discord:77";
    const other: StreamId = "customer:slack:U9";
    const linked = (stream: StreamId, account: string, more: Partial<Commit> = {}) =>
      change(stream, 0, {
        events: [{ at: NOON, data: { type: "identity.linked", account } as never, content: null }],
        ...more,
      });
    const effects = [
      send(`${mine}/1#0`, { key: mine, act: { kind: "command", command: { to: "customer", stream: mine } } as never }),
      send(`${mine}/1#1`, { key: mine }),
    ];
    taken(await store.commit(linked(mine, "acct-8841", { effects })));
    taken(
      await store.commit(
        change(mine, 1, {
          events: [{ at: NOON, data: { type: "identity.linked", account: "acct-9000" } as never, content: null }],
        }),
      ),
    );
    taken(await store.commit(linked(other, "acct-9000")));
    const incident = {
      id: "incident:i1",
      version: 1,
      number: 1,
      state: "closed",
      customer: "discord:77",
      account: "acct-8841",
    };
    taken(await store.commit(change("incident:i1", 0, { incident: { ...incident, reportedAt: NOON } as never })));
    expect(await store.incidents({ account: "acct-8841", limit: 9 })).toMatchObject([incident]);
    expect(await store.incidents({ account: "acct-1", limit: 9 })).toEqual([]);
    expect(await store.read(mine)).toMatchObject([
      { data: { account: "acct-8841" } },
      { data: { account: "acct-9000" } },
    ]);
    // One after the other, as one key asks for, and settled by the name under which they were handed out.
    const claim = () => store.claim({ now: NOON, limit: 9, leaseUntil: NOON + 1 });
    const [first, ...rest] = await claim();
    expect([first?.effect.act, rest]).toMatchObject([{ command: { stream: mine } }, []]);
    await store.settle([{ id: first?.effect.id ?? "", outcome: "done" }], NOON);
    expect((await claim()).length).toBe(1);
    const hidden = ["discord:77", "acct-8841", "acct-9000"];
    for (const text of hidden) expect(await dump(await parts())).not.toContain(text);

    await store.erase("discord:77");
    expect(JSON.stringify(await store.changes(0, 9))).not.toContain("acct-8841");
    expect(await store.incidents({ account: "acct-8841", limit: 9 })).toEqual([]);
    // The other one's account is still theirs.
    expect(await store.read(other)).toMatchObject([{ data: { account: "acct-9000" } }]);
    await store.close();
  });

  it("is nobody's once its customer was erased, and who comes back is somebody new", async () => {
    const { open, parts } = await place();
    const store = await open();
    const other = await open();
    const c1 = conversation("c1");
    const row = { id: c1, holder: "bot" as const, ticket: null, updatedAt: NOON, customer: "discord:77" };
    const says = (version: number, text: string, customer = "discord:77") =>
      message(c1, version, text, {
        contents: [{ id: `${c1}/${version + 1}`, subject: customer, text }],
        conversation: { ...row, version: version + 1, customer },
      });
    taken(await store.commit(says(0, "pomegranate")));
    taken(await other.commit(says(1, "hello")));
    expect(await other.conversation(c1)).toMatchObject({ customer: "discord:77" });
    expect(await dump(await parts())).not.toContain("discord:77");
    expect(await store.erase("discord:77")).toBe(2);
    const gone = await store.conversation(c1);
    expect(gone?.customer).toMatch(/^erased:[\w-]{22}$/);
    expect(await store.contents([`${c1}/1`])).toEqual(new Map([[`${c1}/1`, null]]));

    // What staff write about it later has a key again, and no identity; another process that knew the customer makes a new name.
    taken(await store.commit(says(2, "a note", gone?.customer)));
    expect(await store.contents([`${c1}/3`])).toEqual(new Map([[`${c1}/3`, "a note"]]));
    taken(await other.commit(says(3, "I am back")));
    expect(await store.contents([`${c1}/4`])).toEqual(new Map([[`${c1}/4`, "I am back"]]));
    expect(await store.erase("discord:77")).toBe(1);
    await store.close();
    await other.close();
    const tables = await dump(await parts());
    expect(tables).not.toContain("discord:77");
  });
});

it("SQLite: the files hold no word of what was plain once it is sealed", async () => {
  const file = join(temporaryDirectory(), "desk.db");
  const old = await sqliteParts(file);
  await migrate(old.db, sqliteEngine, before);
  for (let i = 0; i < 50; i++)
    await old.db
      .insertInto("contents")
      .values({ id: `x/${i}`, subject: "discord:4242", text: `zebra ${"long ".repeat(i * 30)}` })
      .execute();
  await old.db.destroy();
  expect(new DatabaseSync(file).prepare("select count(*) as n from contents").get()).toEqual({ n: 50 });
  const store = await sqliteStore(file, { master });
  onTestFinished(() => store.close());
  const bytes = ["", "-wal"].map((suffix) => readFileSync(file + suffix).toString("latin1")).join("");
  expect(bytes).not.toContain("zebra");
  expect(bytes).not.toContain("discord:4242");
});
