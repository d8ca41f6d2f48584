import type { Migration } from "./migration.ts";

export const escalation: Migration = {
  name: "0003-escalation",
  statements: ({ int, text }) => [
    `alter table tickets add column escalation ${text}`,
    `alter table tickets add column paged ${text}`,
    `alter table tickets add column paged_at ${int}`,
  ],
};
