import type { PublicPost } from "../../core/inbound.ts";
import { CHANNEL, customerOf } from "./translate.ts";
import type { WireMessage } from "./wire.ts";

/** Discord's ids begin with milliseconds since 2015 (docs.discord.com, "Snowflakes"). */
const EPOCH = 1_420_070_400_000;
export const bornAt = (id: string): number => Number(BigInt(id) >> 22n) + EPOCH;
export const snowflakeAt = (at: number): string => String(BigInt(Math.max(0, at - EPOCH)) << 22n);

const REPLY = 19;

/** A message that others read too, with what Discord says of its author. Pure. */
export function toPost(message: WireMessage, { answers }: { answers: boolean }): PublicPost {
  const { author, member, mentions } = message;
  const joined = member?.joined_at == null ? Number.NaN : Date.parse(member.joined_at);
  return {
    channel: CHANNEL,
    thread: message.channel_id,
    message: message.id,
    text: message.content,
    author: {
      id: customerOf(author.id),
      name: author.username,
      displayName: member?.nick ?? author.global_name ?? undefined,
      avatar: author.avatar ?? undefined,
      createdAt: bornAt(author.id),
      joinedAt: Number.isNaN(joined) ? undefined : joined,
      answersHelpSeeker: answers || message.type === REPLY,
      mentions: mentions.length,
      massMention: message.mention_everyone,
    },
  };
}
