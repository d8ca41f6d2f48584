import type { Migration } from "./migration.ts";

export const incidents: Migration = {
  name: "0011-incidents",
  statements: ({ int, text, plain }) => [
    `create table incidents (
      id ${text} primary key,
      active ${int} not null,
      account ${text},
      reported_at ${int} not null,
      data ${text} not null
    )${plain}`,
    "create index incidents_newest on incidents (active, reported_at desc, id)",
    "create index incidents_account on incidents (account, reported_at desc) where account is not null",
  ],
};
