import { excerpt } from "../../../core/text.ts";
import { isThread } from "../directory.ts";
import { moderationWordsIn } from "../moderation-words.ts";
import { escaped } from "../render/markdown.ts";
import { teamLanguage } from "../team.ts";
import { CHANNEL, placeOf } from "../translate.ts";
import { type AppCommand, type Context, outcome } from "./command.ts";
import { FOR_STAFF, MESSAGE, named } from "./shapes.ts";
import { staffWordsIn } from "./words.ts";

const DIRECT = 1;

/** The conversation that a message belongs to. */
async function conversationOf({ bot, ears, interaction }: Context) {
  const where = interaction.channel_id === undefined ? undefined : await ears.channelOf(interaction.channel_id);
  if (where === undefined) return undefined;
  const parent = where.parent_id == null ? undefined : bot.directory.find(where.parent_id);
  const own = isThread(where) || where.type === DIRECT;
  return bot.store.conversationAt(CHANNEL, own ? placeOf(where, parent) : `${where.id}/${interaction.data.target_id}`);
}

export const markAsAnswer: AppCommand = {
  staff: true,
  definition: { name: "Mark as answer", type: MESSAGE, ...named("标记为答案"), ...FOR_STAFF },
  async run(context) {
    const say = staffWordsIn(context.interaction.locale);
    const stream = await conversationOf(context);
    if (stream === undefined) return say.noConversation;
    const command = { type: "feedback", helpful: true } as const;
    return outcome(
      await context.bot.desk.execute({ to: "conversation", stream, command }),
      say.marked,
      context.interaction,
    );
  },
};

/** What the bot holds goes to a person; what is a ticket already goes to the next step of its escalation. */
export const escalate: AppCommand = {
  staff: true,
  definition: { name: "Escalate", type: MESSAGE, ...named("升级处理"), ...FOR_STAFF },
  async run(context) {
    const { bot, interaction, by } = context;
    const say = staffWordsIn(interaction.locale);
    const stream = await conversationOf(context);
    const row = stream === undefined ? undefined : await bot.store.conversation(stream);
    if (stream === undefined || row === undefined) return say.noConversation;
    const once = { once: { channel: CHANNEL, externalId: `i${interaction.id}` } };
    const text = "escalated in Discord";
    if (row.ticket === null) {
      const command = { type: "raise", by, reason: "responder", text } as const;
      return outcome(await bot.desk.execute({ to: "conversation", stream, command }, once), say.raised, interaction);
    }
    const ticket = await bot.store.ticket({ id: row.ticket });
    const command = { type: "escalate", by, policy: null, text } as const;
    const done = await bot.desk.execute({ to: "ticket", stream: row.ticket, command }, once);
    return outcome(done, say.escalated(ticket?.number ?? 0), interaction);
  },
};

export const reportScam: AppCommand = {
  definition: { name: "Report scam", type: MESSAGE, ...named("举报诈骗"), contexts: [0] },
  async run({ bot, interaction, user }) {
    const say = staffWordsIn(interaction.locale);
    const { guild_id: guild, channel_id: channel } = interaction;
    const target = interaction.data.target_id ?? "";
    const message = interaction.data.resolved?.messages?.[target];
    const log = guild === undefined ? undefined : bot.directory.logChannel(guild);
    if (guild === undefined || log === undefined || message === undefined) return say.noLog;
    const words = moderationWordsIn(teamLanguage(bot));
    const content = [
      words.reported(escaped(user.username), escaped(message.author.username), message.author.id),
      `https://discord.com/channels/${guild}/${channel}/${target}`,
      `> ${escaped(excerpt(message.content, 300))}`,
    ].join("\n");
    await bot.api.call("post", `/channels/${log.id}/messages`, { body: { content, allowed_mentions: { parse: [] } } });
    return say.reported;
  },
};
