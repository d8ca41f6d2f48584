import { Routes } from "discord.js";
import {
  type Channel,
  type Edited,
  type OpenPrivate,
  type Outgoing,
  Undeliverable,
  Unreachable,
} from "../../core/channel.ts";
import { lru } from "../../core/lru.ts";
import type { Asks } from "./asks.ts";
import { isThread } from "./directory.ts";
import { changeInPlace, postName, takeAway } from "./edit.ts";
import { openModeration } from "./moderate.ts";
import type { Bot } from "./ports.ts";
import { type Payload, type Rendering, render } from "./render/message.ts";
import type { Threads } from "./threads.ts";
import { askerOf, CHANNEL, fromPlace, userOf } from "./translate.ts";
import { messageSchema } from "./wire.ts";

/** Parts of messages that Discord has taken; a retry goes on after them. */
const REMEMBERED = 5_000;

/** The desk's channel to Discord. */
export function discordChannel(bot: Bot, threads: Threads, asks: Asks): Channel {
  /** By nonce: what it is called, or null where it cannot be changed later. */
  const sent = lru<string, string | null>(REMEMBERED);
  const carryOut = openModeration(bot);

  /** What the message is called that it became, where it can be changed later. */
  async function post(place: string, payload: Payload): Promise<string | null> {
    if (askerOf(place) !== undefined) {
      await asks.send(place, payload);
      return null;
    }
    const { id, parent } = fromPlace(place);
    const to = parent === undefined ? undefined : await threads.ensure(parent, id);
    const body =
      to === "reply" ? { ...payload, message_reference: { message_id: id, fail_if_not_exists: false } } : payload;
    const where = to === "reply" && parent !== undefined ? parent : id;
    const made = messageSchema.safeParse(await bot.api.call("post", Routes.channelMessages(where), { body }));
    return made.success ? postName(where, made.data.id) : null;
  }

  /** Only what people say is ever changed. */
  async function send({ thread, form }: Outgoing, payloads: Payload[]): Promise<string[] | undefined> {
    const posted: string[] = [];
    for (const payload of payloads) {
      const before = sent.get(payload.nonce);
      const name = before === undefined ? await post(thread, payload) : before;
      sent.set(payload.nonce, name);
      if (name !== null) posted.push(name);
    }
    return form.form === "message" ? posted : undefined;
  }

  const rendering = (corrected = false): Rendering => {
    const { config } = bot.policy();
    return {
      now: bot.now(),
      staleAfter: config.discord.staleAfter * 60_000,
      nameOf: (author) => `${config.people[author]?.name ?? author}${corrected ? " ✎" : ""}`,
      closes: threads.closes,
      isThread: (id) => {
        const known = bot.directory.find(id);
        return known !== undefined && isThread(known);
      },
    };
  };

  function check(thread?: string): void {
    if (bot.health.current().state === "dead") throw new Unreachable("the bot is not connected");
    if (thread !== undefined && bot.directory.wasDeleted(fromPlace(thread).id))
      throw new Undeliverable("the thread was deleted", { gone: true });
  }

  return {
    name: CHANNEL,
    async send(message: Outgoing) {
      check(message.thread);
      const posted = await send(message, render(message, rendering()));
      await threads.housekeep(message);
      return posted;
    },
    /** In place where the message is still there; else the words are said again, marked as a correction. */
    async edit({ text, posted, ...message }: Edited) {
      check(message.thread);
      if (text === null) {
        await takeAway(bot.api, posted);
        return [];
      }
      const now = { ...message, text };
      const kept = posted.length > 0 && (await changeInPlace(bot.api, posted, render(now, rendering())));
      return kept || send(now, render(now, rendering(true)));
    },
    async moderate(order) {
      check();
      await carryOut(order);
    },
    async openPrivate(wish: OpenPrivate): Promise<{ thread: string }> {
      check();
      return { thread: await threads.openPrivate(wish, userOf(wish.customer)) };
    },
  };
}
