import { sql } from "kysely";
import type { EffectRow } from "../../core/ports.ts";
import type { Instant, Millis } from "../../core/time.ts";
import { namesIn } from "../vault/names.ts";
import type { Db, Engine } from "./engine.ts";
import { giveTurns } from "./outbox-writes.ts";
import { effectFromRow } from "./rows.ts";
import type { Subjects } from "./subjects.ts";

export async function effects(
  db: Db,
  subjects: Subjects,
  { status, limit }: { status: EffectRow["status"]; limit: number },
): Promise<EffectRow[]> {
  const newest = db
    .selectFrom("effects")
    .selectAll()
    .where("status", "=", status)
    .orderBy("updated_at", "desc")
    .orderBy("seq", "desc");
  const rows = await newest.limit(limit).execute();
  const opened = await subjects.open(
    db,
    rows.flatMap(({ act }) => namesIn(act)),
  );
  return rows.map((row) => {
    const { attempts, error, updated_at: updatedAt } = row;
    return { effect: effectFromRow(row, opened), status: row.status, attempts, error, updatedAt };
  });
}

/** Back in line means its end: what came after it may be out by now, and one at a time is the promise. */
export const revive = (db: Db, engine: Engine, id: string, now: Instant): Promise<boolean> =>
  engine.write(db, async (trx) => {
    const { last } = await trx
      .selectFrom("effects")
      .select((of) => of.fn.max("seq").as("last"))
      .executeTakeFirstOrThrow();
    const { numUpdatedRows } = await trx
      .updateTable("effects")
      .set({ seq: (last ?? 0) + 1, status: "pending", attempts: 0, due_at: now, ready_at: null, updated_at: now })
      .where("id", "=", id)
      .where("status", "=", "dead")
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) return false;
    await engine.all(trx, [...giveTurns(engine, [id]), ...engine.announcement()]);
    return true;
  });

export const RETENTION: Millis = 30 * 86_400_000;
const PRUNED_AT_ONCE = 5_000;

/** Forgets effects that were done before an instant, and which messages they became, a few thousand at a time so that nobody waits long; how many. */
export async function prune(db: Db, engine: Engine, before: Instant): Promise<number> {
  await engine.write(db, (trx) => sql`delete from posted where at < ${before}`.execute(trx), { lazy: true });
  const done = db.selectFrom("effects").select("seq").where("status", "=", "done").where("updated_at", "<", before);
  for (let pruned = 0; ; ) {
    const rows = await done.limit(PRUNED_AT_ONCE).execute();
    if (rows.length === 0) return pruned;
    const seqs = rows.map(({ seq }) => seq);
    await engine.write(db, (trx) => sql`delete from effects where seq ${engine.among(seqs)}`.execute(trx), {
      lazy: true,
    });
    pruned += rows.length;
  }
}
