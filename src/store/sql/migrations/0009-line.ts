import type { Migration } from "./migration.ts";

export const line: Migration = {
  name: "0009-line",
  statements: ({ int }) => [
    `alter table tickets add column answered_at ${int}`,
    `update tickets set answered_at = (
      select min(events.at) from events
      where events.stream = tickets.id and events.data like '{"type":"responder.replied"%'
    )`,
    `create index tickets_line on tickets (team, priority, opened_at, number)
      where state = 'open' and answered_at is null and snoozed_until is null`,
    "create index tickets_answered on tickets (team, answered_at) where answered_at is not null",
  ],
};
