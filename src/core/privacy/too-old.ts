import type { Policy } from "../policy.ts";
import type { Store, StreamId } from "../ports.ts";
import { isAgainstAll } from "./obstacle.ts";
import type { Privacy, Swept } from "./privacy.ts";
import { readPrivacy, standingOf } from "./standing.ts";
import type { Rested, RestedStream } from "./store.ts";

interface Ports {
  store: Store;
  policy(): Policy;
  now(): number;
}

const AT_ONCE = 200;
const CLASSES = ["conversations", "tickets", "moderation"] as const;

/** How many texts are too old; with `remove` they go. What the law keeps, or an open incident needs, stays. */
export async function tooOld(ports: Ports, { remove }: { remove: boolean }): Promise<Swept> {
  const { store, policy, now } = ports;
  const { retention } = policy().config.privacy;
  const counts: Swept = { conversations: 0, tickets: 0, moderation: 0, inbound: 0 };
  const state = await readPrivacy(store);
  for (const kind of CLASSES) {
    const length = retention[kind];
    if (length === undefined) continue;
    for (let after: Rested["after"] = null; ; ) {
      const rows: RestedStream[] = await store.rested({ class: kind, before: now() - length, after, limit: AT_ONCE });
      const free: StreamId[] = [];
      for (const row of rows) if (await mayGo(row, ports, state)) free.push(row.stream);
      counts[kind] += remove ? await store.removeTexts(free) : free.length;
      after = rows.at(-1)?.stream ?? null;
      if (rows.length < AT_ONCE) break;
    }
  }
  if (!remove) return counts;
  for (let some = AT_ONCE; some === AT_ONCE; counts.inbound += some)
    some = await store.pruneInbound(now() - retention.inbound, AT_ONCE, now());
  return counts;
}

async function mayGo(
  { stream, customer }: RestedStream,
  { store, policy, now }: Ports,
  state: Privacy,
): Promise<boolean> {
  const { obstacles } = await standingOf(customer, { store, policy: policy(), now: now(), state });
  return !obstacles.some(
    (it) => (isAgainstAll(it) && it.why !== "open_ticket") || (it.why === "kept_by_law" && it.streams.includes(stream)),
  );
}
