import type { Desk } from "../core/desk.ts";
import type { SpreadAct } from "../core/effect.ts";
import { HOLDS, readOutages } from "../core/outage/current.ts";
import { newsOf } from "../core/outage/news.ts";
import type { Settlement, Store, StreamId } from "../core/ports.ts";
import type { Instant } from "../core/time.ts";

interface SpreadPorts {
  store: Store;
  desk: Desk;
  now(): Instant;
}

/** So many conversations are told at once: enough to share a commit, and few enough that customers are heard in between. */
const AT_ONCE = 100;

/**
 * Tells everybody who is attached to an outage what is new. Carried out again it tells nobody twice: each conversation knows what it has
 * heard. Those who joined meanwhile through another process, which knew of the news a moment later, are told in a second round.
 */
export async function spread(id: string, { outage: name }: SpreadAct, ports: SpreadPorts): Promise<Settlement> {
  const { store, desk, now } = ports;
  const current = await readOutages(store);
  const outage = current.outages.find((it) => it.id === name);
  if (outage === undefined) return { id, outcome: "dropped", error: `there is no outage ${name} any more` };
  const news = newsOf(outage, current.words);
  let after: StreamId | null = null;
  for (;;) {
    const page: StreamId[] = await store.attached({ outage: name, news: news.news, after, limit: AT_ONCE });
    await Promise.all(
      page.map((stream) => desk.execute({ to: "conversation", stream, command: { type: "outage-news", news } })),
    );
    after = page.at(-1) ?? null;
    if (page.length < AT_ONCE) break;
  }
  const settled = outage.changedAt + 2 * HOLDS;
  return now() >= settled
    ? { id, outcome: "done" }
    : { id, outcome: "retry", at: settled, error: "those who join at this moment are told in a second round" };
}
