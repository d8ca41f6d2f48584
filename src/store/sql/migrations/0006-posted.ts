import type { Migration } from "./migration.ts";

export const posted: Migration = {
  name: "0006-posted",
  statements: ({ text, int, keyed }) => [
    `create table posted (
      channel ${text} not null,
      thread ${text} not null,
      content ${text} not null,
      messages ${text} not null,
      at ${int} not null,
      primary key (channel, thread, content)
    )${keyed}`,
    "create index posted_at on posted (at)",
  ],
};
