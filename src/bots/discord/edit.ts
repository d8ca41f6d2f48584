import { Routes } from "discord.js";
import { Undeliverable } from "../../core/channel.ts";
import { lru } from "../../core/lru.ts";
import type { Bot } from "./ports.ts";
import type { Payload } from "./render/message.ts";
import { fromPlace } from "./translate.ts";

/** Messages whose authors may still change them. */
const REMEMBERED = 5_000;

interface Where {
  thread: string;
  content: string;
}

/** The messages of Discord's that say what a person wrote elsewhere. Known while the process lives. */
export function openCopies(bot: Bot) {
  const known = lru<string, string[]>(REMEMBERED);
  const keyOf = ({ thread, content }: Where): string => `${thread} ${content}`;

  async function take(channel: string, id: string): Promise<void> {
    try {
      await bot.api.call("delete", Routes.channelMessage(channel, id));
    } catch (error) {
      if (!(error instanceof Undeliverable)) throw error;
    }
  }

  return {
    add: (where: Where, id: string): void => known.set(keyOf(where), [...(known.get(keyOf(where)) ?? []), id]),

    /** Changes them in place, to more or fewer messages where the text is longer or shorter; false where they are not known. */
    async change(where: Where, payloads: Payload[]): Promise<boolean> {
      const ids = known.get(keyOf(where)) ?? [];
      if (ids.length < payloads.length) {
        await this.remove(where);
        return false;
      }
      const { id: channel } = fromPlace(where.thread);
      try {
        for (const [i, { nonce: _, enforce_nonce: __, ...body }] of payloads.entries())
          await bot.api.call("patch", Routes.channelMessage(channel, ids[i] ?? ""), { body });
      } catch (error) {
        if (!(error instanceof Undeliverable)) throw error;
        return false;
      }
      for (const id of ids.slice(payloads.length)) await take(channel, id);
      known.set(keyOf(where), ids.slice(0, payloads.length));
      return true;
    },

    async remove(where: Where): Promise<void> {
      const { id: channel } = fromPlace(where.thread);
      for (const id of known.get(keyOf(where)) ?? []) await take(channel, id);
      known.delete(keyOf(where));
    },
  };
}
