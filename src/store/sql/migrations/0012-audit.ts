import type { Migration } from "./migration.ts";

export const audit: Migration = {
  name: "0012-audit",
  statements: ({ int, text, plain, appendOnly }) => [
    `create table audit (
      seq ${int} primary key,
      at ${int} not null,
      actor ${text} not null,
      action ${text} not null,
      subject ${text},
      body ${text} not null,
      hash ${text} not null
    )${plain}`,
    "create index audit_actor on audit (actor, at)",
    "create index audit_action on audit (action, seq)",
    "create index audit_subject on audit (subject, seq) where subject is not null",
    ...appendOnly("audit"),
  ],
};
