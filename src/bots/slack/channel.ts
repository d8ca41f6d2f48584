import type { KnownBlock } from "@slack/types";
import type { WebAPICallResult } from "@slack/web-api";
import { type Card, type Channel, type Edited, type Outgoing, Undeliverable } from "../../core/channel.ts";
import { cardBlocks, cardText, context, plainSection } from "./card.ts";
import { escaped, split } from "./mrkdwn.ts";
import { slackPages } from "./pages.ts";
import { fromPlace, placeOf, whereIn } from "./place.ts";
import type { Web } from "./web.ts";

const TAKEN_BACK = "(taken back)";
/** Characters of plain text in one section. */
const SECTION = 2_900;

interface Posted extends WebAPICallResult {
  channel?: string;
  ts?: string;
}
interface Message {
  ts?: string;
  metadata?: { event_type?: string; event_payload?: Record<string, unknown> };
}

/** Slack as a channel of the desk: relays into threads, and shows tickets as cards. Every message carries its effect's id. */
export function slackChannel(web: Web): Channel {
  async function post(
    channel: string,
    thread: string | undefined,
    id: string,
    body: { text: string; blocks: KnownBlock[] },
  ) {
    return web.call<Posted>("chat.postMessage", {
      channel,
      ...(thread === undefined ? {} : { thread_ts: thread }),
      ...body,
      ...SILENT,
      metadata: { event_type: "nightdesk", event_payload: { id } },
    });
  }

  async function send({ id, thread, text, form, attempt }: Outgoing): Promise<undefined> {
    const { channel, ts } = whereIn(thread);
    const sent = attempt > 1 ? await idsIn(channel, ts) : new Set<string>();
    const author = form.form === "message" ? form.author : "desk";
    for (const [i, part] of split(text, SECTION).entries()) {
      const name = `${id}/${i}`;
      if (sent.has(name)) continue;
      const blocks = [...(i === 0 ? [context(`*${escaped(author)}*`)] : []), plainSection(part)];
      await post(channel, ts, name, { text: escaped(`${author}: ${part}`.slice(0, SECTION)), blocks });
    }
  }

  /** The effects whose messages stand in a thread already: a call that failed may have been carried out. */
  async function idsIn(channel: string, ts: string | undefined): Promise<Set<string>> {
    const messages = ts === undefined ? await newestIn(channel) : await repliesIn(channel, ts);
    return new Set(messages.map(idOf).filter((it) => it !== undefined));
  }

  async function repliesIn(channel: string, ts: string): Promise<Message[]> {
    const { messages = [] } = await web.call<WebAPICallResult & { messages?: Message[] }>("conversations.replies", {
      channel,
      ts,
      limit: 200,
      include_all_metadata: true,
    });
    return messages;
  }

  async function newestIn(room: string): Promise<Message[]> {
    const { messages = [] } = await web.call<WebAPICallResult & { messages?: Message[] }>("conversations.history", {
      channel: room.startsWith("#") ? await roomId(room) : room,
      limit: 100,
      include_all_metadata: true,
    });
    return messages;
  }

  /** The messages that carry a text, part by part: their effects are named after its content. */
  async function partsOf(channel: string, ts: string, content: string): Promise<{ ts: string; id: string }[]> {
    return (await repliesIn(channel, ts)).flatMap((it) => {
      const id = idOf(it);
      return it.ts !== undefined && id?.startsWith(`${content}#`) ? [{ ts: it.ts, id }] : [];
    });
  }

  /** What its author made of a message is shown in its place; of one that was taken back, that it was. */
  async function edit({ text, ...message }: Edited): Promise<undefined> {
    const { channel, ts } = fromPlace(message.thread);
    const posted = await partsOf(channel, ts, message.content);
    const parts = text === null ? [] : split(text, SECTION);
    const author = message.form.form === "message" ? message.form.author : "desk";
    for (const [i, part] of posted.entries()) {
      const said = parts[i] ?? (i === 0 ? TAKEN_BACK : "…");
      const rest = i === posted.length - 1 && parts.length > posted.length ? `${said} …` : said;
      const blocks = [...(i === 0 ? [context(`*${escaped(author)}* ✎`)] : []), plainSection(rest)];
      await web.call("chat.update", {
        channel,
        ts: part.ts,
        metadata: { event_type: "nightdesk", event_payload: { id: part.id } },
        text: escaped(`${author}: ${rest}`.slice(0, SECTION)),
        blocks,
        ...SILENT,
      });
    }
  }

  /** The card that an earlier try of the same ticket posted. */
  async function earlier(room: string, ticket: string): Promise<string | undefined> {
    const channel = room.startsWith("#") ? await roomId(room) : room;
    const ts = (await newestIn(channel)).find((it) => idOf(it) === ticket)?.ts;
    return ts === undefined ? undefined : placeOf(channel, ts);
  }

  async function roomId(name: string): Promise<string> {
    let cursor = "";
    do {
      const page = await web.call<
        WebAPICallResult & { channels?: { id: string; name: string }[]; response_metadata?: { next_cursor?: string } }
      >("conversations.list", {
        limit: 1_000,
        exclude_archived: true,
        types: "public_channel,private_channel",
        cursor,
      });
      const found = page.channels?.find((it) => `#${it.name}` === name);
      if (found !== undefined) return found.id;
      cursor = page.response_metadata?.next_cursor ?? "";
    } while (cursor !== "");
    throw new Undeliverable(`there is no channel ${name}, or the bot is not in it`);
  }

  async function card(shown: Card): Promise<string> {
    const { room, ticket, attempt } = shown;
    const body = { text: cardText(ticket), blocks: cardBlocks(shown) };
    const thread = shown.thread ?? (attempt > 1 ? await earlier(room, ticket.id) : undefined);
    if (thread === undefined) {
      const { channel, ts } = await post(room, undefined, ticket.id, body);
      if (channel === undefined || ts === undefined) throw new Error("Slack did not say where the card stands");
      return placeOf(channel, ts);
    }
    const { channel, ts } = fromPlace(thread);
    const metadata = { event_type: "nightdesk", event_payload: { id: ticket.id } };
    await web.call("chat.update", { channel, ts, ...body, ...SILENT, metadata });
    return thread;
  }

  return { name: "slack", send, edit, card, ...slackPages(web, roomId) };
}

/** Nobody is shouted at and nothing is looked up because of what a text says. */
const SILENT = { parse: "none", link_names: false, unfurl_links: false, unfurl_media: false };

const idOf = ({ metadata }: Message): string | undefined => {
  const id = metadata?.event_payload?.id;
  return typeof id === "string" ? id : undefined;
};
