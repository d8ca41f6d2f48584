import type { Policy } from "../policy.ts";
import type { StreamId } from "../ports.ts";
import type { Instant } from "../time.ts";
import { type Conversation, type HandOffReason, URGENT } from "./conversation.ts";

/** A conversation that comes back soon after its ticket was resolved reopens that ticket instead of beginning another. */
export function ticketFor(
  state: Conversation,
  newTicket: StreamId,
  reason: HandOffReason,
  now: Instant,
  { config }: Policy,
): { ticket: StreamId; reopen: boolean } {
  const past = state.state === "with_bot" || state.state === "closed" ? state.lastTicket : null;
  const reopen = !URGENT.includes(reason) && past !== null && now - past.closedAt <= config.tickets.reopenWithin;
  return { ticket: reopen ? past.ticket : newTicket, reopen };
}
