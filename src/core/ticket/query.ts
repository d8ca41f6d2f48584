import type { Priority, TicketListItem, TicketRow } from "../ports.ts";
import type { Instant } from "../time.ts";

export interface TicketQuery {
  states?: TicketRow["state"][] | undefined;
  owner?: string | null | undefined;
  /** Only tickets whose running SLA target is due before this. */
  dueBefore?: Instant | undefined;
  /** Only those that are put aside, or only those that are not. */
  snoozed?: boolean | undefined;
  priority?: Priority | undefined;
  language?: string | undefined;
  category?: string | undefined;
  tag?: string | undefined;
  customer?: string | undefined;
  openedSince?: Instant | undefined;
  /** 1 to 500; 50 when left out. */
  limit?: number | undefined;
  /** `cursor` of the page before. */
  cursor?: string | undefined;
}

export interface TicketPage {
  items: TicketListItem[];
  cursor: string | null;
}
