import type { Migration } from "./migration.ts";

const KINDS = ["send", "edit", "open", "moderate", "card", "page-room", "pages"];

/** Effects know who may carry them out, so that a process claims only what it can do. */
export const lanes: Migration = {
  name: "0008-lanes",
  statements: ({ text }) => [
    `alter table effects add column lane ${text} not null default 'worker'`,
    ...["discord", "slack"].map(
      (lane) =>
        `update effects set lane = '${lane}' where ${KINDS.map(
          (kind) => `act like '{"kind":"${kind}",%"channel":"${lane}"%'`,
        ).join(" or ")}`,
    ),
    "drop index effects_ready",
    "create index effects_lane on effects (lane, ready_at, seq) where ready_at is not null",
  ],
};
