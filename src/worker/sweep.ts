import type { Desk } from "../core/desk.ts";
import type { Policy } from "../core/policy.ts";
import type { Settlement, Store } from "../core/ports.ts";
import { PRIVACY } from "../core/privacy/privacy.ts";
import { tooOld } from "../core/privacy/too-old.ts";

interface SweepPorts {
  store: Store;
  desk: Desk;
  policy(): Policy;
  now(): number;
}

/** Removes what is older than the configuration lets it become, in pieces, and records how much. */
export async function sweep(id: string, ports: SweepPorts): Promise<Settlement> {
  const counts = await tooOld(ports, { remove: true });
  const once = { channel: "outbox", externalId: id };
  await ports.desk.execute({ to: "privacy", stream: PRIVACY, command: { type: "swept", counts } }, { once });
  return { id, outcome: "done" };
}
