import type { Migration } from "./migration.ts";

export const snooze: Migration = {
  name: "0004-snooze",
  statements: ({ int }) => [`alter table tickets add column snoozed_until ${int}`],
};
