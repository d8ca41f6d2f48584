import type { Effect } from "../../src/core/effect.ts";
import type { Commit, CommitResult, StoredEvent, StreamId, TicketRow } from "../../src/core/ports.ts";

/** Noon of a day; tests count from here. */
export const NOON = Date.UTC(2026, 2, 4, 12);

export const conversation = (name: string): StreamId => `conversation:${name}`;
export const ticketId = (name: string): StreamId => `ticket:${name}`;

/** A commit of one event that changes nothing else, unless `more` says so. */
export function change(stream: StreamId, expectedVersion: number, more: Partial<Commit> = {}): Commit {
  const event = { at: NOON, data: { type: "noted" }, content: null };
  return { stream, expectedVersion, events: [event], contents: [], effects: [], ...more };
}

/** A customer's message as the desk commits it: event, text, and the bot's answer on its way out. */
export function message(stream: StreamId, expectedVersion: number, text: string, more: Partial<Commit> = {}): Commit {
  const id = `${stream}/${expectedVersion + 1}`;
  const content = { id, digest: "k7", length: text.length };
  return change(stream, expectedVersion, {
    events: [{ at: NOON, data: { type: "message.received" }, content }],
    contents: [{ id, subject: "mei", text }],
    effects: [send(`${id}#0`, { content: id })],
    ...more,
  });
}

/** An effect that says something in the thread of its key. */
export function send(id: string, more: Partial<Effect> & { content?: string } = {}): Effect {
  const { content = "text", ...rest } = more;
  const form = { form: "message", author: "mei" } as const;
  const act = { kind: "send", channel: "discord", thread: "t1", content, form } as const;
  return { id, key: "discord/t1", dueAt: NOON, holder: null, act, ...rest };
}

export function ticketRow(name: string, number: number, more: Partial<TicketRow> = {}): TicketRow {
  return {
    id: ticketId(name),
    number,
    version: 1,
    state: "open",
    priority: "P2",
    team: "support",
    tags: [],
    owner: null,
    acknowledged: false,
    category: null,
    language: "en",
    channel: "discord",
    customer: "mei",
    conversation: conversation("c1"),
    subjectContent: `${ticketId(name)}/1`,
    openedAt: NOON,
    updatedAt: NOON,
    dueAt: null,
    dueKind: null,
    breached: false,
    escalation: null,
    paged: [],
    pagedAt: null,
    snoozedUntil: null,
    answeredAt: null,
    ...more,
  };
}

/** The events of a commit that must have been taken. */
export function taken(result: CommitResult): StoredEvent[] {
  if (!result.ok) throw new Error(`the commit was refused: ${result.reason}`);
  return result.events;
}
