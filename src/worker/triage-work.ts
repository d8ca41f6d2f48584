import type { Settlement, Store } from "../core/ports.ts";
import type { Work } from "../core/queue.ts";
import type { Instant } from "../core/time.ts";
import { afterFailure } from "./failure.ts";
import { type TriagePorts, triage } from "./triage.ts";

interface WorkPorts extends TriagePorts {
  store: Store;
  now(): Instant;
  settled?(settlement: Settlement): void;
  failed?(error: unknown): void;
}

/** What is done with a job that has its turn, in whichever process that is. */
export const triageWork = (ports: WorkPorts): Work => ({
  async run({ id, ticket, attempt }) {
    try {
      return await triage(id, { ticket }, ports);
    } catch (error) {
      const settlement = afterFailure(id, attempt, error, ports.now());
      // While it waited in line its lease may have been renewed, which was no attempt.
      return settlement.outcome === "retry" ? { ...settlement, attempts: attempt } : settlement;
    }
  },
  async settle(settlement) {
    await ports.store.settle([settlement], ports.now());
    ports.settled?.(settlement);
  },
  failed: (error) => ports.failed?.(error),
  now: ports.now,
});
