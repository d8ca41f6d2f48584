import { PermissionFlagsBits } from "discord.js";
import { excerpt } from "../../../core/text.ts";
import { formatDuration } from "../../../core/time.ts";
import { viewTicket } from "../../../core/view.ts";
import { isThread } from "../directory.ts";
import { escaped, small, unmasked } from "../render/markdown.ts";
import { CHANNEL, placeOf } from "../translate.ts";
import { type AppCommand, type Context, optionOf, subcommandOf } from "./command.ts";

const CHAT = 1;
const MESSAGE = 3;
const SUBCOMMAND = 1;
const TEXT = 3;
const NUMBER = 4;

/** Discord hides these from members without the permission; the desk asks for the role all the same. */
const FOR_STAFF = { default_member_permissions: Number(PermissionFlagsBits.ManageMessages), contexts: [0] };

const zh = (text: string) => ({ description_localizations: { "zh-CN": text } });
const number = {
  type: NUMBER,
  name: "number",
  description: "T-…",
  ...zh("工单号"),
  required: true,
  min_value: 1,
  autocomplete: true,
};
const text = (description: string, chinese: string) => ({
  type: TEXT,
  name: "text",
  description,
  ...zh(chinese),
  required: true,
  max_length: 2_000,
});

const sub = (name: string, description: string, chinese: string, options: unknown[]) => ({
  type: SUBCOMMAND,
  name,
  description,
  ...zh(chinese),
  options,
});

export const ticket: AppCommand = {
  staff: true,
  definition: {
    name: "ticket",
    type: CHAT,
    description: "Read and work on a ticket",
    ...zh("查看和处理工单"),
    ...FOR_STAFF,
    options: [
      sub("show", "What was said", "查看内容", [number]),
      sub("reply", "Answer the customer", "回复客户", [number, text("What the customer reads", "客户看到的内容")]),
      sub("take", "It is yours", "接手", [number]),
      sub("note", "Write what the customer never sees", "内部备注", [number, text("The note", "备注")]),
      sub("resolve", "Settle it", "解决", [number, text("What settled it", "解决说明")]),
    ],
  },
  async run(context) {
    const { bot, interaction, by } = context;
    const wanted = Number(optionOf(interaction, "number") ?? "0");
    const view = await viewTicket(bot.store, wanted);
    if (view === undefined) return `There is no ticket T-${wanted}.`;
    const said = optionOf(interaction, "text") ?? "";
    const once = { once: { channel: CHANNEL, externalId: `i${interaction.id}` } };
    const { id: stream, conversation } = view.ticket;
    const onTicket = (command: Parameters<typeof bot.desk.execute>[0]["command"]) =>
      bot.desk.execute({ to: "ticket", stream, command } as Parameters<typeof bot.desk.execute>[0], once);
    switch (subcommandOf(interaction)) {
      case "reply": {
        const command = { type: "reply", by, text: said, from: null, redacted: 0 } as const;
        return outcome(await bot.desk.execute({ to: "conversation", stream: conversation, command }, once), "Sent.");
      }
      case "take":
        return outcome(await onTicket({ type: "assign", by, to: by }), `T-${wanted} is yours.`);
      case "note":
        return outcome(await onTicket({ type: "note", by, text: said }), "Noted.");
      case "resolve":
        return outcome(await onTicket({ type: "resolve", by, text: said }), `T-${wanted} is resolved.`);
      default:
        return shown(view, bot.now());
    }
  },
  async complete({ bot }, typed) {
    const { items } = await bot.store.tickets({ states: ["open", "pending"], limit: 100 });
    return items
      .filter(({ number: own, subject }) => `${own} ${subject ?? ""}`.toLowerCase().includes(typed.toLowerCase()))
      .slice(0, 25)
      .map((it) => ({ name: excerpt(`T-${it.number} ${it.priority} ${it.subject ?? ""}`, 100), value: it.number }));
  },
};

const outcome = (done: { ok: true } | { ok: false; detail: string }, well: string): string =>
  done.ok ? well : escaped(done.detail);

function shown({ ticket: it, transcript }: NonNullable<Awaited<ReturnType<typeof viewTicket>>>, now: number): string {
  const due =
    it.dueAt === null
      ? ""
      : `, ${it.dueKind} due ${it.dueAt < now ? "since" : "in"} ${formatDuration(Math.abs(it.dueAt - now))}`;
  const head = `**T-${it.number}** ${it.priority} ${it.state}, ${it.owner === null ? "nobody's" : escaped(it.owner)}${due}`;
  const lines = transcript.slice(-8).map(({ author, text: said }) => {
    const who = author.side === "responder" ? author.name : author.side;
    return `**${escaped(who)}**: ${said === null ? "(erased)" : escaped(excerpt(said, 160))}`;
  });
  return [head, ...lines].join("\n").slice(0, 1_950);
}

export const kb: AppCommand = {
  staff: true,
  definition: {
    name: "kb",
    type: CHAT,
    description: "Read an article of the knowledge base",
    ...zh("查看知识库文章"),
    ...FOR_STAFF,
    options: [
      {
        type: TEXT,
        name: "article",
        description: "Its id, or words of it",
        ...zh("文章编号或关键词"),
        required: true,
        max_length: 200,
        autocomplete: true,
      },
    ],
  },
  async run({ bot, interaction }) {
    const { knowledge } = bot.policy();
    const wanted = optionOf(interaction, "article") ?? "";
    const language = interaction.locale.startsWith("zh") ? "zh" : "en";
    const id =
      knowledge.find(wanted.toUpperCase(), language) === undefined
        ? knowledge.assess(wanted).hits[0]?.article
        : wanted.toUpperCase();
    const found = id === undefined ? undefined : knowledge.find(id, language);
    if (found === undefined) return "No article matches.";
    const { title, body, reviewed } = found.article;
    return `${small(unmasked(`**${title}**\n\n${body}`)).slice(0, 1_850)}\n-# ${found.article.id}, reviewed ${reviewed}`;
  },
  async complete({ bot, interaction }, typed) {
    if (typed.trim() === "") return [];
    const language = interaction.locale.startsWith("zh") ? "zh" : "en";
    const { knowledge } = bot.policy();
    return knowledge
      .assess(typed)
      .hits.slice(0, 10)
      .map(({ article, title }) => ({
        name: excerpt(`${article} ${knowledge.find(article, language)?.article.title ?? title}`, 100),
        value: article,
      }));
  },
};

export const desk: AppCommand = {
  staff: true,
  definition: {
    name: "desk",
    type: CHAT,
    description: "The support desk itself",
    ...zh("客服台"),
    ...FOR_STAFF,
    options: [sub("status", "How it is", "状态", [])],
  },
  async run({ bot }) {
    const { tickets, effects, outboxLag } = await bot.store.counts(bot.now());
    return [
      `Tickets: ${tickets.open} open, ${tickets.pending} waiting for the customer`,
      `To be delivered: ${effects.pending + effects.leased}${outboxLag > 0 ? `, the oldest for ${formatDuration(outboxLag)}` : ""}`,
      `Never delivered: ${effects.dead}`,
    ].join("\n");
  },
};

/** The conversation that a message belongs to. */
async function conversationOf({ bot, ears, interaction }: Context) {
  const where = interaction.channel_id === undefined ? undefined : await ears.channelOf(interaction.channel_id);
  if (where === undefined) return undefined;
  const parent = where.parent_id == null ? undefined : bot.directory.find(where.parent_id);
  const place = isThread(where) ? placeOf(where, parent) : `${where.id}/${interaction.data.target_id}`;
  return bot.store.conversationAt(CHANNEL, place);
}

export const markAsAnswer: AppCommand = {
  staff: true,
  definition: { name: "Mark as answer", type: MESSAGE, name_localizations: { "zh-CN": "标记为答案" }, ...FOR_STAFF },
  async run(context) {
    const stream = await conversationOf(context);
    if (stream === undefined) return "That is no conversation of the desk.";
    const done = await context.bot.desk.execute({
      to: "conversation",
      stream,
      command: { type: "feedback", helpful: true },
    });
    return outcome(done, "Marked as answered.");
  },
};

export const reportScam: AppCommand = {
  definition: { name: "Report scam", type: MESSAGE, name_localizations: { "zh-CN": "举报诈骗" }, contexts: [0] },
  async run({ bot, interaction, user }) {
    const { guild_id: guild, channel_id: channel } = interaction;
    const target = interaction.data.target_id ?? "";
    const message = interaction.data.resolved?.messages?.[target];
    const log = guild === undefined ? undefined : bot.directory.logChannel(guild);
    if (guild === undefined || log === undefined || message === undefined)
      return "Nobody can be told here: this server has no moderators' channel.";
    const content = [
      `**Reported as a scam** by ${escaped(user.username)}`,
      `Written by ${escaped(message.author.username)} (${message.author.id})`,
      `https://discord.com/channels/${guild}/${channel}/${target}`,
      `> ${escaped(excerpt(message.content, 300))}`,
    ].join("\n");
    await bot.api.call("post", `/channels/${log.id}/messages`, { body: { content, allowed_mentions: { parse: [] } } });
    return "Thank you. The moderators have it.";
  },
};
