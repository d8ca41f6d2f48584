import type { Effect } from "../core/effect.ts";
import type { ClaimedEffect, EffectRow, Holder, Settlement, StoreCounts } from "../core/ports.ts";
import type { Instant } from "../core/time.ts";
import { HELD_BY_PERSON } from "./outbox-rules.ts";

interface Entry extends EffectRow {
  seq: number;
  /** When it may be handed out: when it is due, or when its lease runs out. */
  readyAt: Instant;
}

/** The outbox of the memory store. `holder` tells who holds a conversation. */
export function memoryOutbox(holder: (conversation: string) => Holder | undefined) {
  const entries = new Map<string, Entry>();
  let seq = 0;

  const unsettled = ({ status }: Entry): boolean => status === "pending" || status === "leased";

  function ready(now: Instant): Entry[] {
    const heads = new Map<string, Entry>();
    for (const entry of [...entries.values()].filter(unsettled).sort((a, b) => a.seq - b.seq)) {
      if (!heads.has(entry.effect.key)) heads.set(entry.effect.key, entry);
    }
    return [...heads.values()]
      .filter(({ readyAt }) => readyAt <= now)
      .sort((a, b) => a.readyAt - b.readyAt || a.seq - b.seq);
  }

  const held = ({ effect }: Entry): boolean =>
    effect.holder !== null && (holder(effect.holder.conversation) ?? "bot") !== "bot";

  return {
    add(effects: Effect[]) {
      for (const effect of effects) {
        seq += 1;
        const copy = JSON.parse(JSON.stringify(effect)) as Effect;
        const { id, dueAt } = effect;
        entries.set(id, {
          effect: copy,
          seq,
          readyAt: dueAt,
          status: "pending",
          attempts: 0,
          error: null,
          updatedAt: dueAt,
        });
      }
    },

    claim({ now, limit, leaseUntil }: { now: Instant; limit: number; leaseUntil: Instant }): ClaimedEffect[] {
      const claimed: ClaimedEffect[] = [];
      for (let heads = ready(now); heads.length > 0 && claimed.length < limit; ) {
        const dropped = heads.splice(0, limit - claimed.length).filter((entry) => {
          if (held(entry)) return true;
          entry.attempts += 1;
          Object.assign(entry, { status: "leased", readyAt: leaseUntil, updatedAt: now });
          claimed.push({ effect: entry.effect, attempt: entry.attempts });
          return false;
        });
        for (const entry of dropped) Object.assign(entry, { status: "dropped", error: HELD_BY_PERSON, updatedAt: now });
        heads = dropped.length > 0 ? ready(now) : [];
      }
      return claimed;
    },

    settle(settlements: Settlement[], now: Instant) {
      for (const settlement of settlements) {
        const entry = entries.get(settlement.id);
        if (entry === undefined || !unsettled(entry)) continue;
        const { outcome } = settlement;
        if (outcome === "done") Object.assign(entry, { status: outcome, error: null, updatedAt: now });
        else if (entry.status !== "leased") continue;
        else if (outcome !== "retry")
          Object.assign(entry, { status: outcome, error: settlement.error, updatedAt: now });
        else {
          const { at, error } = settlement;
          const effect = { ...entry.effect, dueAt: at };
          Object.assign(entry, { effect, status: "pending", readyAt: at, error, updatedAt: now });
        }
      }
    },

    list: ({ status, limit }: { status: EffectRow["status"]; limit: number }): EffectRow[] =>
      [...entries.values()]
        .filter((entry) => entry.status === status)
        .sort((a, b) => b.updatedAt - a.updatedAt || b.seq - a.seq)
        .slice(0, limit)
        .map(({ seq: _, readyAt: __, ...row }) => row),

    revive(effectId: string, now: Instant): boolean {
      const entry = entries.get(effectId);
      if (entry?.status !== "dead") return false;
      seq += 1;
      const effect = { ...entry.effect, dueAt: now };
      Object.assign(entry, { effect, seq, status: "pending", readyAt: now, attempts: 0, updatedAt: now });
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
