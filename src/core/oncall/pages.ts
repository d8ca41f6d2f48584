import type { Policy } from "../policy.ts";
import type { StoredEvent } from "../ports.ts";
import type { TicketEvent } from "../ticket/ticket.ts";
import { DAYS, dayOf, type Span } from "./calendar.ts";
import { onClock } from "./zoned.ts";

/** How often somebody was paged. */
export interface PageLoad {
  person: string;
  pages: number;
  /** Between 22:00 and 06:00 on the person's own clocks (UTC when they name no zone). */
  night: number;
  /** On their Saturdays and Sundays, nights included. */
  weekend: number;
}

/** Who was paged how often within a span, the most burdened first. */
export function countPages(events: Iterable<StoredEvent>, { from, until }: Span, { config }: Policy): PageLoad[] {
  const loads = new Map<string, PageLoad>();
  for (const { at, data } of events) {
    const event = data as TicketEvent;
    if (event.type !== "responder.paged" || at < from || at >= until) continue;
    const { person } = event;
    const clock = onClock(at, config.people[person]?.zone ?? "UTC");
    const load = loads.get(person) ?? { person, pages: 0, night: 0, weekend: 0 };
    loads.set(person, {
      person,
      pages: load.pages + 1,
      night: load.night + (clock.hour >= 22 || clock.hour < 6 ? 1 : 0),
      weekend: load.weekend + (DAYS.indexOf(dayOf(clock.toPlainDate())) >= 5 ? 1 : 0),
    });
  }
  return [...loads.values()].sort((a, b) => b.pages - a.pages || (a.person < b.person ? -1 : 1));
}
