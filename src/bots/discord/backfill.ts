import { Routes } from "discord.js";
import { z } from "zod";
import { isForum } from "./directory.ts";
import type { Ears } from "./hear.ts";
import type { Bot } from "./ports.ts";
import { messageSchema } from "./wire.ts";

/** How many messages of one channel are looked back at; Discord gives a hundred at a time. */
const MOST = 500;
const PAGE = 100;
const EPOCH = 1_420_070_400_000n;
const LOOK_BACK = 60 * 60 * 1_000;

const snowflakeAt = (at: number): string => String((BigInt(at) - EPOCH) << 22n);

/**
 * After a session that could not be resumed, what was said meanwhile is read from the channels themselves. Whatever was taken before is
 * dropped as a duplicate, so reading too much does no harm.
 */
export function openBackfill(bot: Bot, ears: Ears) {
  async function channel(id: string, guild: string | undefined, after: string): Promise<void> {
    let last = after;
    for (let read = 0; read < MOST; read += PAGE) {
      const query = new URLSearchParams({ after: last, limit: String(PAGE) });
      const page = z.array(z.unknown()).parse(await bot.api.call("get", Routes.channelMessages(id), { query }));
      const messages = page.flatMap((it) => {
        const parsed = messageSchema.safeParse(it);
        return parsed.success ? [parsed.data] : [];
      });
      messages.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
      for (const message of messages) {
        await ears.heard(guild === undefined ? message : { ...message, guild_id: message.guild_id ?? guild });
        last = message.id;
      }
      if (page.length < PAGE) return;
    }
  }

  /** Reads the places where customers may have written since `at`: support channels, and the threads of open conversations. */
  return async (at: number | undefined, places: Iterable<string>): Promise<void> => {
    const after = snowflakeAt(at ?? bot.now() - LOOK_BACK);
    const support = bot.directory.supportChannels().filter((it) => !isForum(it));
    const threads = bot.directory.threadsOf((it) => bot.directory.answersIn(it) !== undefined);
    const ids = new Set([...support, ...threads].map(({ id }) => id).concat(...places));
    for (const id of ids) {
      const guild = bot.directory.find(id)?.guild_id;
      await channel(id, guild, after).catch((error: Error) =>
        bot.log({ level: "warn", message: `discord: what was missed in ${id} cannot be read: ${error.message}` }),
      );
    }
  };
}
