import type { Migration } from "./migration.ts";

/** How the data of a page begins; an index of the engines holds exactly what is asked for in the same words. */
export const IS_PAGE = `substr(data, 1, 25) = '{"type":"responder.paged"'`;

/** Who was paged how often is read from the pages alone, however many other events there are. */
export const pages: Migration = {
  name: "0014-pages",
  statements: () => [`create index events_paged on events (at) where ${IS_PAGE}`],
};
