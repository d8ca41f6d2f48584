import type { Store, StoredEvent } from "../core/ports.ts";
import type { Instant } from "../core/time.ts";

const BATCH = 2_000;

type Past = Pick<Store, "changes" | "head">;

/** A position after which all events are of that moment or later: found by halving, so a long history costs no more than a short one. */
async function positionBefore(store: Past, since: Instant): Promise<number> {
  let low = 0;
  let high = await store.head();
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [next] = await store.changes(middle, 1);
    if (next !== undefined && next.at < since) low = next.position;
    else high = middle;
  }
  return low;
}

/** Events of all streams since a moment, the oldest first. */
export async function eventsSince(store: Past, since: Instant): Promise<StoredEvent[]> {
  const found: StoredEvent[] = [];
  for (let after = await positionBefore(store, since); ; ) {
    const batch = await store.changes(after, BATCH);
    for (const event of batch) if (event.at >= since) found.push(event);
    const last = batch.at(-1);
    if (last === undefined || batch.length < BATCH) return found;
    after = last.position;
  }
}

/** The newest events that fit, the newest first; looks at the last `within` positions at most. */
export async function newestEvents(
  store: Past,
  fits: (event: StoredEvent) => boolean,
  { limit, within }: { limit: number; within: number },
): Promise<StoredEvent[]> {
  const found: StoredEvent[] = [];
  const head = await store.head();
  for (let end = head; end > Math.max(0, head - within) && found.length < limit; end -= BATCH) {
    const batch = await store.changes(Math.max(0, end - BATCH), BATCH);
    found.push(...batch.filter((it) => it.position <= end && fits(it)).reverse());
  }
  return found.slice(0, limit);
}
