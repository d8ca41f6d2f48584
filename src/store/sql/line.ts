import { sql } from "kysely";
import { type Line, type LineQuery, LONGEST_LINE } from "../../core/ticket/line.ts";
import type { Db } from "./engine.ts";

/** Two looks at an index, each bounded. */
export async function line(db: Db, query: LineQuery): Promise<Line> {
  const { team, priority, openedAt, number, since, limit } = query;
  const waiting = db
    .selectFrom("tickets")
    .select("number")
    .where("team", "=", team)
    .where(sql<boolean>`state = 'open' and answered_at is null and snoozed_until is null`)
    .where(sql<boolean>`(priority, opened_at, number) < (${priority}, ${openedAt}, ${number})`)
    .limit(LONGEST_LINE)
    .as("waiting");
  const count = db.selectFrom(waiting).select(({ fn }) => fn.countAll<number>().as("ahead"));
  const answered = db
    .selectFrom("tickets")
    .select(["priority", "opened_at", "answered_at"])
    .where("team", "=", team)
    .where("answered_at", ">=", since)
    .orderBy("answered_at", "desc")
    .limit(limit);
  const [counted, rows] = [await count.executeTakeFirst(), await answered.execute()];
  return {
    ahead: Number(counted?.ahead ?? 0),
    answered: rows.flatMap(({ priority: was, opened_at, answered_at }) =>
      answered_at === null ? [] : [{ priority: was, openedAt: opened_at, answeredAt: answered_at }],
    ),
  };
}
