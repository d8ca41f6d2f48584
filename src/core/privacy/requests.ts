import type { Store, TicketListItem } from "../ports.ts";
import { replay, tickets } from "../streams.ts";
import type { Instant } from "../time.ts";

/** A customer's request about their data, and when it must be answered: GDPR art. 12(3). */
export interface DataRequest {
  ticket: TicketListItem;
  startedAt: Instant;
  dueAt: Instant;
}

const PAGE = 500;

/** Tickets whose privacy clock runs, the most urgent first. */
export async function dataRequests(store: Pick<Store, "tickets" | "read">): Promise<DataRequest[]> {
  const requests: DataRequest[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await store.tickets({ states: ["open", "pending"], limit: PAGE, cursor });
    for (const ticket of page.items) {
      const { state } = replay(tickets, ticket.id, await store.read(ticket.id));
      if (state.state === "none") continue;
      const clock = state.sla.regulatory.find(({ target }) => target === "privacy");
      if (clock !== undefined) requests.push({ ticket, startedAt: clock.startedAt, dueAt: clock.dueAt });
    }
    if (page.cursor === null) return requests.sort((a, b) => a.dueAt - b.dueAt);
    cursor = page.cursor;
  }
}
