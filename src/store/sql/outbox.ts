import { sql } from "kysely";
import type { ClaimedEffect, EffectRow } from "../../core/ports.ts";
import type { Instant, Millis } from "../../core/time.ts";
import { HELD_BY_PERSON } from "../outbox-rules.ts";
import type { Db, Engine, Write } from "./engine.ts";
import { giveTurns } from "./outbox-writes.ts";
import { effectFromRow } from "./rows.ts";
import type { OutboxRow } from "./schema.ts";

type ClaimRequest = { now: Instant; limit: number; leaseUntil: Instant };

/** Lazy: a lease that a power failure undoes is an effect handed out again, which may happen anyway. */
export async function claim(db: Db, engine: Engine, request: ClaimRequest): Promise<ClaimedEffect[]> {
  const ready = await db.selectFrom("effects").select("seq").where("ready_at", "<=", request.now).limit(1).execute();
  return ready.length === 0 ? [] : engine.write(db, (trx) => handOut(trx, engine, request), { lazy: true });
}

async function handOut(trx: Write, engine: Engine, { now, limit, leaseUntil }: ClaimRequest): Promise<ClaimedEffect[]> {
  const claimed: ClaimedEffect[] = [];
  for (let more = true; more && claimed.length < limit; ) {
    const rows = await readyRows(trx, now, limit - claimed.length);
    const held = rows.filter(isHeld);
    const free = rows.filter((row) => !isHeld(row));
    await engine.all(trx, [...drop(engine, held, now), ...lease(engine, free, now, leaseUntil)]);
    claimed.push(...free.map((row) => ({ effect: effectFromRow(row), attempt: row.attempts + 1 })));
    more = held.length > 0;
  }
  return claimed;
}

type ReadyRow = Pick<OutboxRow, "seq" | "id" | "key" | "due_at" | "holder" | "act" | "attempts"> & {
  held_by: string | null;
};

const isHeld = ({ held_by }: ReadyRow): boolean => held_by !== null && held_by !== "bot";

const readyRows = (trx: Write, now: Instant, limit: number): Promise<ReadyRow[]> =>
  trx
    .selectFrom("effects")
    .leftJoin("conversations", (join) => join.on(sql<boolean>`conversations.id = effects.holder`))
    .select([
      "effects.seq",
      "effects.id",
      "effects.key",
      "effects.due_at",
      "effects.holder",
      "effects.act",
      "effects.attempts",
    ])
    .select("conversations.holder as held_by")
    .where("effects.ready_at", "<=", now)
    .orderBy("effects.ready_at")
    .orderBy("effects.seq")
    .limit(limit)
    .execute();

function drop(engine: Engine, rows: ReadyRow[], now: Instant) {
  if (rows.length === 0) return [];
  const dropped = sql`
    update effects set status = 'dropped', ready_at = null, error = ${HELD_BY_PERSON}, updated_at = ${now}
    where seq ${engine.among(rows.map(({ seq }) => seq))}`;
  return [
    dropped,
    ...giveTurns(
      engine,
      rows.map(({ id }) => id),
    ),
  ];
}

function lease(engine: Engine, rows: ReadyRow[], now: Instant, until: Instant) {
  if (rows.length === 0) return [];
  const leased = sql`
    update effects set status = 'leased', ready_at = ${until}, attempts = attempts + 1, updated_at = ${now}
    where seq ${engine.among(rows.map(({ seq }) => seq))}`;
  return [leased];
}

export async function effects(
  db: Db,
  { status, limit }: { status: EffectRow["status"]; limit: number },
): Promise<EffectRow[]> {
  const newest = db
    .selectFrom("effects")
    .selectAll()
    .where("status", "=", status)
    .orderBy("updated_at", "desc")
    .orderBy("seq", "desc");
  const rows = await newest.limit(limit).execute();
  return rows.map((row) => {
    const { attempts, error, updated_at: updatedAt } = row;
    return { effect: effectFromRow(row), status: row.status, attempts, error, updatedAt };
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
