import type { Card, Channel } from "../core/channel.ts";
import type { ConversationEvent } from "../core/conversation/conversation.ts";
import { transcript } from "../core/conversation/transcript.ts";
import type { Desk } from "../core/desk.ts";
import type { CardAct } from "../core/effect.ts";
import type { ExplorersConfig } from "../core/explorers/config.ts";
import { linkedEntities } from "../core/explorers/links.ts";
import { happening } from "../core/happening.ts";
import type { Policy } from "../core/policy.ts";
import type { Settlement, Store, StoredEvent, TicketListItem } from "../core/ports.ts";
import type { TicketEvent } from "../core/ticket/ticket.ts";
import { newestAdvice } from "../core/triage/record.ts";

interface CardPorts {
  store: Store;
  policy(): Policy;
  desk: Desk;
  channels: ReadonlyMap<string, Channel>;
}

/** While the customer goes on talking, a card is brought up to date this often before its thread is linked. */
const TRIES = 10;
/** The card shows the last of what was said, and the reasons of the last decisions. */
const SAID = 8;
const REASONS = 4;

/**
 * Shows a ticket in its room. The thread of a new card is linked at the very version of the conversation that the card shows, so that
 * nothing said meanwhile is missed by both the card and the relay; what was said in between brings the card up to date and links again.
 */
export async function showCard(
  { id, attempt }: { id: string; attempt: number },
  act: CardAct,
  { store, policy, desk, channels }: CardPorts,
): Promise<Settlement> {
  const channel = channels.get(act.channel);
  if (channel?.card === undefined) return { id, outcome: "dead", error: `no channel “${act.channel}” is connected` };
  let made: string | null = null;
  for (let turn = 0; turn < TRIES; turn++) {
    const ticket = await store.ticket({ id: act.ticket });
    if (ticket === undefined) return { id, outcome: "dropped", error: "there is no such ticket" };
    const said = await store.read(act.conversation);
    const linked = linkOf(said, act);
    const thread = linked?.thread ?? made;
    const before = linked === undefined ? said : said.filter(({ version }) => version < linked.version);
    const card = await cardOf(store, ticket, before, policy().config.guard.explorers);
    made = await channel.card({ ...card, id, attempt, room: act.room, thread });
    if (linked !== undefined) return { id, outcome: "done" };
    const place = { channel: act.channel, thread: made };
    const result = await desk.execute(
      { to: "conversation", stream: act.conversation, command: { type: "link", place, side: "staff" } },
      { ifVersion: said.at(-1)?.version ?? 0 },
    );
    if (result.ok) return { id, outcome: "done" };
  }
  throw new Error("the conversation changed while its card was linked");
}

/** The thread in which this ticket's card stands: the one that was linked in this channel between this ticket's beginning and the next one's. */
function linkOf(said: readonly StoredEvent[], { ticket, channel }: CardAct) {
  const events = said.map(({ data, version }) => ({ version, event: data as ConversationEvent }));
  const begins = ({ event }: { event: ConversationEvent }) => event.type === "handed_off" && !event.reopen;
  const from = events.findIndex((it) => begins(it) && it.event.type === "handed_off" && it.event.ticket === ticket);
  const next = events.findIndex((it, i) => i > from && begins(it));
  for (const { version, event } of events.slice(from + 1, next < 0 ? undefined : next).reverse())
    if (event.type === "thread.linked" && event.place.channel === channel)
      return { thread: event.place.thread, version };
  return undefined;
}

async function cardOf(
  store: Store,
  ticket: TicketListItem,
  said: StoredEvent[],
  explorers: ExplorersConfig,
): Promise<Pick<Card, "ticket" | "before" | "earlier" | "entities" | "why" | "advice">> {
  const own = await store.read(ticket.id);
  const texts = await store.contents(
    [...said, ...own].flatMap(({ content }) => (content === null ? [] : [content.id])),
  );
  const decisions = own.filter(({ data }) => (data as TicketEvent).type === "routed");
  const why = [...said.filter(({ data }) => (data as ConversationEvent).type === "handed_off"), ...decisions]
    .slice(-REASONS)
    .flatMap((event) => reasonsOf(event));
  const spoken = transcript(said, texts);
  return {
    ticket,
    before: spoken.slice(-SAID),
    earlier: Math.max(0, spoken.length - SAID),
    entities: linkedEntities(
      spoken.map(({ text }) => text),
      explorers,
    ),
    why,
    advice: newestAdvice(own, texts),
  };
}

function reasonsOf(event: StoredEvent): string[] {
  const told = happening(event);
  if (told === null) return [];
  const applied = told.trace?.steps.filter(({ result }) => result === "applied").map(({ because }) => because) ?? [];
  return [[told.what, ...applied].join(" · ")];
}
