import { Undeliverable } from "../../core/channel.ts";
import { isQuestion } from "../../core/conversation/question.ts";
import { keyedLock } from "../../core/keyed-lock.ts";
import { isForum, isThread } from "./directory.ts";
import type { Bot } from "./ports.ts";
import { toPost } from "./posts.ts";
import { openTeam, type Spoken } from "./team.ts";
import type { Threads } from "./threads.ts";
import { CHANNEL, customerOf, isPublic, placeOf, textOf, toInbound } from "./translate.ts";
import type { WireChannel, WireMessage } from "./wire.ts";

/** Plain messages and replies; the rest are joins, pins and other notes of Discord's own. */
const SAID = [0, 19];
const DIRECT = 1;
/** So many messages without a text are no accident. */
const ENOUGH = 2;

interface Where {
  id: string;
  channel_id: string;
  guild_id?: string | undefined;
}

/** What becomes of a message that somebody wrote in Discord. */
export function openEars(bot: Bot, threads: Threads) {
  const inTurn = keyedLock();
  const team = openTeam(bot);
  /** Messages since the last one that came with its text. */
  const withoutText = new Set<string>();

  async function channelOf(id: string): Promise<WireChannel | undefined> {
    const known = bot.directory.find(id);
    if (known !== undefined) return known;
    try {
      const found = await bot.api.channel(id);
      bot.directory.learn(found);
      return found;
    } catch (error) {
      if (error instanceof Undeliverable) return undefined;
      throw error;
    }
  }

  /** Among people the guard looks first; what it takes away is no question. Only in servers that nightdesk.yaml names. */
  async function isTakenAway(message: WireMessage): Promise<boolean> {
    const { guild_id: guild, member, channel_id: id } = message;
    const roles = member?.roles ?? [];
    if (bot.directory.settingsOf(guild) === undefined) return false;
    if (bot.directory.isResponder(guild, roles) || bot.directory.isModerator(guild, roles)) return false;
    const channel = await channelOf(id);
    if (channel === undefined || !isPublic(channel)) return false;
    const answers = isThread(channel) && channel.owner_id !== message.author.id;
    const { action } = await bot.desk.judge(toPost(message, { answers }));
    return action !== "none" && action !== "flag";
  }

  async function take(message: WireMessage): Promise<void> {
    const { guild_id: guild } = message;
    if (await isTakenAway(message)) return;
    const channel =
      guild === undefined
        ? (bot.directory.find(message.channel_id) ?? { id: message.channel_id, type: DIRECT })
        : await channelOf(message.channel_id);
    if (channel === undefined) return;
    if (isThread(channel)) return inThread(message, channel);
    const mentioned = message.mentions.some(({ id }) => id === bot.self());
    if (channel.type !== DIRECT) {
      const answers = bot.directory.answersIn(channel) ?? (mentioned ? "mentions" : undefined);
      if (answers === undefined || isForum(channel)) return;
      if (isMute(message, mentioned)) return;
      const text = textOf(message, bot.self());
      // A sticker among people is no question; a picture may be one.
      const hasWords = message.content !== "" || message.attachments.length > 0;
      const taken =
        mentioned || (answers === "all" && hasWords) || (answers === "questions" && isQuestion(text, bot.policy()));
      if (!taken || bot.directory.isResponder(guild, message.member?.roles ?? [])) return;
      threads.expect(message.id, text);
    }
    await bot.desk.receive(toInbound(message, { bot: bot.self(), channel }));
  }

  /** In a thread the customer goes on, and the team answers; what others say there among themselves is theirs. */
  async function inThread(message: WireMessage, channel: WireChannel): Promise<void> {
    const parent = channel.parent_id == null ? undefined : await channelOf(channel.parent_id);
    const place = placeOf(channel, parent);
    const conversation = await bot.store.conversationAt(CHANNEL, place);
    const row = conversation === undefined ? undefined : await bot.store.conversation(conversation);
    const isCustomer = row?.customer === customerOf(message.author.id);
    const mentioned = message.mentions.some(({ id }) => id === bot.self());
    if (conversation !== undefined && !isCustomer) {
      if (bot.directory.isResponder(message.guild_id, message.member?.roles ?? []) && row?.holder === "agent")
        await team.reply(message, { stream: conversation, thread: place, public: isPublic(channel) });
      return;
    }
    const starts =
      conversation === undefined &&
      parent !== undefined &&
      ((bot.directory.answersIn(parent) !== undefined && message.author.id === channel.owner_id) || mentioned);
    if (!isCustomer && !starts) return;
    if (isMute(message, mentioned)) return;
    await bot.desk.receive(toInbound(message, { bot: bot.self(), channel, parent }));
  }

  /** The conversation that a message belongs to. */
  async function conversationOf(where: Where): Promise<Spoken | undefined> {
    const channel =
      where.guild_id === undefined ? { id: where.channel_id, type: DIRECT } : await channelOf(where.channel_id);
    if (channel === undefined) return undefined;
    const parent = channel.parent_id == null ? undefined : await channelOf(channel.parent_id);
    const thread =
      isThread(channel) || channel.type === DIRECT ? placeOf(channel, parent) : `${channel.id}/${where.id}`;
    const stream = await bot.store.conversationAt(CHANNEL, thread);
    return stream === undefined ? undefined : { stream, thread, public: isPublic(channel) };
  }

  /** The transcript follows an edit (a text) or a deletion (null). */
  async function follow(where: Where, text: string | null, change: { revision: string; author?: string }) {
    const spoken = await conversationOf(where);
    if (spoken === undefined) return;
    const { thread, public: open } = spoken;
    await bot.desk.amend({
      channel: CHANNEL,
      thread,
      externalId: where.id,
      text,
      ...change,
      ...(open ? { public: true } : {}),
    });
  }

  /** What a responder makes of a reply goes to the customer by the same rules as the reply did. */
  async function followTeam(message: WireMessage, revision: string): Promise<boolean> {
    const { guild_id: guild, member, author } = message;
    if (!bot.directory.isResponder(guild, member?.roles ?? [])) return false;
    const spoken = await conversationOf(message);
    if (spoken === undefined) return false;
    if ((await bot.store.conversation(spoken.stream))?.customer === customerOf(author.id)) return false;
    await team.correct(message, revision, spoken);
    return true;
  }

  /** Without the message content intent everything arrives empty, and the desk would greet everybody for nothing. */
  function isMute({ id, content, attachments, guild_id, ...more }: WireMessage, mentioned: boolean): boolean {
    if (content !== "" || attachments.length > 0) {
      // Where the bot is mentioned the text comes in any case.
      if (!mentioned && guild_id !== undefined) {
        withoutText.clear();
        bot.health.mended("content");
      }
      return false;
    }
    const hasMore = more.sticker_items.length > 0 || more.message_snapshots.length > 0 || more.poll != null;
    if (hasMore) return false;
    if (guild_id !== undefined && !mentioned && withoutText.size < ENOUGH) withoutText.add(id);
    if (withoutText.size >= ENOUGH) bot.health.troubled("content");
    return true;
  }

  return {
    /** Resolves when what was written is durable, or is none of the desk's business. In one channel, one after another. */
    async heard(message: WireMessage): Promise<void> {
      const { author, type, webhook_id, guild_id } = message;
      // Machines, and whoever speaks through a webhook under any name, are no customers and no colleagues.
      if (author.bot || webhook_id !== undefined || author.id === bot.self() || !SAID.includes(type)) return;
      if (guild_id !== undefined && !bot.directory.worksIn(guild_id)) return;
      return inTurn(message.channel_id, () => take(message));
    },
    /** What a message became is judged as if it were new, and the transcript follows it. */
    async edited(message: WireMessage, revision: string): Promise<void> {
      return inTurn(message.channel_id, async () => {
        await isTakenAway(message);
        if (await followTeam(message, revision)) return;
        await follow(message, message.content, { revision, author: customerOf(message.author.id) });
      });
    },
    async deleted(where: Where): Promise<void> {
      return inTurn(where.channel_id, () => follow(where, null, { revision: "deleted" }));
    },
    channelOf,
  };
}

export type Ears = ReturnType<typeof openEars>;
