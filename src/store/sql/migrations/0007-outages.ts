import type { Migration } from "./migration.ts";

export const outages: Migration = {
  name: "0007-outages",
  statements: ({ int, text }) => [
    `alter table conversations add column outage ${text}`,
    `alter table conversations add column outage_news ${int}`,
    "create index conversations_outage on conversations (outage, id) where outage is not null",
  ],
};
