import { transcript, type Utterance } from "./conversation/transcript.ts";
import { type Happening, happening } from "./happening.ts";
import type { Store, StoredEvent, TicketListItem } from "./ports.ts";
import { replay, tickets } from "./streams.ts";
import { type Clock, clocks } from "./ticket/sla.ts";
import type { Ticket, TicketEvent } from "./ticket/ticket.ts";
import type { Instant } from "./time.ts";
import { type Advice, newestAdvice } from "./triage/record.ts";

export interface Note {
  id: string;
  at: Instant;
  by: string;
  /** Null when it was erased. */
  text: string | null;
}

export interface TicketView {
  ticket: TicketListItem;
  transcript: Utterance[];
  notes: Note[];
  /** What triage suggests; null while there is nothing, or it was erased. */
  suggestion: Advice | null;
  /** Of the ticket and its conversation, in order of time. */
  history: Happening[];
  /** What runs, the next one first. */
  clocks: Pick<Clock, "target" | "warnAt" | "dueAt">[];
}

/** Everything that a responder sees of one ticket; undefined when there is none of that number. */
export async function viewTicket(store: Store, number: number): Promise<TicketView | undefined> {
  const ticket = await store.ticket({ number });
  if (ticket === undefined) return undefined;
  const [own, conversation] = await Promise.all([store.read(ticket.id), store.read(ticket.conversation)]);
  const texts = await store.contents(
    [...own, ...conversation].flatMap(({ content }) => (content === null ? [] : [content.id])),
  );
  const history = [...conversation, ...own].map((event) => happening(event, texts)).filter((it) => it !== null);
  return {
    ticket,
    transcript: transcript(conversation, texts),
    notes: own.flatMap((event) => noteOf(event, texts)),
    suggestion: newestAdvice(own, texts),
    history: history.sort((a, b) => a.at - b.at),
    clocks: clocksIn(replay(tickets, ticket.id, own).state),
  };
}

const clocksIn = (state: Ticket): TicketView["clocks"] =>
  state.state === "none" || state.state === "resolved"
    ? []
    : clocks(state.sla)
        .map(({ target, warnAt, dueAt }) => ({ target, warnAt, dueAt }))
        .sort((a, b) => a.dueAt - b.dueAt);

function noteOf({ id, at, data, content }: StoredEvent, texts: ReadonlyMap<string, string | null>): Note[] {
  const event = data as TicketEvent;
  if (event.type !== "note.added" || content === null) return [];
  return [{ id, at, by: event.by, text: texts.get(content.id) ?? null }];
}
