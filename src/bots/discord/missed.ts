import type { Instant, Millis } from "../../core/time.ts";
import { isForum } from "./directory.ts";
import type { Bot } from "./ports.ts";
import { CHANNEL, fromPlace } from "./translate.ts";

const HOUR: Millis = 60 * 60 * 1_000;
/** A desk that was away for longer reads no further back. */
const FURTHEST: Millis = 24 * HOUR;
/** A connection may have been dead for a while before that was noticed, and clocks differ. */
const MARGIN: Millis = 5 * 60 * 1_000;
/** Places where the desk spoke last, which are read again after a restart. */
const SPOKEN = 500;
/** The servers tell about themselves one after another; one that does not is not waited for. */
const SETTLE: Millis = 5_000;
const LOOK: Millis = 50;

/** Where, and since when, something may have been missed: support channels, their threads, and the places of the newest conversations. */
export function openMissed(bot: Bot) {
  async function since(lostAt: Instant | undefined): Promise<Instant> {
    if (lostAt !== undefined) return lostAt - MARGIN;
    const [last] = await bot.store.changes((await bot.store.head()) - 1, 1);
    const away = last === undefined ? bot.now() - HOUR : Math.min(bot.now() - HOUR, last.at - MARGIN);
    const furthest = bot.now() - FURTHEST;
    if (away >= furthest) return away;
    bot.log({
      level: "warn",
      message: `discord: nothing was heard since ${new Date(away).toISOString()}; only the last 24 hours are read`,
    });
    return furthest;
  }

  /** What was said in direct messages and private threads is found where the desk spoke, as Discord has no list of them. */
  async function spoken(): Promise<string[]> {
    const effects = await bot.store.effects({ status: "done", limit: SPOKEN });
    return effects.flatMap(({ effect: { act } }) =>
      act.kind === "send" && act.channel === CHANNEL ? [fromPlace(act.thread).id] : [],
    );
  }

  async function arrived(servers: string[]): Promise<void> {
    const known = () => new Set(bot.directory.guilds().map(({ id }) => id));
    for (let waited = 0; waited < SETTLE && !servers.every((id) => known().has(id)); waited += LOOK)
      await new Promise<void>((resolve) => setTimeout(resolve, LOOK).unref());
  }

  return async (
    lostAt: Instant | undefined,
    servers: string[],
    recent: Iterable<string>,
  ): Promise<{ after: Instant; ids: string[] }> => {
    const [after, places] = await Promise.all([since(lostAt), spoken(), arrived(servers)]);
    const support = bot.directory.supportChannels().filter((it) => !isForum(it));
    const threads = bot.directory.threadsOf((it) => bot.directory.answersIn(it) !== undefined);
    return { after, ids: [...new Set([...support, ...threads].map(({ id }) => id).concat(...recent, places))] };
  };
}
