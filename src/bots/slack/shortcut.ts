import type { Door } from "./door.ts";
import { plain } from "./mrkdwn.ts";
import { placeOf, within } from "./place.ts";
import { messageId } from "./relay.ts";

interface MessageAction {
  user: { id: string };
  channel: { id: string };
  message: { ts: string; thread_ts?: string; user?: string; bot_id?: string; text?: string };
}

/** “Open a ticket” on a message: its author is the customer, and its thread the place where they are answered. */
export function listenForShortcut({ app, ports, staffOf, tell, turnedAway }: Door): void {
  app.shortcut({ callback_id: "ticket.open", type: "message_action" }, async ({ ack, shortcut }) => {
    const { user, channel, message } = shortcut as unknown as MessageAction;
    const staff = await staffOf(user.id);
    const say = (text: string) => tell(channel.id, user.id, text, { thread: message.thread_ts ?? message.ts });
    if (staff === undefined) await say(await turnedAway(user.id));
    else await say(await open(channel.id, message, staff.name));
    await ack();
  });

  async function open(channel: string, message: MessageAction["message"], by: string): Promise<string> {
    const { ts, thread_ts: thread = ts, user: author, bot_id: bot, text = "" } = message;
    const { desk, store, workspace } = ports;
    const team = workspace?.team;
    const place = { channel: "slack", thread: placeOf(channel, thread, team) };
    if (author === undefined || bot !== undefined) return "Only what a person wrote can become a ticket.";
    if (text.trim() === "") return "There are no words in this message.";
    const known = await store.conversationAt(place.channel, place.thread);
    const holder = known && (await store.conversation(known))?.ticket;
    const open = holder && (await store.ticket({ id: holder }));
    if (open) return `This thread belongs to T-${open.number} already.`;
    await desk.receive({
      ...place,
      externalId: messageId(channel, ts, team),
      customer: `slack:${within(team, author)}`,
      text: plain(text),
      openedBy: by,
    });
    return "A ticket is opened. What you write in this thread reaches the author; its card shows it to the team.";
  }
}
