import { type Channel, Undeliverable } from "../core/channel.ts";
import type { Place } from "../core/conversation/place.ts";
import type { Desk } from "../core/desk.ts";
import type { OpenAct } from "../core/effect.ts";
import type { ClaimedEffect, Settlement, Store, StreamId } from "../core/ports.ts";
import type { Millis } from "../core/time.ts";
import { within } from "./within.ts";

interface Ports {
  store: Store;
  desk: Desk;
  channels: ReadonlyMap<string, Channel>;
}

const onceOf = (id: string) => ({ channel: "outbox", externalId: id });

/**
 * Opens a private place and links it, or has the customer told that there is none. A place has one conversation: where a person talks with
 * the customer about something else already, it stays that one's; what is not with a person gives it up.
 */
export async function openPrivate(
  { effect: { id }, attempt }: ClaimedEffect,
  act: OpenAct,
  patience: Millis,
  ports: Ports,
): Promise<Settlement> {
  const { channel: name, from, customer, conversation, language } = act;
  const to = { to: "conversation", stream: conversation } as const;
  const channel = ports.channels.get(name);
  try {
    if (channel?.openPrivate === undefined) throw new Undeliverable(`“${name}” has no private places`);
    const wish = { id, from, customer, conversation, language, attempt };
    const { thread } = await within(patience, channel.openPrivate(wish));
    if (!(await isGivenUp({ channel: name, thread }, conversation, id, ports))) {
      await ports.desk.execute({ ...to, command: { type: "link-failed", busy: true } }, { once: onceOf(id) });
      return { id, outcome: "dropped", error: "the place belongs to another conversation of the customer" };
    }
    await ports.desk.execute(
      { ...to, command: { type: "link", place: { channel: name, thread }, side: "customer" } },
      { once: onceOf(id) },
    );
    return { id, outcome: "done" };
  } catch (error) {
    if (!(error instanceof Undeliverable)) throw error;
    await ports.desk.execute({ ...to, command: { type: "link-failed" } }, { once: onceOf(id) });
    return { id, outcome: "dropped", error: error.message };
  }
}

async function isGivenUp(place: Place, by: StreamId, id: string, { store, desk }: Ports): Promise<boolean> {
  const other = await store.conversationAt(place.channel, place.thread);
  if (other === undefined || other === by) return true;
  if ((await store.conversation(other))?.holder === "agent") return false;
  const command = { type: "place-gone", place, held: null } as const;
  await desk.execute({ to: "conversation", stream: other, command }, { once: onceOf(`${id}/gives`) });
  return true;
}
