import { attached } from "../../core/attached.ts";
import type { Inbound } from "../../core/inbound.ts";
import { isThread } from "./directory.ts";
import type { WireChannel, WireMessage } from "./wire.ts";

export const CHANNEL = "discord";

export const customerOf = (userId: string): string => `${CHANNEL}:${userId}`;
export const userOf = (customer: string): string => customer.slice(CHANNEL.length + 1);

/**
 * The desk's name for a place. A question in a text channel has a thread of its own, which is named by both: Discord gives the thread the
 * id of the message it hangs on, so the place has a name before the thread exists.
 */
export const questionPlace = (channel: string, message: string): string => `${channel}/${message}`;

/** Where somebody who asks with a command is answered: in that channel, before their eyes alone. */
export const askPlace = (channel: string, user: string): string => `${ASK}${channel}:${user}`;
export const askerOf = (place: string): string | undefined =>
  place.startsWith(ASK) ? place.split(":").at(-1) : undefined;

const ASK = "ask:";

/** The channel or thread to speak in, and the text channel where it hangs. */
export function fromPlace(place: string): { id: string; parent: string | undefined } {
  if (place.startsWith(ASK)) return { id: place.split(":")[1] ?? "", parent: undefined };
  const [first = "", second] = place.split("/");
  return second === undefined ? { id: first, parent: undefined } : { id: second, parent: first };
}

const PUBLIC_THREAD = 11;
const TEXT = [0, 5];

export const placeOf = (channel: WireChannel, parent: WireChannel | undefined): string =>
  channel.type === PUBLIC_THREAD && parent !== undefined && TEXT.includes(parent.type)
    ? questionPlace(parent.id, channel.id)
    : channel.id;

const PRIVATE_THREAD = 12;
const DIRECT = 1;
export const isPublic = ({ type }: WireChannel): boolean => type !== PRIVATE_THREAD && type !== DIRECT;

type Written = Pick<WireMessage, "content" | "attachments"> &
  Partial<Pick<WireMessage, "sticker_items" | "message_snapshots" | "poll">>;

/** What was written, without the bot's own name, and with the names of files and the like that came along. */
export function textOf({ content, attachments, ...more }: Written, bot: string): string {
  const said = content.replace(new RegExp(`<@!?${bot}>`, "g"), "").trim();
  const files = attachments.map(({ filename }) => attached("file", filename));
  const stickers = (more.sticker_items ?? []).map(({ name }) => attached("sticker", name));
  const polls = more.poll == null ? [] : [attached("poll", "a poll")];
  const forwarded = (more.message_snapshots ?? []).map(() => attached("forwarded", "a message"));
  return [said, ...files, ...stickers, ...polls, ...forwarded].filter(Boolean).join("\n");
}

/** A customer's message as the desk takes it: ids and text only. Pure. */
export function toInbound(
  message: WireMessage,
  { bot, channel, parent }: { bot: string; channel: WireChannel; parent?: WireChannel | undefined },
): Inbound {
  const own = isThread(channel) || channel.type === DIRECT;
  return {
    channel: CHANNEL,
    thread: own ? placeOf(channel, parent) : questionPlace(channel.id, message.id),
    externalId: message.id,
    customer: customerOf(message.author.id),
    text: textOf(message, bot),
    ...(isPublic(channel) ? { public: true } : {}),
  };
}
