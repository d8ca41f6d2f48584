import { Routes } from "discord.js";
import { z } from "zod";
import { Undeliverable, Unreachable } from "../../core/channel.ts";
import type { Instant } from "../../core/time.ts";
import type { Ears } from "./hear.ts";
import { type Held, openHeld } from "./held.ts";
import { openMissed } from "./missed.ts";
import { openPace } from "./pace.ts";
import type { Bot } from "./ports.ts";
import { bornAt, snowflakeAt } from "./posts.ts";
import { messageSchema } from "./wire.ts";

/** How many messages of one place are read at most; Discord gives a hundred at a time. */
const MOST = 5_000;
const PAGE = 100;
/** Places that are read at the same time. */
const AT_ONCE = 4;
/** What may wait: messages and changes in one place, and in all. More is let go, and read from Discord in its turn. */
const HELD = { inOne: 100, inAll: 5_000 };
/** A place whose messages cannot be taken, although Discord gives them, is tried so often. */
const TRIES = 10;

type What = Pick<Held, "id" | "change">;

/** A place that is still to be read. */
interface Unread {
  /** Up to this message all is taken. */
  last: string;
  read: number;
  reading: boolean;
  /** Something came meanwhile that is not held: it has to be read too. */
  again: boolean;
  failures: number;
}

const smaller = (a: string, b: string): string => (BigInt(a) < BigInt(b) ? a : b);

/**
 * After a session that could not be resumed, what was said meanwhile is read from the channels themselves. What is new in a place waits
 * until all before it is taken, however long Discord does not let it be read. Whatever was taken before is dropped as a duplicate, so
 * reading too much does no harm.
 */
export function openBackfill(bot: Bot, ears: Pick<Ears, "heard">) {
  const missed = openMissed(bot);
  const unread = new Map<string, Unread>();
  const held = openHeld(HELD);
  const pace = openPace({ atOnce: AT_ONCE, work: catchUp });
  /** While it is not known which places are to be read, what is new waits everywhere. */
  let listing = 0;
  let stopped = false;

  function owe(id: string, after: string): void {
    const known = unread.get(id);
    if (known?.reading === true) {
      known.again = true;
      return;
    }
    const last = known === undefined ? after : smaller(known.last, after);
    unread.set(id, { read: 0, reading: false, again: false, failures: 0, ...known, last });
    pace.add(id);
  }

  /** Reads one place, oldest first, from where an earlier try ended. */
  async function read(id: string, place: Unread): Promise<void> {
    const guild = bot.directory.find(id)?.guild_id;
    for (let more = true; (more || place.again) && !stopped; ) {
      if (place.read >= MOST) return tooMuch(id, place);
      place.again = false;
      const query = new URLSearchParams({ after: place.last, limit: String(PAGE) });
      const page = z
        .array(z.looseObject({ id: z.string() }))
        .parse(await bot.api.call("get", Routes.channelMessages(id), { query }))
        .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
      for (const it of page) {
        const { success, data } = messageSchema.safeParse(it);
        if (success) await ears.heard(guild === undefined ? data : { ...data, guild_id: data.guild_id ?? guild });
        place.last = it.id;
        place.read += 1;
      }
      more = page.length === PAGE;
    }
  }

  /** Whether the place is done with: it was read, or it never will be. */
  async function catchUp(id: string): Promise<boolean> {
    const place = unread.get(id);
    if (place === undefined) return true;
    place.reading = true;
    try {
      await read(id, place);
    } catch (error) {
      place.failures += 1;
      if (!isForGood(error, place)) {
        if (place.failures === 1)
          complain("warn", `${unreadable(id, error)}. It is tried again, what is new there waits.`);
        return false;
      }
      if (!(error instanceof Undeliverable && error.gone))
        complain("error", `${unreadable(id, error)}. Look at that place yourself.`);
    } finally {
      place.reading = false;
    }
    if (stopped) return true;
    unread.delete(id);
    for (const it of held.take(id)) if (it.change || BigInt(it.id) > BigInt(place.last)) it.run();
    return true;
  }

  const isForGood = (error: unknown, { failures }: Unread): boolean =>
    error instanceof Undeliverable || (!(error instanceof Unreachable) && failures >= TRIES);
  const unreadable = (id: string, error: unknown): string =>
    `discord: what was missed in ${id} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  const complain = (level: "warn" | "error", message: string): void => bot.log({ level, message });

  function tooMuch(id: string, { last }: Unread): void {
    const until = new Date(bornAt(last)).toISOString();
    const what = `discord: more than ${MOST} messages were missed in ${id}; those after ${until} are not read`;
    complain("error", `${what}. Look at that place yourself.`);
  }

  function release(id: string): void {
    if (!unread.has(id)) for (const it of held.take(id)) it.run();
  }

  /** A message that cannot be taken because Discord does not answer is read again when it does. */
  async function take(place: string, { id, change }: What, run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      if (change || !(error instanceof Unreachable)) throw error;
      owe(place, snowflakeBefore(id));
    }
  }

  return {
    /** Begins to read what was said since `lostAt`, or since the desk was last at work. Resolves when it is known what is to be read. */
    async begin(lostAt: Instant | undefined, servers: string[], recent: Iterable<string>): Promise<void> {
      listing += 1;
      try {
        const { after, ids } = await missed(lostAt, servers, recent);
        for (const id of ids) owe(id, snowflakeAt(after));
        for (const id of held.places()) if (unread.has(id)) pace.hurry(id);
      } finally {
        listing -= 1;
        if (listing === 0) for (const id of held.places()) release(id);
      }
    },

    /** Runs what takes a message of the gateway, or a change of one: at once, or when all that was said before in the place is taken. */
    async inTurn(place: string, what: What, run: () => Promise<void>): Promise<void> {
      if (unread.has(place)) pace.hurry(place);
      else if (listing === 0) return take(place, what, run);
      return new Promise((resolve, reject) => {
        const from = held.add(place, { ...what, run: () => void take(place, what, run).then(resolve, reject) });
        if (from !== undefined) owe(place, snowflakeBefore(from));
      });
    },
    stop(): void {
      stopped = true;
      pace.stop();
    },
  };
}

const snowflakeBefore = (id: string): string => String(BigInt(id) - 1n);

export type Backfill = ReturnType<typeof openBackfill>;
