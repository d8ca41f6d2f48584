import { type Door, refusalText, STRANGER } from "./door.ts";
import { plain } from "./mrkdwn.ts";
import { stoppedBlocks } from "./override.ts";
import { placeOf, within } from "./place.ts";
import { customerAt, follow, messageId, noteIn, relay } from "./relay.ts";

/** Slack sends what was not taken three times more. */
const PATIENT = 2;

interface Said {
  user?: string;
  bot_id?: string;
  text?: string;
  ts: string;
  thread_ts?: string;
  edited?: { ts?: string };
}
interface MessageEvent extends Said {
  subtype?: string;
  channel: string;
  parent_user_id?: string;
  channel_type?: string;
  message?: Said;
  previous_message?: Said;
  deleted_ts?: string;
}

const WRITTEN: ReadonlySet<string | undefined> = new Set([undefined, "thread_broadcast", "file_share"]);

/** What people write, change and take back in the threads of tickets. Whatever it led to is durable before Slack hears that it was taken. */
export function listenToThreads(door: Door): void {
  const { app, ports, self, staffOf, tell, mark } = door;
  const team = ports.workspace?.team;

  app.event("message", async ({ event, context }) => {
    const message = event as MessageEvent;
    if (message.subtype === "message_changed" || message.subtype === "message_deleted") return changed(message);
    if (!WRITTEN.has(message.subtype) || message.bot_id !== undefined) return;
    await written(message, context.retryNum ?? 0);
  });

  async function written(message: MessageEvent, retries: number): Promise<void> {
    const { channel, thread_ts: thread, ts, text = "", user } = message;
    if (user === undefined || thread === undefined || user === (await self())) return;
    const stream = await ports.store.conversationAt("slack", placeOf(channel, thread, team));
    const customer = stream && (await customerAt(ports, stream, channel, thread));
    if (customer === `slack:${within(team, user)}`) {
      await ports.desk.receive({
        channel: "slack",
        thread: placeOf(channel, thread, team),
        externalId: messageId(channel, ts, team),
        customer,
        text: plain(text),
      });
      return;
    }
    const staff = await staffOf(user);
    if (staff === undefined) {
      if (stream !== undefined && customer === undefined) await tell(channel, user, STRANGER, { thread });
      return;
    }
    const result = await relay(ports, { channel, thread, ts, text }, staff);
    if (result === undefined) {
      if (message.parent_user_id !== (await self())) return;
      // A card of ours whose thread is linked in this very moment: not taken, so Slack sends it again.
      if (retries < PATIENT) throw new Error("the thread of a card is not linked yet");
      await tell(channel, user, "This thread belongs to no ticket of this desk.", { thread });
      return;
    }
    // It is durable: Slack need not wait for the mark.
    if (result.ok) void mark(channel, ts, noteIn(plain(text)) === undefined ? "outbox_tray" : "lock");
    else {
      const blocks = result.reason === "facts_not_known" ? stoppedBlocks(result, { channel, thread, ts }) : undefined;
      await tell(channel, user, refusalText(result), { thread, ...(blocks === undefined ? {} : { blocks }) });
    }
  }

  async function changed({ subtype, channel, message, previous_message: before, ts }: MessageEvent): Promise<void> {
    const { user, thread_ts: thread } = before ?? {};
    if (before === undefined || user === undefined || thread === undefined || thread === before.ts) return;
    if (before.bot_id !== undefined || user === (await self())) return;
    const staff = await staffOf(user);
    if (staff === undefined) return;
    const text = subtype === "message_deleted" ? null : (message?.text ?? "");
    const revision = text === null ? "deleted" : (message?.edited?.ts ?? ts);
    const change = { channel, thread, ts: before.ts, before: before.text ?? "", text, revision };
    const result = await follow(ports, change, staff);
    if (result === undefined) return;
    if (!result.ok) await tell(channel, user, refusalText(result), { thread });
    else if (text !== null) void mark(channel, before.ts, "pencil2");
  }
}
