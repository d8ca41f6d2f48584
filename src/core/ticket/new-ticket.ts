import { noEscalation } from "../escalation/escalation.ts";
import type { StreamId } from "../ports.ts";
import type { Instant } from "../time.ts";
import type { Ticket, TicketEvent } from "./ticket.ts";

/** A ticket that has just been opened; routing, in the same decision, says the rest. */
export function newTicket(
  { type: _, ...event }: Extract<TicketEvent, { type: "opened" }>,
  at: Instant,
  id: StreamId,
): Ticket {
  return {
    state: "open",
    id,
    opened: event,
    priority: "P3",
    team: "",
    tags: [],
    owner: null,
    acknowledgedBy: null,
    escalation: noEscalation,
    snooze: null,
    incident: null,
    suggested: null,
    sla: {
      targets: {
        first: Number.MAX_SAFE_INTEGER,
        next: Number.MAX_SAFE_INTEGER,
        resolution: Number.MAX_SAFE_INTEGER,
        warnAt: 1,
      },
      openedAt: at,
      waitingSince: at,
      answeredAt: null,
      paused: 0,
      pausedSince: null,
      warned: [],
      breached: [],
      regulatory: [],
    },
  };
}
