import { type Escalation, type EscalationStatus, isPaging } from "../escalation/escalation.ts";
import type { TicketRow } from "../ports.ts";
import type { Instant } from "../time.ts";
import { nextDue } from "./sla.ts";
import type { LiveTicket } from "./ticket.ts";

/** The read model of a ticket: what lists show and sort by. */
export function ticketRow(state: LiveTicket, version: number, updatedAt: Instant): TicketRow {
  const { opened, sla, escalation } = state;
  const due = state.state === "resolved" ? undefined : nextDue(sla);
  return {
    id: state.id,
    number: opened.number,
    version,
    state: state.state,
    priority: state.priority,
    team: state.team,
    tags: state.tags,
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
    snoozedUntil: state.snooze?.until ?? null,
    answeredAt: sla.answeredAt,
    escalation: statusOf(escalation),
    paged: isPaging(escalation) ? escalation.paged : [],
    pagedAt: isPaging(escalation) ? escalation.pagedAt : null,
  };
}

function statusOf(escalation: Escalation): EscalationStatus | null {
  if (isPaging(escalation)) {
    if (escalation.nobody) return "nobody";
    if (escalation.paged.length === 0 && escalation.held.length > 0) return "held";
    return escalation.state === "exhausted" ? "exhausted" : "paging";
  }
  return escalation.state === "acknowledged" ? "acknowledged" : null;
}
