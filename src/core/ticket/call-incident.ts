import type { Gathered } from "../rules/facts.ts";
import type { Routing } from "../rules/route.ts";
import type { Emitted } from "../stream.ts";
import type { LiveTicket, TicketEvent } from "./ticket.ts";

/** The incident that opens with a ticket, before anything is said of the ticket itself. */
export const callOf = (incident: Routing["incident"], gathered: Gathered | undefined): Emitted<TicketEvent>[] =>
  incident === null ? [] : [{ event: { type: "incident.called", ...incident, freeze: gathered?.freeze === true } }];

/** What comes up later makes a ticket an incident too; in one that is, a wish for a freeze is passed on. */
export function calledLater(
  incident: Routing["incident"],
  gathered: Gathered | undefined,
  state: LiveTicket,
): Emitted<TicketEvent>[] {
  if (state.incident === null) return callOf(incident, gathered);
  return gathered?.freeze === true ? [{ event: { type: "freeze.asked" } }] : [];
}
