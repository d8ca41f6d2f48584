import type { Channel, ShownPage } from "../core/channel.ts";
import type { PageRoomAct, PagesAct } from "../core/effect.ts";
import { happening } from "../core/happening.ts";
import type { Policy } from "../core/policy.ts";
import type { Settlement, Store, StoredEvent, StreamId } from "../core/ports.ts";
import type { TicketEvent } from "../core/ticket/ticket.ts";
import type { Instant } from "../core/time.ts";

interface PagesPorts {
  store: Store;
  channels: ReadonlyMap<string, Channel>;
  policy(): Policy;
  now(): Instant;
}

/** What a page says until somebody acts on it. */
export const WAITS = "waits for somebody to acknowledge it";

/** Pages a room; spared when somebody has taken the ticket meanwhile. */
export async function pageRoom(
  { id, attempt }: { id: string; attempt: number },
  { kind: _, channel: name, room, round: __, step, ...about }: PageRoomAct,
  { store, channels, now }: PagesPorts,
): Promise<Settlement> {
  const channel = channels.get(name);
  if (channel?.page === undefined) return { id, outcome: "dead", error: `no channel “${name}” is connected` };
  const ticket = await store.ticket({ id: about.ticket as StreamId });
  if (ticket === undefined || ticket.acknowledged || ticket.state === "resolved" || ticket.state === "closed")
    return { id, outcome: "dropped", error: "somebody has taken it" };
  const because = step === "end" ? "nobody has taken it" : `step ${step + 1}`;
  await channel.page({ id, attempt, to: room, ...about, because, state: WAITS, at: now(), open: "acknowledge" });
  return { id, outcome: "done" };
}

/** Brings every page about a ticket up to date, for all who see one. */
export async function showPages(
  id: string,
  { channel: name, ticket: stream }: PagesAct,
  { store, channels, policy }: PagesPorts,
): Promise<Settlement> {
  const channel = channels.get(name);
  const ticket = await store.ticket({ id: stream });
  if (channel?.repage === undefined || ticket === undefined) return { id, outcome: "dropped", error: "nobody sees it" };
  const events = await store.read(stream);
  const { number, priority, team } = ticket;
  const over = ticket.state === "resolved" || ticket.state === "closed";
  const open: ShownPage["open"] = over ? "nothing" : ticket.acknowledged ? "escalate" : "acknowledge";
  const about = { ticket: stream, number, priority, team, open, ...standing(events) };
  for (const to of placesOf(events, name, policy())) await channel.repage({ to, ...about });
  return { id, outcome: "done" };
}

const TOLD: ReadonlySet<TicketEvent["type"]> = new Set([
  "acknowledged",
  "assigned",
  "resolved",
  "reopened",
  "escalated",
  "escalation.stepped",
  "escalation.exhausted",
  "acknowledgement.expired",
]);

function standing(events: readonly StoredEvent[]): Pick<ShownPage, "state" | "at"> {
  const last = events.findLast(({ data }) => TOLD.has((data as TicketEvent).type));
  return { state: (last && happening(last)?.what) ?? WAITS, at: last?.at ?? 0 };
}

/** Everybody and every room that was paged there. */
function placesOf(events: readonly StoredEvent[], channel: string, { config }: Policy): Set<string> {
  const places = new Set<string>();
  for (const { data } of events) {
    const event = data as TicketEvent;
    if (event.type === "channel.paged" && event.channel === channel && !event.thread.includes(":"))
      places.add(event.thread);
    const person = event.type === "responder.paged" ? config.people[event.person] : undefined;
    if (person?.slack !== undefined && person.reach.some((way) => "slack" in way)) places.add(person.slack);
  }
  return places;
}
