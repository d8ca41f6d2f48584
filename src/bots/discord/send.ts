import { Routes } from "discord.js";
import { type Channel, type OpenPrivate, type Outgoing, Undeliverable, Unreachable } from "../../core/channel.ts";
import { lru } from "../../core/lru.ts";
import type { Asks } from "./asks.ts";
import { isThread } from "./directory.ts";
import { openModeration } from "./moderate.ts";
import type { Bot } from "./ports.ts";
import { type Payload, render } from "./render/message.ts";
import type { Threads } from "./threads.ts";
import { askerOf, CHANNEL, fromPlace, userOf } from "./translate.ts";

/** Parts of messages that Discord has taken; a retry goes on after them. */
const REMEMBERED = 5_000;

/** The desk's channel to Discord. */
export function discordChannel(bot: Bot, threads: Threads, asks: Asks): Channel {
  const sent = lru<string, true>(REMEMBERED);
  const carryOut = openModeration(bot);

  async function post(place: string, payload: Payload): Promise<void> {
    if (askerOf(place) !== undefined) return asks.send(place, payload);
    const { id, parent } = fromPlace(place);
    const to = parent === undefined ? undefined : await threads.ensure(parent, id);
    const body =
      to === "reply" ? { ...payload, message_reference: { message_id: id, fail_if_not_exists: false } } : payload;
    await bot.api.call("post", Routes.channelMessages(to === "reply" && parent !== undefined ? parent : id), { body });
  }

  return {
    name: CHANNEL,
    async send(message: Outgoing): Promise<void> {
      if (bot.health.current().state === "dead") throw new Unreachable("the bot is not connected");
      if (bot.directory.wasDeleted(fromPlace(message.thread).id))
        throw new Undeliverable("the thread was deleted", { gone: true });
      const { config } = bot.policy();
      const payloads = render(message, {
        now: bot.now(),
        staleAfter: config.discord.staleAfter * 60_000,
        nameOf: (author) => config.people[author]?.name ?? author,
        closes: threads.closes,
        isThread: (id) => {
          const known = bot.directory.find(id);
          return known !== undefined && isThread(known);
        },
      });
      for (const payload of payloads) {
        if (sent.get(payload.nonce) === true) continue;
        await post(message.thread, payload);
        sent.set(payload.nonce, true);
      }
      await threads.housekeep(message);
    },
    async moderate(order) {
      if (bot.health.current().state === "dead") throw new Unreachable("the bot is not connected");
      await carryOut(order);
    },
    async openPrivate(wish: OpenPrivate): Promise<{ thread: string }> {
      if (bot.health.current().state === "dead") throw new Unreachable("the bot is not connected");
      return { thread: await threads.openPrivate(wish, userOf(wish.customer)) };
    },
  };
}
