import type { TicketRow } from "../ports.ts";
import type { Instant } from "../time.ts";
import { nextDue } from "./sla.ts";
import type { LiveTicket } from "./ticket.ts";

/** The read model of a ticket: what lists show and sort by. */
export function ticketRow(state: LiveTicket, version: number, updatedAt: Instant): TicketRow {
  const { opened, sla } = state;
  const due = state.state === "resolved" ? undefined : nextDue(sla);
  return {
    id: state.id,
    number: opened.number,
    version,
    state: state.state,
    priority: state.priority,
    team: state.team,
    owner: state.owner,
    acknowledged: state.acknowledgedBy !== null,
    category: opened.subject.category,
    language: opened.language,
    channel: opened.channel,
    customer: opened.customer,
    conversation: opened.conversation,
    subjectContent: opened.subjectContent,
    openedAt: sla.openedAt,
    updatedAt,
    dueAt: due?.dueAt ?? null,
    dueKind: due?.target ?? null,
    breached: sla.breached.length > 0,
  };
}
