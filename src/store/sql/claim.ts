import { type RawBuilder, sql } from "kysely";
import { type ClaimRequest, LANES } from "../../core/lane.ts";
import type { ClaimedEffect } from "../../core/ports.ts";
import type { Instant } from "../../core/time.ts";
import { HELD_BY_PERSON } from "../outbox-rules.ts";
import { namesIn } from "../vault/names.ts";
import type { Db, Engine, Query } from "./engine.ts";
import { giveTurns } from "./outbox-writes.ts";
import { effectFromRow } from "./rows.ts";
import type { OutboxRow } from "./schema.ts";
import type { Subjects } from "./subjects.ts";

/** Lazy: a lease that a power failure undoes is an effect handed out again, which may happen anyway. */
export async function claim(
  db: Db,
  engine: Engine,
  subjects: Subjects,
  request: ClaimRequest,
): Promise<ClaimedEffect[]> {
  const { now, lanes = LANES } = request;
  const ready = db.selectFrom("effects").select("seq").where("lane", "in", lanes).where("ready_at", "<=", now);
  if (lanes.length === 0 || (await ready.limit(1).execute()).length === 0) return [];
  const lease = engine.skipsLocked ? skipping : inTurn;
  const claimed: Leased[] = [];
  for (let more = true; more && claimed.length < request.limit; ) {
    const round = await lease(db, engine, { ...request, limit: request.limit - claimed.length });
    claimed.push(...round.claimed);
    more = round.held > 0;
  }
  const opened = await subjects.open(
    db,
    claimed.flatMap(({ row }) => namesIn(row.act)),
  );
  return claimed.map(({ row, attempt }) => ({ effect: effectFromRow(row, opened), attempt }));
}

type Leased = { row: ReadyRow; attempt: number };
type Round = { claimed: Leased[]; held: number };
type ReadyRow = Pick<OutboxRow, "seq" | "id" | "key" | "due_at" | "holder" | "act" | "attempts"> & { held: number };

/** The only writer looks and leases. */
const inTurn = (db: Db, engine: Engine, request: ClaimRequest): Promise<Round> =>
  engine.write(
    db,
    async (trx) => {
      const { now, leaseUntil } = request;
      const { rows } = await sql<ReadyRow>`
        select seq, effects.id, key, due_at, effects.holder, act, attempts, ${heldByPerson} as held
        from effects left join conversations on conversations.id = effects.holder
        where seq in (${firsts(request, sql``)}) order by ready_at, seq`.execute(trx);
      const [held, free] = [rows.filter((row) => row.held === 1), rows.filter((row) => row.held !== 1)];
      const leased = sql`
        update effects set status = 'leased', ready_at = ${leaseUntil}, attempts = attempts + 1, updated_at = ${now}
        where seq ${engine.among(free.map(({ seq }) => seq))}`;
      await engine.all(trx, [...dropped(engine, held, now), ...(free.length === 0 ? [] : [leased])]);
      return { claimed: free.map((row) => ({ row, attempt: row.attempts + 1 })), held: held.length };
    },
    { lazy: true },
  );

/**
 * Leases in one statement, beside the writers: it locks rows that are ready, passing over those that another process is leasing. Only
 * the first of a key is ever ready, and only the writers make another the first, so the order within a key stays theirs. What a person
 * holds is given up by a writer, who looks again.
 */
async function skipping(db: Db, engine: Engine, request: ClaimRequest): Promise<Round> {
  const { now, leaseUntil } = request;
  const { rows } = await sql<ReadyRow>`
    with firsts as materialized (${firsts(request, sql`for update skip locked`)}),
    ready as (
      select seq, effects.id, key, due_at, ready_at, effects.holder, act, attempts, ${heldByPerson} as held
      from effects left join conversations on conversations.id = effects.holder where seq in (select seq from firsts)
    ),
    leased as (
      update effects set status = 'leased', ready_at = ${leaseUntil}, attempts = effects.attempts + 1, updated_at = ${now}
      from ready where effects.seq = ready.seq and ready.held = 0
      returning effects.seq, effects.attempts
    )
    select ready.seq, id, key, due_at, holder, act, coalesce(leased.attempts, 0) as attempts, held,
           set_config('synchronous_commit', 'off', true)
    from ready left join leased on leased.seq = ready.seq
    where held = 1 or leased.seq is not null order by ready_at, ready.seq`.execute(db);
  const [held, free] = [rows.filter((row) => row.held === 1), rows.filter((row) => row.held !== 1)];
  if (held.length > 0) await engine.write(db, (trx) => engine.all(trx, dropped(engine, held, now)), { lazy: true });
  return { claimed: free.map((row) => ({ row, attempt: row.attempts })), held: held.length };
}

const heldByPerson = sql<number>`case when conversations.holder is null or conversations.holder = 'bot' then 0 else 1 end`;

/** Ready effects, the oldest first. Each lane is looked at by itself: what waits in those of other processes is never read. */
function firsts({ now, limit, lanes = LANES }: ClaimRequest, locking: RawBuilder<unknown>): RawBuilder<unknown> {
  const each = lanes.map(
    (lane) => sql`
      select seq, ready_at from (
        select seq, ready_at from effects where lane = ${lane} and ready_at <= ${now}
        order by ready_at, seq limit ${limit} ${locking}
      ) as ${sql.raw(`of_${lane}`)}`,
  );
  return sql`select seq from (${sql.join(each, sql` union all `)}) as of_all order by ready_at, seq limit ${limit}`;
}

function dropped(engine: Engine, rows: ReadyRow[], now: Instant): Query[] {
  if (rows.length === 0) return [];
  const update = sql`
    update effects set status = 'dropped', ready_at = null, error = ${HELD_BY_PERSON}, updated_at = ${now}
    where seq ${engine.among(rows.map(({ seq }) => seq))} and ready_at <= ${now}
      and exists (select 1 from conversations where id = effects.holder and conversations.holder <> 'bot')`;
  const ids = rows.map(({ id }) => id);
  return [update, ...giveTurns(engine, ids)];
}
