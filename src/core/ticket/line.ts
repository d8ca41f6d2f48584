import type { Priority, TicketRow } from "../ports.ts";
import type { Instant } from "../time.ts";

/** Whom a ticket waits behind, and how long others have waited. */
export interface LineQuery {
  team: string;
  /** The ticket's own place in line. */
  priority: Priority;
  openedAt: Instant;
  number: number;
  /** Answers before this are of another time. */
  since: Instant;
  /** At most so many answers, the newest; 1 to 200. */
  limit: number;
}

export interface AnsweredTicket {
  priority: Priority;
  openedAt: Instant;
  answeredAt: Instant;
}

export interface Line {
  /** Open tickets of the team that nobody has answered yet, as urgent or more and older; never more than `LONGEST_LINE`. */
  ahead: number;
  /** First answers of the team, newest first. */
  answered: AnsweredTicket[];
}

/** Beyond that it makes no difference to what a customer is told. */
export const LONGEST_LINE = 1_000;

/** Whether it stands in line: it waits for its first answer, and was not put aside. */
export const inLine = ({ state, answeredAt, snoozedUntil }: TicketRow): boolean =>
  state === "open" && answeredAt === null && snoozedUntil === null;

/** Whether it is answered before the ticket that asks. */
export const isAhead = (
  row: Pick<TicketRow, "priority" | "openedAt" | "number">,
  { priority, openedAt, number }: Pick<LineQuery, "priority" | "openedAt" | "number">,
): boolean =>
  row.priority < priority ||
  (row.priority === priority && (row.openedAt < openedAt || (row.openedAt === openedAt && row.number < number)));
