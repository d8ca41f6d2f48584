import type { Desk } from "../core/desk.ts";
import type { SweepAct } from "../core/effect.ts";
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

/** Removes what is older than the configuration lets it become, a piece of it, and records how much; the rest follows. */
export async function sweep(id: string, { from }: SweepAct, ports: SweepPorts): Promise<Settlement> {
  const looked = await tooOld(ports, { remove: true, from });
  const once = { channel: "outbox", externalId: id };
  await ports.desk.execute({ to: "privacy", stream: PRIVACY, command: { type: "swept", ...looked } }, { once });
  return { id, outcome: "done" };
}
