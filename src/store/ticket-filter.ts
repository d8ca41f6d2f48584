import type { TicketQuery, TicketRow } from "../core/ports.ts";

/** Whether a ticket belongs in the answer to a query, its place in the pages aside. */
export function ticketFilter(query: TicketQuery): (row: TicketRow) => boolean {
  const { states, owner, dueBefore, priority, language, category, snoozed } = query;
  return (row) =>
    (states === undefined || states.includes(row.state)) &&
    (owner === undefined || row.owner === owner) &&
    (dueBefore === undefined || (row.dueAt !== null && row.dueAt < dueBefore)) &&
    (snoozed === undefined || (row.snoozedUntil !== null) === snoozed) &&
    (priority === undefined || row.priority === priority) &&
    (language === undefined || row.language === language) &&
    (category === undefined || row.category === category);
}
