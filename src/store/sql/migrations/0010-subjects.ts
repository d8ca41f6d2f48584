import type { Migration } from "./migration.ts";

export const subjects: Migration = {
  name: "0010-subjects",
  statements: ({ text, keyed }) => [
    `create table subjects (
      id ${text} primary key,
      lookup ${text} unique,
      identity ${text},
      key ${text}
    )${keyed}`,
  ],
};
