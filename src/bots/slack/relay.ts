import { refuse } from "../../core/errors.ts";
import type { StreamId } from "../../core/ports.ts";
import type { Executed } from "../../core/run.ts";
import { plain } from "./mrkdwn.ts";
import { placeOf } from "./place.ts";
import type { SlackPorts, Staff } from "./ports.ts";

/** A message that a person wrote in a thread. */
export interface Written {
  channel: string;
  /** Time stamp of the thread's first message. */
  thread: string;
  ts: string;
  text: string;
  /** Sends what no fact says, for this reason. */
  override?: { reason: string };
}

const NOTE = /^\s*\/\/\s*/;

/** Words that begin with // are for staff alone: they become a note, and there is no way from a note to a customer. */
export const noteIn = (text: string): string | undefined => (NOTE.test(text) ? text.replace(NOTE, "") : undefined);

/** The platform's id of a message, under which it is taken once and may be changed later. */
export const messageId = placeOf;

/**
 * What somebody wrote in a ticket's thread goes to the customer, or becomes a note. Done once however often Slack delivers it; undefined
 * when the thread is no ticket's. Resolves when it is durable.
 */
export async function relay(
  { desk, store, workspace }: Pick<SlackPorts, "desk" | "store" | "workspace">,
  { channel, thread, ts, text, override }: Written,
  { name }: Staff,
): Promise<Executed | undefined> {
  const from = { channel: "slack", thread: placeOf(channel, thread, workspace?.team) };
  const stream = await store.conversationAt(from.channel, from.thread);
  if (stream === undefined) return undefined;
  const externalId = messageId(channel, ts, workspace?.team);
  const once = { channel: "slack", externalId };
  const words = plain(text);
  const note = noteIn(words);
  if (note === undefined) {
    const reply = { type: "reply", by: name, text: words, from, redacted: 0, override, externalId } as const;
    return desk.execute({ to: "conversation", stream, command: reply }, { once });
  }
  const ticket = (await store.conversation(stream))?.ticket;
  if (!ticket) return refuse("conversation_closed", "the ticket is resolved; write the note on its card");
  return desk.execute({ to: "ticket", stream: ticket, command: { type: "note", by: name, text: note } }, { once });
}

/** A change of a message in a thread: its new text, or null when it was taken back. */
export interface Changed {
  channel: string;
  thread: string;
  ts: string;
  before: string;
  text: string | null;
  /** Tells one change from the next. */
  revision: string;
}

/**
 * Follows what a person made of their own message: the customer is told what it says now, or that it is taken back. A note stays a
 * note. A reply that has been read does not become one, but what it says now is kept as one, and no later change of it goes out.
 * Undefined when there is nothing to follow.
 */
export async function follow(
  { desk, store, workspace }: Pick<SlackPorts, "desk" | "store" | "workspace">,
  { channel, thread, ts, before, text, revision }: Changed,
  { name }: Staff,
): Promise<Executed | undefined> {
  const stream = await store.conversationAt("slack", placeOf(channel, thread, workspace?.team));
  if (stream === undefined || (text !== null && plain(text) === plain(before))) return undefined;
  const externalId = messageId(channel, ts, workspace?.team);
  const once = { channel: "slack", externalId: `${externalId}/${revision}` };
  const wasNote = noteIn(plain(before)) !== undefined;
  if (text === null) {
    const result = await desk.execute(
      { to: "conversation", stream, command: { type: "take-back", by: name, externalId } },
      { once },
    );
    // It is read as a note now; only the conversation knows whether it went out before.
    return wasNote && !result.ok ? undefined : result;
  }
  const words = plain(text);
  const note = noteIn(words);
  if (wasNote && note !== undefined) return undefined;
  const nowNote = { channel: "slack", externalId: `${externalId}/note` };
  if (wasNote || (note === undefined && (await store.seen(nowNote.channel, nowNote.externalId))))
    return refuse("not_found", "a note stays a note; write a new message to tell the customer");
  const ticket = (await store.conversation(stream))?.ticket;
  if (!ticket) return refuse("conversation_closed", "the ticket is resolved; reopen it to change what was said");
  if (note === undefined) {
    const command = { type: "correct", by: name, of: { externalId }, text: words, redacted: 0 } as const;
    return desk.execute({ to: "conversation", stream, command }, { once });
  }
  await desk.execute(
    { to: "ticket", stream: ticket, command: { type: "note", by: name, text: note } },
    { once: nowNote },
  );
  return refuse(
    "not_found",
    "it is a note now, and the customer may have read what it was; delete the message to tell them that it is taken back",
  );
}

/** Whether a thread is where a customer asks: then who began it is the customer, and all others are staff. */
export async function customerAt(
  { store, workspace }: Pick<SlackPorts, "store" | "workspace">,
  stream: StreamId,
  channel: string,
  thread: string,
): Promise<string | undefined> {
  const place = placeOf(channel, thread, workspace?.team);
  const asksHere = (await store.threads(stream)).some((it) => it.thread === place && it.side === "customer");
  return asksHere ? (await store.conversation(stream))?.customer : undefined;
}
