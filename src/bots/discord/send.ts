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
import { openCopies } from "./edit.ts";
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
  const sent = lru<string, true>(REMEMBERED);
  const copies = openCopies(bot);
  const carryOut = openModeration(bot);

  /** The id of the message that it became, where it can be changed later. */
  async function post(place: string, payload: Payload): Promise<string | undefined> {
    if (askerOf(place) !== undefined) {
      await asks.send(place, payload);
      return undefined;
    }
    const { id, parent } = fromPlace(place);
    const to = parent === undefined ? undefined : await threads.ensure(parent, id);
    const body =
      to === "reply" ? { ...payload, message_reference: { message_id: id, fail_if_not_exists: false } } : payload;
    const where = to === "reply" && parent !== undefined ? parent : id;
    const made = messageSchema.safeParse(await bot.api.call("post", Routes.channelMessages(where), { body }));
    return made.success ? made.data.id : undefined;
  }

  async function send(message: Outgoing, payloads: Payload[]): Promise<void> {
    for (const payload of payloads) {
      if (sent.get(payload.nonce) === true) continue;
      const id = await post(message.thread, payload);
      sent.set(payload.nonce, true);
      if (id !== undefined && message.form.form === "message") copies.add(message, id);
    }
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
    async send(message: Outgoing): Promise<void> {
      check(message.thread);
      await send(message, render(message, rendering()));
      await threads.housekeep(message);
    },
    /** In place where the desk still knows which message it is; else the words are said again, marked as a correction. */
    async edit({ text, ...message }: Edited): Promise<void> {
      check(message.thread);
      if (text === null) return copies.remove(message);
      if (await copies.change(message, render({ ...message, text }, rendering()))) return;
      await send({ ...message, text }, render({ ...message, text }, rendering(true)));
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
