import { sql } from "kysely";
import type { ConversationRow, Deadline, StoredEvent, StreamId, ThreadLink } from "../../core/ports.ts";
import type { Instant } from "../../core/time.ts";
import type { Db, Engine } from "./engine.ts";
import { conversationFromRow, eventFromRow } from "./rows.ts";

export async function read(db: Db, stream: StreamId): Promise<StoredEvent[]> {
  const rows = await db.selectFrom("events").selectAll().where("stream", "=", stream).orderBy("version").execute();
  return rows.map(eventFromRow);
}

export async function changes(db: Db, after: number, limit: number): Promise<StoredEvent[]> {
  const rows = await db
    .selectFrom("events")
    .selectAll()
    .where("position", ">", after)
    .orderBy("position")
    .limit(limit)
    .execute();
  return rows.map(eventFromRow);
}

export async function head(db: Db): Promise<number> {
  const newest = await db
    .selectFrom("events")
    .select((of) => of.fn.max("position").as("position"))
    .executeTakeFirst();
  return newest?.position ?? 0;
}

export async function seen(db: Db, channel: string, externalId: string): Promise<boolean> {
  const pair = db
    .selectFrom("inbound")
    .select("channel")
    .where("external_id", "=", externalId)
    .where("channel", "=", channel);
  return (await pair.executeTakeFirst()) !== undefined;
}

export async function contents(db: Db, engine: Engine, ids: string[]): Promise<Map<string, string | null>> {
  const texts = new Map<string, string | null>(ids.map((id) => [id, null]));
  if (ids.length === 0) return texts;
  const found = await sql<{
    id: string;
    text: string;
  }>`select id, text from contents where id ${engine.among(ids)}`.execute(db);
  for (const { id, text } of found.rows) texts.set(id, text);
  return texts;
}

export async function erase(db: Db, engine: Engine, subject: string): Promise<number> {
  const erased = await engine.write(db, async (trx) => {
    const { numDeletedRows } = await trx
      .deleteFrom("contents")
      .where("subject", "=", subject)
      .executeTakeFirstOrThrow();
    if (numDeletedRows > 0n) await engine.all(trx, engine.announcement());
    return Number(numDeletedRows);
  });
  await engine.scrub(db);
  return erased;
}

export async function conversation(db: Db, id: StreamId): Promise<ConversationRow | undefined> {
  const row = await db.selectFrom("conversations").selectAll().where("id", "=", id).executeTakeFirst();
  return row && conversationFromRow(row);
}

export async function conversationAt(db: Db, channel: string, thread: string): Promise<StreamId | undefined> {
  const link = db
    .selectFrom("threads")
    .select("conversation")
    .where("channel", "=", channel)
    .where("thread", "=", thread);
  return (await link.executeTakeFirst())?.conversation;
}

export async function threads(db: Db, id: StreamId): Promise<ThreadLink[]> {
  const links = db.selectFrom("threads").selectAll().where("conversation", "=", id);
  const rows = await links.orderBy("channel").orderBy("thread").execute();
  return rows.map(({ channel, thread, conversation, side }) => ({ channel, thread, conversation, side }));
}

export async function due(db: Db, now: Instant, limit: number): Promise<Deadline[]> {
  const rows = await db
    .selectFrom("deadlines")
    .selectAll()
    .where("at", "<=", now)
    .orderBy("at")
    .orderBy("stream")
    .orderBy("kind")
    .limit(limit)
    .execute();
  return rows.map(({ stream, kind, at }) => ({ stream, kind, at }));
}
