import { ChannelType, Routes, ThreadAutoArchiveDuration } from "discord.js";
import { z } from "zod";
import { type OpenPrivate, type Outgoing, Undeliverable } from "../../core/channel.ts";
import { screen } from "../../core/guard/screen.ts";
import { lru } from "../../core/lru.ts";
import { cleanText, excerpt } from "../../core/text.ts";
import { isForum, isThread } from "./directory.ts";
import type { Bot } from "./ports.ts";
import { fromPlace } from "./translate.ts";
import { channelSchema, messageSchema, type WireChannel } from "./wire.ts";

/** Discord's limit is 100. */
const NAME = 80;
const NAMES = 2_000;
const TEAM = 10;
/** Discord's limit of tags on a post. */
const TAGS = 5;
const SOLVED = /^(solved|resolved|已解决)$/i;
const activeSchema = z.object({ threads: z.array(channelSchema).default([]) });

/** Notices after which a forum's post is closed. */
export const isSettled = (notice: string): boolean => notice === "solved" || notice === "resolved";

/** A thread's name is public: what the guard takes out of messages is not in it either. */
const nameFor = (text: string): string =>
  excerpt(screen(cleanText(text)).clean.replace(/<[@#:][^>]*>/g, ""), NAME).trim() || "Question";

/** What makes the threads that the desk speaks in, and tidies them up. */
export function openThreads(bot: Bot) {
  const names = lru<string, string>(NAMES);
  const replied = lru<string, true>(NAMES);

  async function nameOf(parent: string, message: string): Promise<string> {
    const known = names.get(message);
    if (known !== undefined) return known;
    const fetched = messageSchema.safeParse(await bot.api.call("get", Routes.channelMessage(parent, message)));
    return nameFor(fetched.success ? fetched.data.content : "");
  }

  return {
    /** Remembers what a question's thread shall be called. */
    expect: (message: string, text: string): void => names.set(message, nameFor(text)),

    /** Makes the thread of a question unless it is there: "reply" where the bot may not, and has to reply in the channel instead. */
    async ensure(parent: string, message: string): Promise<"thread" | "reply"> {
      if (bot.directory.find(message) !== undefined) return "thread";
      if (replied.get(message) === true) return "reply";
      const body = {
        name: await nameOf(parent, message).catch(() => "Question"),
        auto_archive_duration: ThreadAutoArchiveDuration.OneDay,
      };
      try {
        const made = await bot.api.ensure("post", Routes.threads(parent, message), { body });
        const read = channelSchema.safeParse(made);
        bot.directory.learn(
          read.success ? read.data : { id: message, type: ChannelType.PublicThread, parent_id: parent },
        );
        return "thread";
      } catch (error) {
        if (!(error instanceof Undeliverable) || error.gone) throw error;
        bot.log({
          level: "warn",
          message: `discord: no thread for a question, so it is answered in the channel: ${error.message}`,
        });
        replied.set(message, true);
        return "reply";
      }
    },

    /** A private thread with the customer and the team beside the place where the customer asked; else direct messages. */
    async openPrivate({ from, conversation, attempt }: OpenPrivate, user: string): Promise<string> {
      const { id, parent } = fromPlace(from);
      const direct = async (): Promise<string> => {
        const channel = await bot.api.directChannel(user);
        bot.directory.learn(channel);
        if (channel.id === id)
          throw new Undeliverable("the person's direct messages are closed, and there is no other place");
        return channel.id;
      };
      const here = bot.directory.find(parent ?? id) ?? (await bot.api.channel(parent ?? id).catch(() => undefined));
      const guild = here?.guild_id;
      const settings = bot.directory.settingsOf(guild);
      const channel = here !== undefined && isThread(here) ? bot.directory.find(here.parent_id ?? "") : here;
      const wanted =
        guild !== undefined && settings?.private !== "message" && channel !== undefined && !isForum(channel);
      const beside = wanted ? channel : textChannelOf(guild);
      if (guild === undefined || settings?.private === "message" || beside === undefined) return direct();
      try {
        return await privateThread(beside.id, guild, user, { conversation, attempt });
      } catch (error) {
        if (!(error instanceof Undeliverable)) throw error;
        bot.log({ level: "warn", message: `discord: no private thread, so direct messages: ${error.message}` });
        return direct();
      }
    },

    /** Whether a place is a forum's post, which is closed when its matter is settled. */
    closes: (thread: string): boolean => {
      const post = bot.directory.find(fromPlace(thread).id);
      const forum = bot.directory.find(post?.parent_id ?? "");
      return !thread.includes("/") && forum !== undefined && isForum(forum);
    },

    /** A forum's post gets a tag for what it is about; when it is settled it is marked as solved, locked and put away. */
    async housekeep({ thread, form }: Outgoing): Promise<void> {
      const change = changeOf(thread, form);
      if (change === undefined) return;
      const { id } = fromPlace(thread);
      await bot.api
        .call("patch", Routes.channel(id), { body: change })
        .then((changed) => bot.directory.learn(channelSchema.parse(changed)))
        .catch((error: Error) =>
          bot.log({ level: "warn", message: `discord: a post keeps its tags and stays open: ${error.message}` }),
        );
    },
  };

  /** What a forum's post becomes after something was said in it; undefined where nothing changes. */
  function changeOf(thread: string, form: Outgoing["form"]) {
    const { id, parent } = fromPlace(thread);
    const post = bot.directory.find(id);
    const forum = bot.directory.find(post?.parent_id ?? "");
    if (parent !== undefined || post === undefined || forum === undefined || !isForum(forum)) return undefined;
    const settled = form.form === "notice" && isSettled(form.notice);
    const wanted = settled ? SOLVED : form.form === "answer" ? titlesOf(form.article) : undefined;
    const tag = forum.available_tags?.find(({ name }) => wanted?.test(name.trim()) === true);
    const has = post.applied_tags ?? [];
    const tags = tag === undefined || has.includes(tag.id) ? {} : { applied_tags: [...has, tag.id].slice(-TAGS) };
    const change = settled ? { ...tags, archived: true, locked: true } : tags;
    return Object.keys(change).length === 0 ? undefined : change;
  }

  /** Tags are matched to an article's category by their names: "Deposits" to "deposits". */
  function titlesOf(article: string): RegExp | undefined {
    const category = bot.policy().knowledge.articles.find(({ id }) => id === article)?.category;
    return category === undefined ? undefined : new RegExp(`^${category}$`, "i");
  }

  /** Responders whose id in Discord is known; the others find the thread with the permission to manage threads. */
  function team(): string[] {
    const ids = Object.values(bot.policy().config.people).flatMap(({ discord }) => discord ?? []);
    return ids.slice(0, TEAM);
  }

  /** A forum has no private threads; a text channel of the same server where customers are served has. */
  function textChannelOf(guild: string | undefined) {
    return bot.directory.supportChannels().find((it) => it.guild_id === guild && !isForum(it));
  }

  /** The thread that an earlier try made before the desk could note it down: its name says whose it is. */
  async function earlier(guild: string, parent: string, name: string): Promise<WireChannel | undefined> {
    const { threads } = activeSchema.parse(await bot.api.call("get", Routes.guildActiveThreads(guild)));
    return threads.find((it) => it.name === name && it.parent_id === parent && it.owner_id === bot.self());
  }

  async function privateThread(
    parent: string,
    guild: string,
    user: string,
    { conversation, attempt }: Pick<OpenPrivate, "conversation" | "attempt">,
  ): Promise<string> {
    const name = `Private support ${conversation.slice(-8)}`;
    const before = attempt > 1 ? await earlier(guild, parent, name) : undefined;
    const made =
      before ??
      channelSchema.parse(
        await bot.api.call("post", Routes.threads(parent), {
          body: {
            name,
            type: ChannelType.PrivateThread,
            invitable: false,
            auto_archive_duration: ThreadAutoArchiveDuration.OneWeek,
          },
        }),
      );
    bot.directory.learn(made, guild);
    await bot.api.ensure("put", Routes.threadMembers(made.id, user));
    await Promise.all(
      team().map((id) => bot.api.ensure("put", Routes.threadMembers(made.id, id)).catch(() => undefined)),
    );
    return made.id;
  }
}

export type Threads = ReturnType<typeof openThreads>;
