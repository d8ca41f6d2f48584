import type { StoreCounts } from "../core/counts.ts";
import type { Effect } from "../core/effect.ts";
import { type ClaimRequest, LANES, type Lane, laneOf } from "../core/lane.ts";
import type { ClaimedEffect, EffectRow, Holder, Settlement } from "../core/ports.ts";
import type { Instant } from "../core/time.ts";
import { HELD_BY_PERSON, shortError } from "./outbox-rules.ts";

interface Entry extends EffectRow {
  seq: number;
  /** When it may be handed out: when it is due, or when its lease runs out. */
  readyAt: Instant;
}

const unsettled = ({ status }: Entry): boolean => status === "pending" || status === "leased";

/** The outbox of the memory store. `holderOf` tells who holds a conversation; undefined when nobody knows of it. */
export function memoryOutbox(holderOf: (conversation: string) => Holder | undefined) {
  const entries = new Map<string, Entry>();
  let seq = 0;

  const change = (entry: Entry, to: Partial<Entry>): void => void entries.set(entry.effect.id, { ...entry, ...to });

  /** The first unsettled of each key, where it may be handed out; the oldest first. */
  function ready(now: Instant, lanes: readonly Lane[]): Entry[] {
    const firsts = new Map<string, Entry>();
    for (const entry of [...entries.values()].filter(unsettled).sort((a, b) => a.seq - b.seq)) {
      if (!firsts.has(entry.effect.key)) firsts.set(entry.effect.key, entry);
    }
    const due = [...firsts.values()].filter(
      ({ readyAt, effect }) => readyAt <= now && lanes.includes(laneOf(effect.act)),
    );
    return due.sort((a, b) => a.readyAt - b.readyAt || a.seq - b.seq);
  }

  function isHeld({ effect }: Entry): boolean {
    const holder = effect.holder && holderOf(effect.holder.conversation);
    return holder === "agent" || holder === "nobody";
  }

  return {
    add(effects: Effect[]) {
      for (const effect of effects) {
        seq += 1;
        const { id, dueAt } = effect;
        const kept: Effect = JSON.parse(JSON.stringify(effect));
        entries.set(id, {
          effect: kept,
          seq,
          readyAt: dueAt,
          status: "pending",
          attempts: 0,
          error: null,
          updatedAt: dueAt,
        });
      }
    },

    claim({ now, limit, leaseUntil, lanes = LANES }: ClaimRequest): ClaimedEffect[] {
      const claimed: ClaimedEffect[] = [];
      for (let more = true; more && claimed.length < limit; ) {
        const firsts = ready(now, lanes).slice(0, limit - claimed.length);
        more = firsts.some(isHeld);
        for (const entry of firsts) {
          if (isHeld(entry)) {
            change(entry, { status: "dropped", error: HELD_BY_PERSON, updatedAt: now });
            continue;
          }
          const attempts = entry.attempts + 1;
          change(entry, { status: "leased", readyAt: leaseUntil, attempts, updatedAt: now });
          claimed.push({ effect: entry.effect, attempt: attempts });
        }
      }
      return claimed;
    },

    /** What was delivered is done, even when it was given up meanwhile; a failure counts only while the lease lasts. */
    settle(settlements: Settlement[], now: Instant) {
      for (const settlement of settlements) {
        const entry = entries.get(settlement.id);
        if (entry === undefined || entry.status === "done" || entry.status === "dropped") continue;
        if (settlement.outcome === "done") {
          change(entry, { status: "done", error: null, updatedAt: now });
          continue;
        }
        if (entry.status !== "leased") continue;
        const failed = { error: shortError(settlement.error), updatedAt: now };
        if (settlement.outcome === "retry") {
          const { at, attempts = entry.attempts } = settlement;
          const effect = { ...entry.effect, dueAt: at };
          change(entry, { ...failed, status: "pending", effect, readyAt: at, attempts });
        } else change(entry, { ...failed, status: settlement.outcome });
      }
    },

    list({ status, limit }: { status: EffectRow["status"]; limit: number }): EffectRow[] {
      const listed = [...entries.values()].filter((entry) => entry.status === status);
      const newest = listed.sort((a, b) => b.updatedAt - a.updatedAt || b.seq - a.seq).slice(0, limit);
      return newest.map(({ effect, attempts, error, updatedAt }) => ({ effect, status, attempts, error, updatedAt }));
    },

    /** Back in line means its end: what came after it may be out by now, and one at a time is the promise. */
    revive(effectId: string, now: Instant): boolean {
      const entry = entries.get(effectId);
      if (entry?.status !== "dead") return false;
      seq += 1;
      const effect = { ...entry.effect, dueAt: now };
      change(entry, { effect, seq, status: "pending", readyAt: now, attempts: 0, updatedAt: now });
      return true;
    },

    counts(now: Instant): Pick<StoreCounts, "effects" | "outboxLag"> {
      const effects = { pending: 0, leased: 0, done: 0, dead: 0, dropped: 0 };
      let oldest = now;
      for (const entry of entries.values()) {
        effects[entry.status] += 1;
        if (unsettled(entry)) oldest = Math.min(oldest, entry.effect.dueAt);
      }
      return { effects, outboxLag: now - oldest };
    },
  };
}
