import { sql } from "kysely";
import type { StoreCounts } from "../../core/counts.ts";

import type { Instant } from "../../core/time.ts";
import type { Db } from "./engine.ts";

export async function counts(db: Db, now: Instant): Promise<StoreCounts> {
  const many = sql<number>`count(*)`.as("many");
  const states = await db.selectFrom("tickets").select(["state", many]).groupBy("state").execute();
  const statuses = await db.selectFrom("effects").select(["status", many]).groupBy("status").execute();
  const deadlines = await db.selectFrom("deadlines").select(many).executeTakeFirstOrThrow();
  const oldest = await db
    .selectFrom("effects")
    .select((of) => of.fn.min("due_at").as("dueAt"))
    .where(sql<boolean>`status in ('pending', 'leased')`)
    .executeTakeFirst();
  return {
    tickets: {
      open: 0,
      pending: 0,
      resolved: 0,
      closed: 0,
      ...Object.fromEntries(states.map((row) => [row.state, row.many])),
    },
    effects: {
      ...{ pending: 0, leased: 0, done: 0, dead: 0, dropped: 0 },
      ...Object.fromEntries(statuses.map((row) => [row.status, row.many])),
    },
    deadlines: deadlines.many,
    outboxLag: Math.max(0, now - (oldest?.dueAt ?? now)),
  };
}
