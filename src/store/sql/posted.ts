import type { Posted, Settlement } from "../../core/ports.ts";
import type { Instant } from "../../core/time.ts";
import { bulkInsert } from "./bulk.ts";
import type { Db, Engine, Query } from "./engine.ts";
import type { Tables } from "./schema.ts";

const upsert = bulkInsert(
  "posted",
  ["channel", "thread", "content", "messages", "at"],
  "on conflict (channel, thread, content) do update set messages = excluded.messages, at = excluded.at",
);

/** One row for each text in each place, the last one: a statement may not change a row twice. */
export function postedInserts(engine: Engine, settles: { settlements: Settlement[]; now: Instant }[]): Query[] {
  const rows = new Map<string, Tables["posted"]>();
  for (const { settlements, now } of settles)
    for (const settlement of settlements) {
      if (settlement.outcome !== "done" || settlement.posted === undefined) continue;
      const { channel, thread, content, messages } = settlement.posted;
      const row = { channel, thread, content, messages: JSON.stringify(messages), at: now };
      rows.set(JSON.stringify([channel, thread, content]), row);
    }
  return upsert(engine, [...rows.values()]);
}

export async function posted(db: Db, { channel, thread, content }: Omit<Posted, "messages">): Promise<string[]> {
  const row = await db
    .selectFrom("posted")
    .select("messages")
    .where("channel", "=", channel)
    .where("thread", "=", thread)
    .where("content", "=", content)
    .executeTakeFirst();
  return row === undefined ? [] : (JSON.parse(row.messages) as string[]);
}
