import type { Migration } from "./migration.ts";

export const moderation: Migration = {
  name: "0002-moderation",
  statements: ({ int, text, plain }) => [
    `create table moderations (
      id ${text} primary key,
      version ${int} not null,
      channel ${text} not null,
      thread ${text} not null,
      message ${text} not null,
      author ${text} not null,
      action ${text} not null,
      score_thousandths ${int} not null,
      because ${text} not null,
      decided_by ${text},
      undone ${int} not null,
      content ${text},
      judged_at ${int} not null,
      updated_at ${int} not null
    )${plain}`,
    "create index moderations_newest on moderations (judged_at desc, id)",
    "create index moderations_undone on moderations (undone, judged_at desc, id)",
  ],
};
