import type { StreamId } from "../../../core/ports.ts";
import { isThread } from "../directory.ts";
import { type Words, wordsIn } from "../phrases.ts";
import type { Bot } from "../ports.ts";
import { askPlace, CHANNEL, customerOf, isPublic, placeOf, textOf, toInbound } from "../translate.ts";
import type { WireMessage } from "../wire.ts";
import { type AppCommand, type Context, optionOf } from "./command.ts";

const TEXT = 3;
const CHAT = 1;
const MESSAGE = 3;

/**
 * A question from anywhere, answered before the customer's eyes alone. What a person takes over goes on in the customer's private thread, and
 * who is there already is shown the way.
 */
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
  run: (context) => put(optionOf(context.interaction, "question") ?? "", context),
};

/** An account in danger, from anywhere: the same as writing “freeze” to the desk. What is the customer's alone goes to their private place. */
export const freeze: AppCommand = {
  definition: {
    name: "freeze",
    type: CHAT,
    description: "Somebody else may be in my account: freeze it now",
    description_localizations: { "zh-CN": "账户可能被他人进入：立即冻结" },
    name_localizations: { "zh-CN": "冻结" },
  },
  run: (context) => put(context.interaction.locale.startsWith("zh") ? "冻结" : "freeze", context),
};

/** Puts a text to the desk for whoever typed the command. */
async function put(text: string, { bot, asks, interaction, user }: Context): Promise<string | undefined> {
  const words = wordsIn(interaction.locale);
  const from = interaction.channel_id ?? "";
  const inGuild = interaction.guild_id !== undefined;
  const thread = inGuild ? askPlace(from, user.id) : from;
  if (inGuild) {
    asks.heard(thread, interaction);
    // Before the answer: Discord would put what comes first in the place of the reply that it waits for.
    await bot.api.editResponse(interaction, { content: words.onlyYou, allowed_mentions: { parse: [] } });
  }
  const { conversation } = await bot.desk.receive({
    channel: CHANNEL,
    thread,
    externalId: `i${interaction.id}`,
    customer: customerOf(user.id),
    text,
    ...(inGuild ? { public: true } : {}),
  });
  if (!inGuild) return words.asked;
  const way = await privateWay(bot, conversation as StreamId);
  return way === undefined ? undefined : way(words);
}

/** Where a person answers this conversation already, said to the customer. */
async function privateWay({ store, directory }: Bot, conversation: StreamId) {
  const row = await store.conversation(conversation);
  if (row?.holder !== "agent") return undefined;
  const links = await store.threads(conversation);
  const open = links.findLast(({ channel, side, thread }) => {
    const place = directory.find(thread);
    return channel === CHANNEL && side === "customer" && place !== undefined && !isPublic(place);
  });
  if (open === undefined) return undefined;
  const known = directory.find(open.thread);
  return (words: Words) =>
    known !== undefined && isThread(known) ? words.goesOn(open.thread) : words.goesOnInMessages;
}

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
