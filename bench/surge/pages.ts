import type { EscalationEvent } from "../../src/core/escalation/escalation.ts";
import type { EffectRow, Store } from "../../src/core/ports.ts";

export interface PageFigures {
  /** Pages that were decided. */
  pages: number;
  delivered: number;
  /** Those that nobody needed any more when their turn came, by the reason that the outbox keeps. */
  spared: Map<string, number>;
  /** Dead letters, what is still in line, and what nobody knows of: none of it may be. */
  lost: number;
  twice: number;
}

const STATES = ["dropped", "dead", "pending", "leased"] as const;
const ALL = 1_000_000;

/** What became of each page that was decided; `paged` counts how often each reached the telephone, by the event that decided it. */
export async function pageFigures(store: Store, paged: ReadonlyMap<string, number>): Promise<PageFigures> {
  const decided = await pagesDecided(store);
  const rows = (await Promise.all(STATES.map((status) => store.effects({ status, limit: ALL })))).flat();
  const outcomes = new Map<string, EffectRow>(rows.map((row) => [row.effect.id.split("#")[0] ?? "", row]));
  const spared = new Map<string, number>();
  let lost = 0;
  for (const id of decided.filter((it) => !paged.has(it))) {
    const row = outcomes.get(id);
    if (row?.status === "dropped") spared.set(row.error ?? "", (spared.get(row.error ?? "") ?? 0) + 1);
    else lost += 1;
  }
  const delivered = decided.filter((id) => paged.has(id)).length;
  const twice = [...paged.values()].filter((count) => count > 1).length;
  return { pages: decided.length, delivered, spared, lost, twice };
}

async function pagesDecided(store: Store): Promise<string[]> {
  const pages: string[] = [];
  for (let after = 0; ; ) {
    const events = await store.changes(after, 5_000);
    for (const { id, data } of events) if ((data as EscalationEvent).type === "responder.paged") pages.push(id);
    const last = events.at(-1);
    if (last === undefined) return pages;
    after = last.position;
  }
}
