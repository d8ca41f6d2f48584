import type { Channel } from "../core/channel.ts";
import type { Desk } from "../core/desk.ts";
import type { EraseAct, UnsayAct } from "../core/effect.ts";
import type { Settlement, Store, StreamId } from "../core/ports.ts";
import type { ErasedTicket } from "../core/privacy/privacy.ts";
import { PRIVACY } from "../core/privacy/privacy.ts";
import { streamOfContent, ticketsOf } from "../core/privacy/standing.ts";
import type { Adviser } from "./model/adviser.ts";

interface ErasePorts {
  store: Store;
  desk: Desk;
  channels: ReadonlyMap<string, Channel>;
  adviser?: Pick<Adviser, "forget"> | undefined;
  now(): number;
}

/**
 * Erases a customer. First their tickets and conversations forget them, so that no process goes on with what it remembers of them; then
 * texts, identity and key go at once. Cut off in between, it is done again: by then the customer goes by the name that nobody's data has.
 */
export async function erase(
  id: string,
  { customer, kept, of }: EraseAct,
  { store, desk, adviser }: ErasePorts,
): Promise<Settlement> {
  const stays = new Set<StreamId>(kept);
  const tickets = await ticketsOf(store, customer);
  const said = (await store.held(customer)).map(streamOfContent).filter((stream) => stream.startsWith("conversation:"));
  const conversations = new Set([...said, ...tickets.map(({ conversation }) => conversation)]);
  const forget = { type: "forget" } as const;
  for (const stream of conversations)
    if (!stays.has(stream) && (await store.conversation(stream))?.customer === customer)
      await desk.execute({ to: "conversation", stream, command: forget }, { once: onceOf(id, stream) });
  for (const { id: stream } of tickets)
    if (!stays.has(stream)) await desk.execute({ to: "ticket", stream, command: forget }, { once: onceOf(id, stream) });
  const texts = await store.erase(customer, kept);
  adviser?.forget();
  const shown: ErasedTicket[] = tickets
    .filter(({ id: ticket }) => !stays.has(ticket))
    .map(({ id: ticket, conversation }) => ({ ticket, conversation }));
  const command = { type: "carried-out", of, texts, tickets: shown } as const;
  await desk.execute({ to: "privacy", stream: PRIVACY, command }, { once: onceOf(id, PRIVACY) });
  return { id, outcome: "done" };
}

const onceOf = (id: string, stream: string) => ({ channel: "outbox", externalId: `${id}/${stream}` });

/** Takes away what the desk wrote in a place, message by message, as far as it is known which they were. */
export async function unsay(
  { id, attempt }: { id: string; attempt: number },
  { channel: name, thread, conversation, until }: UnsayAct,
  { store, channels, now }: ErasePorts,
): Promise<Settlement> {
  const channel = channels.get(name);
  if (channel === undefined) return { id, outcome: "dead", error: `no channel “${name}” is connected` };
  if (channel.edit === undefined) return { id, outcome: "done" };
  const events = (await store.read(conversation)).filter(({ version }) => version <= until);
  const contents = new Set(events.flatMap(({ content }) => (content === null ? [] : [content.id])));
  for (const content of contents) {
    const posted = await store.posted({ channel: name, thread, content });
    if (posted.length === 0) continue;
    const form = { form: "message", author: "desk" } as const;
    await channel.edit({ id: `${id}/${content}`, thread, content, text: null, form, attempt, at: now(), posted });
  }
  return { id, outcome: "done" };
}
