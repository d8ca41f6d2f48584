import { sql } from "kysely";
import type { StoredEvent } from "../../core/ports.ts";
import type { Instant } from "../../core/time.ts";
import type { Db } from "./engine.ts";
import { IS_PAGE } from "./migrations/0014-pages.ts";
import type { EventRow } from "./schema.ts";
import { opened } from "./streams.ts";
import type { Subjects } from "./subjects.ts";

/** The pages of a span, oldest first. */
export async function pages(
  db: Db,
  subjects: Subjects,
  { from, until }: { from: Instant; until: Instant },
): Promise<StoredEvent[]> {
  const { rows } = await sql<EventRow>`
    select * from events where ${sql.raw(IS_PAGE)} and at >= ${from} and at < ${until} order by at, position`.execute(
    db,
  );
  return opened(db, subjects, rows);
}
