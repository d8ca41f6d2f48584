import type { Migration } from "./migration.ts";

export const inboundAt: Migration = {
  name: "0013-inbound-at",
  statements: ({ int }) => [
    `alter table inbound add column at ${int}`,
    "create index inbound_at on inbound (at)",
    "create index conversations_rest on conversations (updated_at)",
  ],
};
