import type { EffectRow, TicketRow } from "./ports.ts";

/** Numbers for health, metrics and the status line. */
export interface StoreCounts {
  tickets: Record<TicketRow["state"], number>;
  effects: Record<EffectRow["status"], number>;
  deadlines: number;
  /** Age of the oldest effect that is due and not settled, in milliseconds; 0 when there is none. */
  outboxLag: number;
}
