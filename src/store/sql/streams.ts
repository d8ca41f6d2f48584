import { sql } from "kysely";
import type { ConversationRow, Deadline, StoredEvent, StreamId, ThreadLink } from "../../core/ports.ts";
import type { Instant } from "../../core/time.ts";
import { identityOfStream, namesIn, streamOf } from "../vault/names.ts";
import type { Db, Engine } from "./engine.ts";
import { conversationFromRow, eventFromRow } from "./rows.ts";
import type { EventRow } from "./schema.ts";
import type { Subjects } from "./subjects.ts";

/** The events of each of these streams, in one go. */
export async function readAll(
  db: Db,
  engine: Engine,
  subjects: Subjects,
  asked: readonly StreamId[],
): Promise<StoredEvent[][]> {
  const names = await Promise.all(asked.map((stream) => nameOf(db, subjects, stream)));
  const wanted = [...new Set(names)];
  const { rows } = await sql<EventRow>`
    select * from events where stream ${engine.among(wanted)} order by stream, version`.execute(db);
  const events = await opened(db, subjects, rows);
  const found = new Map<string, StoredEvent[]>(wanted.map((name) => [name, []]));
  for (const [i, event] of events.entries()) found.get(rows[i]?.stream ?? "")?.push(event);
  return names.map((name) => found.get(name) ?? []);
}

/** The name that a stream goes by in the tables. */
async function nameOf(db: Db, subjects: Subjects, asked: StreamId): Promise<StreamId> {
  const identity = identityOfStream(asked);
  const name = identity === undefined ? undefined : await subjects.nameOf(db, identity);
  return name === undefined ? asked : streamOf(name);
}

/** Events as they are read, with identities in place of names. */
export async function opened(db: Db, subjects: Subjects, rows: EventRow[]): Promise<StoredEvent[]> {
  const who = await subjects.open(
    db,
    rows.flatMap(({ stream, data }) => [identityOfStream(stream) ?? null, ...namesIn(data)]),
  );
  return rows.map((row) => eventFromRow(row, who));
}

export async function changes(db: Db, subjects: Subjects, after: number, limit: number): Promise<StoredEvent[]> {
  const rows = await db
    .selectFrom("events")
    .selectAll()
    .where("position", ">", after)
    .orderBy("position")
    .limit(limit)
    .execute();
  return opened(db, subjects, rows);
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

export async function contents(
  db: Db,
  engine: Engine,
  subjects: Subjects,
  ids: string[],
): Promise<Map<string, string | null>> {
  const texts = new Map<string, string | null>(ids.map((id) => [id, null]));
  if (ids.length === 0) return texts;
  const found = await sql<{
    id: string;
    subject: string;
    text: string;
  }>`select id, subject, text from contents where id ${engine.among(ids)}`.execute(db);
  const who = await subjects.open(
    db,
    found.rows.map(({ subject }) => subject),
  );
  for (const row of found.rows) texts.set(row.id, who.text(row));
  return texts;
}

export async function conversation(db: Db, subjects: Subjects, id: StreamId): Promise<ConversationRow | undefined> {
  const row = await db.selectFrom("conversations").selectAll().where("id", "=", id).executeTakeFirst();
  return row && conversationFromRow(row, await subjects.open(db, [row.customer]));
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
