import type { Executed } from "../../core/desk.ts";
import { refuse } from "../../core/errors.ts";
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

/**
 * What somebody wrote in a ticket's thread goes to the customer, or becomes a note. Done once however often Slack delivers it; undefined
 * when the thread is no ticket's. Resolves when it is durable.
 */
export async function relay(
  { desk, store }: Pick<SlackPorts, "desk" | "store">,
  { channel, thread, ts, text, override }: Written,
  { name }: Staff,
): Promise<Executed | undefined> {
  const from = { channel: "slack", thread: placeOf(channel, thread) };
  const stream = await store.conversationAt(from.channel, from.thread);
  if (stream === undefined) return undefined;
  const once = { channel: "slack", externalId: `${channel}:${ts}` };
  const words = plain(text);
  const note = noteIn(words);
  if (note === undefined) {
    return desk.execute(
      { to: "conversation", stream, command: { type: "reply", by: name, text: words, from, redacted: 0, override } },
      { once },
    );
  }
  const ticket = (await store.conversation(stream))?.ticket;
  if (!ticket) return refuse("conversation_closed", "the ticket is resolved; write the note on its card");
  return desk.execute({ to: "ticket", stream: ticket, command: { type: "note", by: name, text: note } }, { once });
}
