import { sql } from "kysely";
import type { StreamId } from "../../core/ports.ts";
import type { Rested, RestedStream } from "../../core/privacy/store.ts";
import type { Instant } from "../../core/time.ts";
import { namesIn, streamOf } from "../vault/names.ts";
import type { Db, Engine, Write } from "./engine.ts";
import type { Subjects } from "./subjects.ts";

export async function held(db: Db, subjects: Subjects, identity: string): Promise<string[]> {
  const name = await subjects.nameOf(db, identity);
  if (name === undefined) return [];
  const rows = await db.selectFrom("contents").select("id").where("subject", "=", name).orderBy("id").execute();
  return rows.map(({ id }) => id);
}

/**
 * Removes texts of a subject, and when nothing is kept who they are, the accounts that are theirs alone, and the keys; how many texts. Their name in events and
 * lists stays and is nobody's from then on.
 */
export async function erase(
  db: Db,
  engine: Engine,
  subjects: Subjects,
  identity: string,
  kept: readonly StreamId[] = [],
): Promise<number> {
  const name = await subjects.nameOf(db, identity);
  if (name === undefined) return 0;
  const gone = [name];
  const erased = await engine.write(db, async (trx) => {
    let texts = trx.deleteFrom("contents").where("subject", "=", name);
    for (const stream of kept) texts = texts.where(sql<boolean>`not ${isOf(stream)}`);
    const { numDeletedRows } = await texts.executeTakeFirstOrThrow();
    if (kept.length === 0) {
      gone.push(...(await accountsOf(trx, name)));
      await trx
        .updateTable("subjects")
        .set({ lookup: null, identity: null, key: null })
        .where("id", "in", gone)
        .execute();
    }
    await engine.all(trx, engine.announcement());
    return Number(numDeletedRows);
  });
  for (const it of gone) subjects.forget(it);
  await engine.scrub(db);
  return erased;
}

/** The names of accounts that are this customer's and nobody else's. */
async function accountsOf(trx: Write, name: string): Promise<string[]> {
  const mine = await trx.selectFrom("events").select("data").where("stream", "=", streamOf(name)).execute();
  const cases = await trx.selectFrom("incidents").select("data").where("data", "like", `%"${name}"%`).execute();
  const named = [...new Set([...mine, ...cases].flatMap(({ data }) => namesIn(data)))].filter((it) => it !== name);
  const own: string[] = [];
  for (const account of named) {
    const other = await sql`
      select 1 as one from events where stream > ${streamOf("~")} and stream < ${streamOf("~~")}
        and stream <> ${streamOf(name)} and data like ${`%"${account}"%`} limit 1`.execute(trx);
    if (other.rows.length === 0) own.push(account);
  }
  return own;
}

/** Whether a content belongs to a stream: "0" is what comes after "/". */
const isOf = (stream: unknown) => sql<boolean>`(contents.id >= ${stream} || '/' and contents.id < ${stream} || '0')`;

const RESTS = {
  conversations: sql`select id, customer from conversations as rest where holder <> 'agent' and updated_at`,
  tickets: sql`select id, customer from tickets as rest where state in ('resolved', 'closed') and updated_at`,
  moderation: sql`select id, author as customer from moderations as rest where updated_at`,
} as const;

export async function rested(
  db: Db,
  subjects: Subjects,
  { class: kind, before, after, limit }: Rested,
): Promise<RestedStream[]> {
  const { rows } = await sql<{ id: StreamId; customer: string }>`
    ${RESTS[kind]} < ${before} and id > ${after ?? ""}
      and exists (select 1 from contents where contents.id >= rest.id || '/' and contents.id < rest.id || '0')
    order by id limit ${limit}`.execute(db);
  const opened = await subjects.open(
    db,
    rows.map(({ customer }) => customer),
  );
  return rows.map(({ id, customer }) => ({ stream: id, customer: opened.identity(customer) }));
}

export async function removeTexts(db: Db, engine: Engine, streams: readonly StreamId[]): Promise<number> {
  if (streams.length === 0) return 0;
  const removed = await engine.write(db, async (trx) => {
    let count = 0;
    for (const stream of streams)
      count += Number((await trx.deleteFrom("contents").where(isOf(stream)).executeTakeFirstOrThrow()).numDeletedRows);
    await engine.all(trx, engine.announcement());
    return count;
  });
  await engine.scrub(db);
  return removed;
}

/** Messages from before it was noted when they were taken count from now on. */
export const pruneInbound = (db: Db, engine: Engine, before: Instant, limit: number, now: Instant): Promise<number> =>
  engine.write(
    db,
    async (trx) => {
      await stamp(trx, engine, limit, now);
      const old = await some(trx, sql<boolean>`at < ${before}`, limit);
      for (const { external_id, channel } of old)
        await trx.deleteFrom("inbound").where("external_id", "=", external_id).where("channel", "=", channel).execute();
      return old.length;
    },
    { lazy: true },
  );

const some = (trx: Write, which: ReturnType<typeof sql<boolean>>, limit: number) =>
  trx.selectFrom("inbound").select(["external_id", "channel"]).where(which).limit(limit).execute();

async function stamp(trx: Write, engine: Engine, limit: number, now: Instant): Promise<void> {
  const unknown = await some(trx, sql<boolean>`at is null`, limit);
  if (unknown.length === 0) return;
  await sql`update inbound set at = ${now} where at is null and external_id ${engine.among(
    unknown.map(({ external_id }) => external_id),
  )}`.execute(trx);
}
