import type { Migration } from "./migration.ts";

export const rules: Migration = {
  name: "0005-rules",
  statements: ({ text }) => [
    `alter table tickets add column tags ${text}`,
    "create index tickets_customer on tickets (customer, opened_at)",
  ],
};
