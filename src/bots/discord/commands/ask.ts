import { isThread } from "../directory.ts";
import { wordsIn } from "../phrases.ts";
import { customerOf, placeOf, textOf, toInbound } from "../translate.ts";
import type { WireMessage } from "../wire.ts";
import { type AppCommand, optionOf } from "./command.ts";

const TEXT = 3;
const CHAT = 1;
const MESSAGE = 3;

/** A question from anywhere: the answer comes where only the customer and the team can read it. */
export const ask: AppCommand = {
  definition: {
    name: "ask",
    type: CHAT,
    description: "Ask the support desk",
    description_localizations: { "zh-CN": "向客服提问" },
    name_localizations: { "zh-CN": "提问" },
    options: [
      {
        type: TEXT,
        name: "question",
        name_localizations: { "zh-CN": "问题" },
        description: "What happened, in a sentence or two. Never a password, a code or a recovery phrase.",
        description_localizations: { "zh-CN": "用一两句话说明情况。切勿填写密码、验证码或助记词。" },
        required: true,
        max_length: 2_000,
      },
    ],
  },
  async run({ bot, threads, interaction, user }) {
    const words = wordsIn(interaction.locale);
    const text = optionOf(interaction, "question") ?? "";
    const from = interaction.channel_id ?? "";
    const thread =
      interaction.guild_id === undefined
        ? from
        : await threads.openPrivate(
            { id: interaction.id, from, customer: customerOf(user.id), conversation: interaction.id, language: "en" },
            user.id,
          );
    await bot.desk.receive({
      channel: "discord",
      thread,
      externalId: `i${interaction.id}`,
      customer: customerOf(user.id),
      text,
    });
    const place = bot.directory.find(thread);
    if (place !== undefined && isThread(place)) return words.goesOn(thread);
    return interaction.guild_id === undefined ? words.asked : words.goesOnInMessages;
  },
};

/** Somebody's message, put to the desk by whoever points at it: answered in a thread on that message. */
export const askTheDesk: AppCommand = {
  definition: {
    name: "Ask the desk",
    type: MESSAGE,
    name_localizations: { "zh-CN": "询问客服" },
  },
  async run({ bot, threads, ears, interaction }) {
    const words = wordsIn(interaction.locale);
    const target = interaction.data.target_id ?? "";
    const message = interaction.data.resolved?.messages?.[target];
    const where = interaction.channel_id === undefined ? undefined : await ears.channelOf(interaction.channel_id);
    if (message === undefined || where === undefined || message.author.bot || message.webhook_id !== undefined)
      return words.nothingThere;
    if (textOf(message, bot.self()) === "") return words.nothingThere;
    const parent = where.parent_id == null ? undefined : bot.directory.find(where.parent_id);
    const full: WireMessage = { ...message, channel_id: where.id };
    threads.expect(target, message.content);
    await bot.desk.receive(toInbound(full, { bot: bot.self(), channel: where, parent }));
    return words.answeredThere(isThread(where) ? (placeOf(where, parent).split("/").at(-1) ?? where.id) : target);
  },
};
