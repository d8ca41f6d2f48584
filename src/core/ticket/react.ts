import type { ConversationCommand, TicketNotice } from "../conversation/conversation.ts";
import type { Reaction, Recorded } from "../stream.ts";
import type { LiveTicket, Ticket, TicketEvent } from "./ticket.ts";

/** What an event of a ticket causes: the customer hears of it in the conversation. */
export function react({ event }: Recorded<TicketEvent>, state: Ticket): Reaction[] {
  if (state.state === "none") return [];
  switch (event.type) {
    case "routed":
      return event.again ? [] : [tell(state, "ticket_opened", waiting(state))];
    case "reopened":
      return [tell(state, "ticket_reopened", waiting(state))];
    case "assigned":
      return event.withReply ? [] : [tell(state, "taken", { name: event.to })];
    case "resolved":
      return [tell(state, "resolved", {})];
    case "opened":
    case "acknowledged":
    case "customer.replied":
    case "responder.replied":
    case "note.added":
    case "sla.warned":
    case "sla.breached":
      return [];
  }
}

const waiting = ({ sla }: LiveTicket) => ({
  waitMinutes: Math.max(1, Math.round((sla.answered ? sla.targets.next : sla.targets.first) / 60_000)),
});

function tell(state: LiveTicket, notice: TicketNotice, details: { name?: string; waitMinutes?: number }): Reaction {
  const stream = state.opened.conversation;
  const command: ConversationCommand = {
    type: "notify",
    notice,
    ticket: { id: state.id, number: state.opened.number },
    ...details,
  };
  return { key: stream, act: { kind: "command", command: { to: "conversation", stream, command } } };
}
