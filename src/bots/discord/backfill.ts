import { Routes } from "discord.js";
import { z } from "zod";
import { Undeliverable, Unreachable } from "../../core/channel.ts";
import type { Instant, Millis } from "../../core/time.ts";
import type { Ears } from "./hear.ts";
import { openMissed } from "./missed.ts";
import type { Bot } from "./ports.ts";
import { bornAt, snowflakeAt } from "./posts.ts";
import { messageSchema } from "./wire.ts";

/** How many messages of one place are read at most; Discord gives a hundred at a time. */
const MOST = 5_000;
const PAGE = 100;
/** Places that are read at the same time. */
const AT_ONCE = 4;
const SHORTEST: Millis = 1_000;
const LONGEST: Millis = 60_000;

/**
 * After a session that could not be resumed, what was said meanwhile is read from the channels themselves. Whatever was taken before is
 * dropped as a duplicate, so reading too much does no harm.
 */
export function openBackfill(bot: Bot, ears: Ears) {
  const missed = openMissed(bot);
  /** Places still to be read. A message that arrives in one of them waits, so that what was said before is answered before. */
  const waiting = new Map<string, () => Promise<void>>();
  let listed: Promise<void> | undefined;
  let stopped = false;

  /** Reads one place, oldest first; how many messages. */
  async function read(id: string, after: Instant): Promise<void> {
    const guild = bot.directory.find(id)?.guild_id;
    let last = snowflakeAt(after);
    for (let count = 0; count < MOST; count += PAGE) {
      const query = new URLSearchParams({ after: last, limit: String(PAGE) });
      const page = z
        .array(z.looseObject({ id: z.string() }))
        .parse(await bot.api.call("get", Routes.channelMessages(id), { query }))
        .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
      for (const it of page) {
        const { success, data } = messageSchema.safeParse(it);
        if (success) await ears.heard(guild === undefined ? data : { ...data, guild_id: data.guild_id ?? guild });
        last = it.id;
      }
      if (page.length < PAGE || stopped) return;
    }
    const until = new Date(bornAt(last)).toISOString();
    bot.log({
      level: "error",
      message: `discord: more than ${MOST} messages were missed in ${id}; those after ${until} are not read. Look at that place yourself.`,
    });
  }

  /** Reads one place, and goes on trying while Discord does not answer. Resolves after the first try: what is new need not wait longer. */
  async function catchUp(id: string, after: Instant, wait = SHORTEST): Promise<void> {
    try {
      await read(id, after);
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      const again = error instanceof Unreachable && !stopped;
      if (error instanceof Undeliverable && error.gone) return;
      const then = again ? `, trying again in ${wait / 1_000} s` : "";
      bot.log({ level: "warn", message: `discord: what was missed in ${id} cannot be read${then}: ${text}` });
      if (again) setTimeout(() => void catchUp(id, after, Math.min(LONGEST, wait * 2)), wait).unref();
    }
  }

  function once(id: string, after: Instant): () => Promise<void> {
    let begun: Promise<void> | undefined;
    return () => {
      begun ??= catchUp(id, after).finally(() => waiting.delete(id));
      return begun;
    };
  }

  return {
    /** Begins to read what was said since `lostAt`, or since the desk was last at work. Resolves when all places have been tried. */
    async begin(lostAt: Instant | undefined, servers: string[], recent: Iterable<string>): Promise<void> {
      let list = (_: { after: Instant; ids: string[] }): void => undefined;
      const found = missed(lostAt, servers, recent);
      listed = new Promise((resolve) => {
        list = ({ after, ids }) => {
          for (const id of ids) waiting.set(id, once(id, after));
          listed = undefined;
          resolve();
        };
      });
      try {
        list(await found);
      } catch (error) {
        list({ after: bot.now(), ids: [] });
        throw error;
      }
      const queue = [...waiting.values()];
      const worker = async () => {
        for (let next = queue.shift(); next !== undefined && !stopped; next = queue.shift()) await next();
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
    },
    /** Resolves when what was missed in a place has been heard; undefined when nothing has to be waited for. */
    before(id: string): Promise<void> | undefined {
      if (listed !== undefined) return listed.then(() => waiting.get(id)?.());
      return waiting.get(id)?.();
    },
    stop(): void {
      stopped = true;
    },
  };
}
