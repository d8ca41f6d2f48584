import type { Span } from "./calendar.ts";
import type { RosterEvent } from "./roster.ts";
import { stamp } from "./zoned.ts";

/** A change of turns as a sentence; times are in UTC. */
export function sayRoster(event: RosterEvent): string {
  switch (event.type) {
    case "override.added": {
      const { by, person, schedule, instead } = event;
      return `${by} put ${person} on call in ${schedule} ${during(event)}${instead === null ? "" : ` instead of ${instead}`}`;
    }
    case "override.cancelled":
      return `${event.by} took back override ${event.id}`;
    case "swap.offered":
      return `${event.by} asks ${event.to} to take ${event.schedule} ${during(event.mine)}${event.theirs === null ? "" : ` for ${during(event.theirs)}`}`;
    case "swap.accepted":
      return `${event.by} agreed to swap ${event.id}`;
    case "swap.declined":
      return `${event.by} declined swap ${event.id}`;
    case "handover.offered":
      return `${event.by} hands ${event.schedule} over to ${event.to}`;
    case "handover.reminded":
      return `hand-over ${event.id} still waits: ${event.to.join(" and ")} were reminded`;
    case "handover.accepted":
      return `${event.by} took hand-over ${event.id} over`;
    case "handover.withdrawn":
      return `${event.by} took hand-over ${event.id} back`;
  }
}

const during = ({ from, until }: Span): string => `from ${stamp(from, "UTC")} until ${stamp(until, "UTC")}`;
