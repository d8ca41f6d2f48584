import { ButtonStyle, ComponentType, Routes } from "discord.js";
import { Unreachable } from "../../core/channel.ts";
import type { PageRoom } from "../../core/pager.ts";
import { sayRefusal } from "../../core/say-refusal.ts";
import type { Context } from "./commands/command.ts";
import { staffWordsIn } from "./commands/words.ts";
import type { Bot } from "./ports.ts";
import { escaped } from "./render/markdown.ts";
import { nonceOf } from "./render/message.ts";

const TAKE = "ack:";

const en = {
  paged: (name: string, what: string) => `🔔 ${name}: ${what}`,
  acknowledge: "Acknowledge",
  taken: (by: string) => `-# Acknowledged by ${by}.`,
  strangers: "Only people who stand in nightdesk.yaml with their Discord id can acknowledge.",
  refused: (detail: string) => `Not acknowledged: ${detail}.`,
};
const zh: typeof en = {
  paged: (name, what) => `🔔 ${name}：${what}`,
  acknowledge: "确认接手",
  taken: (by) => `-# ${by} 已确认接手。`,
  strangers: "只有在 nightdesk.yaml 中登记了 Discord 账号的人员才能确认。",
  refused: (detail) => `未能确认：${detail}。`,
};

/** The language of the desk's own people is its first. */
const wordsOf = ({ policy }: Bot): typeof en => wordsIn(policy().config.desk.languages[0] ?? "en");
const wordsIn = (language: string): typeof en => (language.startsWith("zh") ? zh : en);

/** Pages in Discord: in the direct messages of the person, or in a channel where they are mentioned. */
export function openPages(bot: Bot): PageRoom {
  async function post(place: string | null, person: string, id: string, body: Record<string, unknown>): Promise<void> {
    if (bot.health.current().state === "dead") throw new Unreachable("the bot is not connected");
    const user = bot.policy().config.people[person]?.discord;
    if (place === null && user === undefined) throw new Error(`${person} has no Discord id`);
    const channel = place ?? (await bot.api.directChannel(user ?? "")).id;
    const mention = { parse: [], users: user === undefined ? [] : [user] };
    await bot.api.call("post", Routes.channelMessages(channel), {
      body: { ...body, allowed_mentions: mention, nonce: nonceOf(id, 0), enforce_nonce: true },
    });
  }

  const nameOf = (person: string): string => {
    const known = bot.policy().config.people[person];
    return known?.discord === undefined ? escaped(known?.name ?? person) : `<@${known.discord}>`;
  };

  return {
    async page(place, person, { id, summary, number }) {
      const words = wordsOf(bot);
      const button = {
        type: ComponentType.Button,
        style: ButtonStyle.Primary,
        label: words.acknowledge,
        custom_id: `${TAKE}${number}`,
      };
      const content = words.paged(nameOf(person), escaped(summary));
      await post(place, person, id, { content, components: [{ type: ComponentType.ActionRow, components: [button] }] });
    },
    async tell(place, person, { id, summary, text }) {
      await post(place, person, id, {
        content: `${wordsOf(bot).paged(nameOf(person), escaped(summary))}\n${escaped(text)}`,
      });
    },
  };
}

/** The ticket that an Acknowledge button stands for. */
export const acknowledgedBy = (customId: string | undefined): number | undefined =>
  customId?.startsWith(TAKE) === true && /^\d{1,12}$/.test(customId.slice(TAKE.length))
    ? Number(customId.slice(TAKE.length))
    : undefined;

/** A responder takes what they were paged for. Null when it is theirs now; else what they read about it. */
export async function acknowledge(number: number, { bot, user, by, interaction }: Context): Promise<string | null> {
  const words = wordsIn(interaction.locale);
  const known = Object.values(bot.policy().config.people).some(({ discord }) => discord === user.id);
  if (!known) return words.strangers;
  const ticket = await bot.store.ticket({ number });
  if (ticket === undefined) return staffWordsIn(interaction.locale).noTicket(number);
  const command = { type: "acknowledge", by } as const;
  const done = await bot.desk.execute({ to: "ticket", stream: ticket.id, command });
  return done.ok ? null : words.refused(escaped(sayRefusal(done, interaction.locale)));
}

/** The page after somebody took it: its words, who it was, and no button. */
export const takenPage = (said: string, { bot, by }: Context): Record<string, unknown> => ({
  content: `${said}\n${wordsOf(bot).taken(escaped(by))}`.slice(0, 2_000),
  components: [],
});
