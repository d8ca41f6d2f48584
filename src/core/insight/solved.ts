import type { ConversationEvent } from "../conversation/conversation.ts";
import type { StoredEvent, StreamId } from "../ports.ts";
import type { TicketEvent } from "../ticket/ticket.ts";
import type { Settled } from "./draft.ts";
import type { Unanswered } from "./unanswered.ts";

/** A ticket that was resolved and never reopened. */
export interface Solved {
  number: number;
  team: string;
  /** What its customer and responders are called in their channels. */
  names: string[];
  /** Contents of what responders wrote to the customer, in order. */
  replies: string[];
}

type Progress = Omit<Solved, "replies"> & { resolved: boolean; reopened: boolean };
type Reply = { by: string; content: string };

/** The tickets that were resolved for good, by their stream, from the events of a store in their order. */
export function solvedTickets(events: readonly StoredEvent[]): Map<StreamId, Solved> {
  const tickets = new Map<StreamId, Progress>();
  const holding = new Map<StreamId, StreamId>();
  const replies = new Map<StreamId, Reply[]>();
  for (const { stream, data, content } of events) {
    if (stream.startsWith("ticket:")) {
      progress(tickets, stream, data as TicketEvent);
      continue;
    }
    const event = data as ConversationEvent;
    if (event.type === "handed_off" || event.type === "resumed") holding.set(stream, event.ticket);
    if (event.type === "closed") holding.delete(stream);
    const ticket = holding.get(stream);
    if (event.type !== "message.received" || event.from.side !== "responder") continue;
    if (ticket === undefined || content === null) continue;
    replies.set(ticket, [...(replies.get(ticket) ?? []), { by: event.from.name, content: content.id }]);
  }
  const solved = [...tickets].filter(([, { resolved, reopened }]) => resolved && !reopened);
  return new Map(
    solved.map(([stream, { number, team, names }]) => {
      const own = replies.get(stream) ?? [];
      return [
        stream,
        { number, team, names: [...names, ...own.map(({ by }) => by)], replies: own.map((it) => it.content) },
      ];
    }),
  );
}

function progress(tickets: Map<StreamId, Progress>, stream: StreamId, event: TicketEvent): void {
  if (event.type === "opened") {
    const { number, customer } = event;
    const names = [customer, customer.slice(customer.indexOf(":") + 1)];
    tickets.set(stream, { number, team: "", names, resolved: false, reopened: false });
  }
  const ticket = tickets.get(stream);
  if (ticket === undefined) return;
  if (event.type === "routed") ticket.team = event.team;
  if (event.type === "resolved") ticket.resolved = true;
  if (event.type === "reopened") ticket.reopened = true;
}

/** The solved tickets whose question found no answer, with their first question and the replies that were not erased. */
export function settledOf(
  unanswered: readonly Unanswered[],
  solved: ReadonlyMap<StreamId, Solved>,
  texts: ReadonlyMap<string, string | null>,
): Settled[] {
  const settled = new Map<StreamId, Settled>();
  for (const { ticket, content, language } of unanswered) {
    const found = ticket === null || settled.has(ticket) ? undefined : solved.get(ticket);
    const text = texts.get(content) ?? null;
    if (ticket === null || found === undefined || text === null) continue;
    const replies = found.replies.flatMap((id) => texts.get(id) ?? []);
    settled.set(ticket, { ...found, language, text, replies });
  }
  return [...settled.values()];
}
