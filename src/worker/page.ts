import { MAX_ATTEMPTS, type PageAct, retryDelay } from "../core/effect.ts";
import type { Pager } from "../core/pager.ts";
import type { Settlement, Store, StreamId } from "../core/ports.ts";
import type { Instant } from "../core/time.ts";

interface Ports {
  store: Store;
  pager?: Pager | undefined;
  now(): Instant;
}

/**
 * One try to reach a person. Each failure goes on to the next way at once; when all have failed, they are tried again after a while.
 * Somebody who acknowledged meanwhile spares the others.
 */
export async function tryPage(
  id: string,
  { kind: _, ...page }: PageAct,
  attempt: number,
  { store, pager, now }: Ports,
): Promise<Settlement> {
  const ticket = await store.ticket({ id: page.ticket as StreamId });
  if (ticket?.acknowledged || ticket?.state === "resolved" || ticket?.state === "closed")
    return { id, outcome: "dropped", error: "somebody has taken it" };
  const ways = pager?.ways(page.person) ?? [];
  const way = ways[(attempt - 1) % ways.length];
  if (pager === undefined || way === undefined) return { id, outcome: "done" };
  try {
    await pager.page(way, { id, ...page });
    return { id, outcome: "done" };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (attempt >= Math.max(MAX_ATTEMPTS, ways.length)) return { id, outcome: "dead", error: reason };
    const round = Math.floor(attempt / ways.length);
    const wait = attempt % ways.length === 0 ? retryDelay(id, round) : 0;
    return { id, outcome: "retry", at: now() + wait, error: reason };
  }
}
