import type { Policy } from "../policy.ts";
import type { Store, StreamId } from "../ports.ts";
import { isAgainstAll, type Obstacle } from "./obstacle.ts";
import type { SweepFrom, Swept } from "./privacy.ts";
import { readPrivacy, standingOf } from "./standing.ts";
import type { RestedStream } from "./store.ts";

interface Ports {
  store: Store;
  policy(): Policy;
  now(): number;
}

const AT_ONCE = 200;
/** So many streams are looked at in one go: no worker is kept from other effects for longer. */
const MOST = 1_000;
const CLASSES = ["conversations", "tickets", "moderation"] as const;

/** What was too old, and where to go on; null where all has been looked at. */
export interface Looked {
  counts: Swept;
  next: SweepFrom | null;
}

/** How many streams, or texts where they are removed, are too old. What the law keeps, or an open incident needs, stays. */
export async function tooOld(
  ports: Ports,
  {
    remove,
    from = { class: CLASSES[0], after: null },
    most = MOST,
  }: { remove: boolean; from?: SweepFrom | undefined; most?: number },
): Promise<Looked> {
  const { store, policy, now } = ports;
  const { retention } = policy().config.privacy;
  const counts: Swept = { conversations: 0, tickets: 0, moderation: 0, inbound: 0 };
  const mayGo = await judgeOf(ports);
  let looked = 0;
  for (const kind of CLASSES.slice(CLASSES.indexOf(from.class))) {
    const length = retention[kind];
    if (length === undefined) continue;
    for (let after = kind === from.class ? from.after : null; ; ) {
      if (looked >= most) return { counts, next: { class: kind, after } };
      const rows = await store.rested({ class: kind, before: now() - length, after, limit: AT_ONCE });
      const free: StreamId[] = [];
      for (const row of rows) if (await mayGo(row)) free.push(row.stream);
      counts[kind] += remove ? await store.removeTexts(free) : free.length;
      looked += rows.length;
      after = rows.at(-1)?.stream ?? null;
      if (rows.length < AT_ONCE) break;
    }
  }
  if (remove)
    for (let some = AT_ONCE; some === AT_ONCE && counts.inbound < MOST * AT_ONCE; counts.inbound += some)
      some = await store.pruneInbound(now() - retention.inbound, AT_ONCE, now());
  return { counts, next: null };
}

/** Says of a stream whether its texts may go. Customers are looked at once each. */
async function judgeOf({ store, policy, now }: Ports): Promise<(row: RestedStream) => Promise<boolean>> {
  const state = await readPrivacy(store);
  const known = new Map<string, Obstacle[]>();
  return async ({ stream, customer }) => {
    const obstacles =
      known.get(customer) ?? (await standingOf(customer, { store, policy: policy(), now: now(), state })).obstacles;
    known.set(customer, obstacles);
    return !obstacles.some(
      (it) =>
        (isAgainstAll(it) && it.why !== "open_ticket") || (it.why === "kept_by_law" && it.streams.includes(stream)),
    );
  };
}
