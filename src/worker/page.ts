import type { Channel } from "../core/channel.ts";
import { MAX_ATTEMPTS, type PageAct, retryDelay, type TellAct } from "../core/effect.ts";
import type { Way } from "../core/escalation/way.ts";
import type { Pager } from "../core/pager.ts";
import type { Policy } from "../core/policy.ts";
import type { Settlement, Store, StreamId } from "../core/ports.ts";
import type { Instant } from "../core/time.ts";
import { showPages } from "./pages.ts";

interface Ports {
  store: Store;
  pager?: Pager | undefined;
  channels: ReadonlyMap<string, Channel>;
  policy(): Policy;
  now(): Instant;
}

/** One try to reach a person about a ticket. Somebody who acknowledged meanwhile spares the others. */
export async function tryPage(
  id: string,
  { kind: _, ...page }: PageAct,
  attempt: number,
  ports: Ports,
): Promise<Settlement> {
  const ticket = await ports.store.ticket({ id: page.ticket as StreamId });
  if (ticket?.acknowledged || ticket?.state === "resolved" || ticket?.state === "closed")
    return { id, outcome: "dropped", error: "somebody has taken it" };
  return tryWay({ id, person: page.person, attempt }, ports, async (pager, way) => {
    await pager.page(way, { id, attempt, ...page });
    const taken = "slack" in way ? await ports.store.ticket({ id: page.ticket as StreamId }) : undefined;
    // Taken while it was on its way: what has just been shown would go on waiting.
    if (taken?.acknowledged) await showPages(id, { kind: "pages", channel: "slack", ticket: taken.id }, ports);
  });
}

/** One try to tell a person of something that is no page. */
export const tryTell = (
  id: string,
  { kind: _, ...told }: TellAct,
  attempt: number,
  ports: Ports,
): Promise<Settlement> =>
  tryWay({ id, person: told.person, attempt }, ports, (pager, way) => pager.tell(way, id, told));

/** Each failure goes on to the person's next way at once; when all have failed, they are tried again after a while. */
async function tryWay(
  { id, person, attempt }: { id: string; person: string; attempt: number },
  { pager, now }: Ports,
  go: (pager: Pager, way: Way) => Promise<void>,
): Promise<Settlement> {
  const ways = pager?.ways(person) ?? [];
  const way = ways[(attempt - 1) % ways.length];
  if (pager === undefined || way === undefined) return { id, outcome: "done" };
  try {
    await go(pager, way);
    return { id, outcome: "done" };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (attempt >= Math.max(MAX_ATTEMPTS, ways.length)) return { id, outcome: "dead", error: reason };
    const round = Math.floor(attempt / ways.length);
    const wait = attempt % ways.length === 0 ? retryDelay(id, round) : 0;
    return { id, outcome: "retry", at: now() + wait, error: reason };
  }
}
