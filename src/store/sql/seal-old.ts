import { sql } from "kysely";
import type { StreamId } from "../../core/ports.ts";
import { accountIdentity, concealed, identitiesIn, identityOfStream, newName, streamOf } from "../vault/names.ts";
import type { SubjectRow, Vault } from "../vault/vault.ts";
import type { Db, Engine, Write } from "./engine.ts";
import { insertSubjects } from "./subjects.ts";

const AT_ONCE = 500;
/** A new name looks through everything again: `.2` since accounts are concealed too. */
const DONE = "vault.sealed.2";

/** Rows of one kind that were written before texts were sealed: how some are found, and changed. How many there were. */
type Step = (trx: Write, engine: Engine, vault: Vault) => Promise<number>;

/**
 * Seals what was stored before texts were, some rows at a time, each time whole or not at all: a crash in the middle goes on where it
 * was at the next start. Once done it is noted down.
 */
export async function sealOld(db: Db, engine: Engine, vault: Vault): Promise<void> {
  const done = await db.selectFrom("meta").select("key").where("key", "=", DONE).executeTakeFirst();
  if (done !== undefined) return;
  let changed = 0;
  for (const step of steps())
    for (let some = AT_ONCE; some > 0; changed += some)
      some = await engine.write(db, (trx) => step(trx, engine, vault));
  await engine.write(db, (trx) =>
    trx
      .insertInto("meta")
      .values({ key: DONE, value: "1" })
      .onConflict((already) => already.column("key").doNothing())
      .execute(),
  );
  if (changed > 0) await engine.scrub(db);
}

/** The subjects of these identities, made where there are none. */
async function subjectsOf(trx: Write, engine: Engine, vault: Vault, identities: Iterable<string>) {
  const asked = new Map([...identities].map((identity) => [vault.lookup(identity), identity]));
  const query = sql<SubjectRow>`select id, lookup, identity, key from subjects where lookup ${engine.among([...asked.keys()])}`;
  const known = new Map((await query.execute(trx)).rows.map((row) => [row.lookup, row]));
  const fresh: SubjectRow[] = [];
  const rows = new Map<string, SubjectRow>();
  for (const [lookup, identity] of asked) {
    const row = known.get(lookup) ?? vault.newSubject(newName(), identity);
    if (!known.has(lookup)) fresh.push(row);
    rows.set(identity, row);
  }
  await engine.all(trx, insertSubjects(engine, fresh));
  return (identity: string): SubjectRow => {
    const row = rows.get(identity);
    if (row === undefined) throw new Error("every identity was asked for");
    return row;
  };
}

const unnamed = (column: string) =>
  sql<boolean>`not (${sql.ref(column)} like '~%' and length(${sql.ref(column)}) = 23)`;

const contents: Step = async (trx, engine, vault) => {
  const rows = await trx.selectFrom("contents").selectAll().where(unnamed("subject")).limit(AT_ONCE).execute();
  const of = await subjectsOf(trx, engine, vault, new Set(rows.map(({ subject }) => subject)));
  for (const { id, subject, text } of rows) {
    const row = of(subject);
    const { key } = vault.subject(row);
    if (key === null) throw new Error("a subject that is found by its identity has a key");
    const sealed = { subject: row.id, text: vault.sealContent(key, id, text) };
    await trx.updateTable("contents").set(sealed).where("id", "=", id).execute();
  }
  return rows.length;
};

const customersOf =
  (table: "conversations" | "tickets"): Step =>
  async (trx, engine, vault) => {
    const rows = await trx
      .selectFrom(table)
      .select(["id", "customer"])
      .where(unnamed("customer"))
      .limit(AT_ONCE)
      .execute();
    const of = await subjectsOf(trx, engine, vault, new Set(rows.map(({ customer }) => customer)));
    for (const { id, customer } of rows)
      await trx
        .updateTable(table)
        .set({ customer: of(customer).id })
        .where("id", "=", id)
        .execute();
    return rows.length;
  };

const authors: Step = async (trx, engine, vault) => {
  const rows = await trx
    .selectFrom("moderations")
    .select(["id", "author"])
    .where(unnamed("author"))
    .limit(AT_ONCE)
    .execute();
  const of = await subjectsOf(trx, engine, vault, new Set(rows.map(({ author }) => author)));
  for (const { id, author } of rows)
    await trx
      .updateTable("moderations")
      .set({ author: of(author).id })
      .where("id", "=", id)
      .execute();
  return rows.length;
};

/** Events and effects have no mark of their own: they are gone through once, by place. */
const jsonOf = (table: "events" | "effects", place: "position" | "seq", column: "data" | "act"): Step => {
  let last = 0;
  return async (trx, engine, vault) => {
    const query = sql<{ at: number; json: string }>`
      select ${sql.ref(place)} as at, ${sql.ref(column)} as json from ${sql.table(table)}
      where ${sql.ref(place)} > ${last} order by ${sql.ref(place)} limit ${AT_ONCE}`;
    const { rows } = await query.execute(trx);
    const identities = rows.flatMap(({ json }) => [...identitiesIn(JSON.parse(json))]);
    const of = await subjectsOf(trx, engine, vault, new Set(identities));
    for (const { at, json } of rows) {
      const now = concealed(JSON.parse(json), (identity) => of(identity).id);
      if (now !== json)
        await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${now} where ${sql.ref(place)} = ${at}`.execute(
          trx,
        );
    }
    last = rows.at(-1)?.at ?? last;
    return rows.length;
  };
};

/** Security cases have the account in a column of its own. */
const accounts: Step = async (trx, engine, vault) => {
  const rows = await trx
    .selectFrom("incidents")
    .select(["id", "account", "data"])
    .where("account", "is not", null)
    .where(unnamed("account"))
    .limit(AT_ONCE)
    .execute();
  const known = rows.map((row) => ({
    ...row,
    account: accountIdentity(row.account ?? ""),
    data: JSON.parse(row.data),
  }));
  const identities = known.flatMap(({ account, data }) => [account, ...identitiesIn(data)]);
  const of = await subjectsOf(trx, engine, vault, new Set(identities));
  for (const { id, account, data } of known)
    await trx
      .updateTable("incidents")
      .set({ account: of(account).id, data: concealed(data, (identity) => of(identity).id) })
      .where("id", "=", id)
      .execute();
  return rows.length;
};

const STREAMED = [
  ["streams", "id"],
  ["events", "stream"],
  ["deadlines", "stream"],
] as const;

/** Streams that are named by a customer. */
const streams: Step = async (trx, engine, vault) => {
  const { rows } = await sql<{
    id: StreamId;
  }>`select id from streams where id like 'customer:%' and id not like 'customer:~%' limit ${AT_ONCE}`.execute(trx);
  const of = await subjectsOf(trx, engine, vault, new Set(rows.map(({ id }) => identityOfStream(id) ?? "")));
  for (const { id } of rows) {
    const now = streamOf(of(identityOfStream(id) ?? "").id);
    for (const [table, column] of STREAMED)
      await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${now} where ${sql.ref(column)} = ${id}`.execute(
        trx,
      );
  }
  return rows.length;
};

const steps = (): Step[] => [
  contents,
  customersOf("conversations"),
  customersOf("tickets"),
  authors,
  accounts,
  streams,
  jsonOf("events", "position", "data"),
  jsonOf("effects", "seq", "act"),
];
