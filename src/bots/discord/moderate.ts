import { ButtonStyle, ComponentType, Routes } from "discord.js";
import { type ModerationOrder, Undeliverable } from "../../core/channel.ts";
import { detectLanguage } from "../../core/knowledge/language.ts";
import { moderationStream } from "../../core/moderation/moderation.ts";
import type { StreamId } from "../../core/ports.ts";
import { sayRefusal } from "../../core/say-refusal.ts";
import { excerpt } from "../../core/text.ts";
import type { Context } from "./commands/command.ts";
import { staffWordsIn } from "./commands/words.ts";
import { moderationWordsIn, reasonIn } from "./moderation-words.ts";
import type { Bot } from "./ports.ts";
import { escaped } from "./render/markdown.ts";
import { MOST, nonceOf } from "./render/message.ts";
import { opening, split } from "./render/split.ts";
import { teamLanguage } from "./team.ts";
import { CHANNEL, userOf } from "./translate.ts";

const SILENT = { parse: [] };
const UNDO = "undo:";

/** Discord shows a reason of at most 512 characters in its audit log. */
const REASON = 512;
const SHOWN = 1_200;

/** Carries out what the desk decided about a message, or takes it back as far as Discord can. Twice is as once. */
export function openModeration(bot: Bot) {
  const { api, directory } = bot;
  const languageOf = (text: string | null) => detectLanguage(text ?? "", bot.policy().config.desk.languages);

  async function carryOut(order: ModerationOrder): Promise<void> {
    const guild = directory.find(order.thread)?.guild_id;
    const reason = excerpt(`nightdesk: ${order.reason}`, REASON);
    const user = userOf(order.author);
    if (order.undo) return undo(order, guild, user, reason);
    if (order.heard) return log(guild, order, user);
    await api.ensure("delete", Routes.channelMessage(order.thread, order.message), { reason });
    if (order.action === "time_out" && guild !== undefined) {
      const until = new Date(bot.now() + (order.seconds ?? 0) * 1_000).toISOString();
      await api.call("patch", Routes.guildMember(guild, user), {
        body: { communication_disabled_until: until },
        reason,
      });
    }
    await warn(user, order);
    await log(guild, order, user);
  }

  async function undo(order: ModerationOrder, guild: string | undefined, user: string, reason: string): Promise<void> {
    if (order.action === "time_out" && guild !== undefined)
      await api.call("patch", Routes.guildMember(guild, user), {
        body: { communication_disabled_until: null },
        reason,
      });
    if (order.text === null) return;
    for (const [i, content] of split(`<@${user}>: ${escaped(order.text)}`, MOST).entries())
      await api.call("post", Routes.channelMessages(order.thread), {
        body: { content, allowed_mentions: SILENT, nonce: nonceOf(order.id, i), enforce_nonce: true },
      });
  }

  /** The author learns privately what was done and why; whoever takes no messages from strangers does not. */
  async function warn(user: string, { id, reason, text }: ModerationOrder): Promise<void> {
    const language = languageOf(text);
    const content = moderationWordsIn(language).warned(reasonIn(language, reason, REASON));
    try {
      const { id: inbox } = await api.directChannel(user);
      await api.call("post", Routes.channelMessages(inbox), {
        body: { content, allowed_mentions: SILENT, nonce: nonceOf(id, 1), enforce_nonce: true },
      });
    } catch (error) {
      if (!(error instanceof Undeliverable)) throw error;
    }
  }

  /** Moderators see what was done, why, and what it said, and take it back with one press. */
  async function log(guild: string | undefined, order: ModerationOrder, user: string): Promise<void> {
    const channel = guild === undefined ? undefined : directory.logChannel(guild);
    if (channel === undefined) return;
    const language = teamLanguage(bot);
    const say = moderationWordsIn(language);
    const said = order.text === null ? say.erased : opening(escaped(order.text), SHOWN);
    const why = escaped(reasonIn(language, order.reason, REASON / 2));
    const content = `${say.what(say.done[order.action], user, order.thread, why)}\n>>> ${said}`;
    const button = {
      type: ComponentType.Button,
      style: ButtonStyle.Secondary,
      label: say.undo,
      custom_id: `${UNDO}${order.message}`,
    };
    await api.call("post", Routes.channelMessages(channel.id), {
      body: {
        content,
        components: [{ type: ComponentType.ActionRow, components: [button] }],
        allowed_mentions: SILENT,
        nonce: nonceOf(order.id, 2),
        enforce_nonce: true,
      },
    });
  }

  return carryOut;
}

/** The judged message that an Undo button stands for. */
export const undoneBy = (customId: string | undefined): StreamId | undefined =>
  customId?.startsWith(UNDO) === true ? moderationStream(CHANNEL, customId.slice(UNDO.length)) : undefined;

/** A moderator takes back what the desk did; what they read about it. */
export async function takeBack(stream: StreamId, { bot, by, interaction }: Context): Promise<string> {
  const { guild_id: guild, member } = interaction;
  const say = staffWordsIn(interaction.locale);
  if (!bot.directory.isModerator(guild, member?.roles ?? [])) return say.onlyModerators;
  const command = { type: "undo", by, text: "undone in Discord" } as const;
  const result = await bot.desk.execute({ to: "moderation", stream, command });
  return result.ok ? say.undone : say.notUndone(escaped(sayRefusal(result, interaction.locale)));
}
