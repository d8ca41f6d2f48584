import type { TicketRow } from "../core/ports.ts";
import type { TicketQuery } from "../core/ticket/query.ts";

/** Whether a ticket belongs in the answer to a query, its place in the pages aside. */
export function ticketFilter(query: TicketQuery): (row: TicketRow) => boolean {
  const { states, owner, dueBefore, priority, language, category, snoozed, tag, customer, openedSince } = query;
  return (row) =>
    (states === undefined || states.includes(row.state)) &&
    (owner === undefined || row.owner === owner) &&
    (dueBefore === undefined || (row.dueAt !== null && row.dueAt < dueBefore)) &&
    (snoozed === undefined || (row.snoozedUntil !== null) === snoozed) &&
    (priority === undefined || row.priority === priority) &&
    (language === undefined || row.language === language) &&
    (category === undefined || row.category === category) &&
    (tag === undefined || row.tags.includes(tag)) &&
    (customer === undefined || row.customer === customer) &&
    (openedSince === undefined || row.openedAt >= openedSince);
}
