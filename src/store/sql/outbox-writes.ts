import { sql } from "kysely";
import type { Effect } from "../../core/effect.ts";
import type { Settlement } from "../../core/ports.ts";
import type { Instant } from "../../core/time.ts";
import { shortError } from "../outbox-rules.ts";
import type { Writing } from "../vault/writing.ts";
import type { Engine, Query } from "./engine.ts";
import { effectToRow } from "./rows.ts";
import type { OutboxRow } from "./schema.ts";

/*
 * Of the unsettled effects of one key only the first has a `ready_at`; the others wait. So handing out looks at nothing but effects
 * that may be handed out, however many wait behind a channel that is down. Whoever settles the first gives the next its turn.
 */

/** Spelt out, because the engines use a partial index only where the query says the same. */
export const unsettled = sql.raw<boolean>("status in ('pending', 'leased')");

/** The rows of new effects: ready is the first of a key that has none unsettled. */
export function effectRows(effects: Effect[], last: number, busyKeys: Set<string>, texts: Writing): OutboxRow[] {
  const taken = new Set(busyKeys);
  return effects.map((effect, i) => {
    const key = texts.keyOf(effect.key);
    const waits = taken.has(key);
    taken.add(key);
    return effectToRow(effect, last + i + 1, waits, texts);
  });
}

/** What was delivered is done, even when it was given up meanwhile; a failure counts only while the lease lasts. */
export function settlementUpdates(engine: Engine, settles: { settlements: Settlement[]; now: Instant }[]): Query[] {
  return settles.flatMap(({ settlements, now }) => {
    const done = settlements.flatMap(({ id, outcome }) => (outcome === "done" ? [id] : []));
    const failures = settlements.flatMap((settlement) =>
      settlement.outcome === "done" ? [] : [failure(settlement, now)],
    );
    if (done.length === 0) return failures;
    const delivered = sql`
      update effects set status = 'done', ready_at = null, error = null, updated_at = ${now}
      where id ${engine.among(done)} and status not in ('done', 'dropped')`;
    return [delivered, ...failures];
  });
}

function failure(settlement: Exclude<Settlement, { outcome: "done" }>, now: Instant): Query {
  const { id, outcome } = settlement;
  const to =
    outcome === "retry"
      ? sql`status = 'pending', due_at = ${settlement.at}, ready_at = ${settlement.at}, attempts = coalesce(${settlement.attempts ?? null}, attempts)`
      : sql`status = ${outcome}, ready_at = null`;
  const error = shortError(settlement.error);
  return sql`update effects set ${to}, error = ${error}, updated_at = ${now} where id = ${id} and status = 'leased'`;
}

/** Makes ready the first unsettled effect of the key of each of these effects, where none is. */
export function giveTurns(engine: Engine, ids: string[]): Query[] {
  if (ids.length === 0) return [];
  const firsts = sql`
    select (select min(seq) from effects as same where same.key = settled.key and ${unsettled})
    from effects as settled where id ${engine.among(ids)}`;
  return [sql`update effects set ready_at = due_at where ready_at is null and seq in (${firsts})`];
}
