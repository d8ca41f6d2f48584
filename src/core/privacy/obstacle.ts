import type { StreamId, TicketRow } from "../ports.ts";
import type { Instant } from "../time.ts";
import type { PrivacyConfig } from "./config.ts";

export const HOLD_KINDS = ["legal", "authority"] as const;
/** legal: needed for legal claims, GDPR art. 17(3)(e). authority: an authority has asked for it, art. 17(3)(b). */
export type HoldKind = (typeof HOLD_KINDS)[number];

export interface Hold {
  kind: HoldKind;
  by: string;
  since: Instant;
  until: Instant | null;
}

/** Why something of a customer may not be erased now. All but `kept_by_law` stand against all of it. */
export type Obstacle =
  | { why: "legal_hold" | "authority_request"; by: string; until: Instant | null }
  | { why: "open_incident" | "open_ticket"; ticket: number }
  | { why: "kept_by_law"; ticket: number; name: string; because: string; until: Instant; streams: StreamId[] };

export const isAgainstAll = ({ why }: Obstacle): boolean => why !== "kept_by_law";

type Ticket = Pick<TicketRow, "id" | "number" | "state" | "category" | "tags" | "updatedAt" | "conversation">;

/** What stands in the way of erasing a customer, the gravest first. `incidents`: numbers of the tickets whose security case is open. */
export function obstaclesTo(
  { holds, tickets, incidents }: { holds: readonly Hold[]; tickets: readonly Ticket[]; incidents: readonly number[] },
  { keep }: PrivacyConfig,
  now: Instant,
): Obstacle[] {
  const held = holds
    .filter(({ until }) => until === null || until > now)
    .map(
      ({ kind, by, until }): Obstacle => ({
        why: kind === "legal" ? "legal_hold" : "authority_request",
        by,
        until,
      }),
    );
  const open = tickets.filter(({ state }) => state === "open" || state === "pending");
  const running = open.map(
    ({ number, category }): Obstacle => ({
      why: incidents.includes(number) || category === "security" ? "open_incident" : "open_ticket",
      ticket: number,
    }),
  );
  const closed = incidents
    .filter((number) => !open.some((ticket) => ticket.number === number))
    .map((ticket): Obstacle => ({ why: "open_incident", ticket }));
  return [...held, ...closed, ...running, ...tickets.flatMap((ticket) => keptByLaw(ticket, keep, now))];
}

/** The class that keeps a ticket longest. */
function keptByLaw(ticket: Ticket, keep: PrivacyConfig["keep"], now: Instant): Obstacle[] {
  const { number, category, tags, updatedAt, id, conversation } = ticket;
  const classes = Object.entries(keep)
    .filter(
      ([, it]) => (category !== null && it.categories.includes(category)) || it.tags.some((tag) => tags.includes(tag)),
    )
    .map(([name, it]) => ({ name, because: it.because, until: updatedAt + it.for }))
    .filter(({ until }) => until > now)
    .sort((a, b) => b.until - a.until);
  const [longest] = classes;
  return longest === undefined ? [] : [{ why: "kept_by_law", ticket: number, ...longest, streams: [id, conversation] }];
}

const day = (at: Instant): string => new Date(at).toISOString().slice(0, 10);

/** In a sentence, for staff and for the record. */
export function sayObstacle(it: Obstacle): string {
  switch (it.why) {
    case "legal_hold":
      return `a legal hold by ${it.by}${it.until === null ? "" : ` until ${day(it.until)}`} keeps it (GDPR art. 17(3)(e)); privacy release ends it`;
    case "authority_request":
      return `an authority's request, noted by ${it.by}, keeps it${it.until === null ? "" : ` until ${day(it.until)}`} (GDPR art. 17(3)(b)); privacy release ends it`;
    case "open_incident":
      return `T-${it.ticket} is an open security incident: its evidence is needed until it is closed (GDPR art. 17(3)(e))`;
    case "open_ticket":
      return `T-${it.ticket} is open: resolve it first`;
    case "kept_by_law":
      return `T-${it.ticket} and its conversation stay until ${day(it.until)} as ${it.name}: ${it.because} (GDPR art. 17(3)(b))`;
  }
}
