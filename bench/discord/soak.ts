import { startFakeDiscord } from "../../tests/harness/discord/fake.ts";
import type { Usage } from "./bot.ts";
import { type Outcome, openCrowd } from "./crowd.ts";
import { type Faults, openFaults } from "./faults.ts";

export interface SoakOptions {
  messages: number;
  customers: number;
  /** So many customers wait for an answer at the same time. */
  atOnce: number;
  /** Milliseconds after which a customer stops waiting. */
  patience: number;
  /** Sessions that end for good, evenly over the run; three times as many connections break. */
  sessions: number;
  /** So often Discord answers nothing for a while. */
  outages: number;
  /** Hears how far it is, at each tenth. */
  progress?(sent: number): void;
}

export interface SoakBot {
  usage(): Promise<Usage>;
  log(): string;
  end(): Promise<void>;
}

export interface SoakResult extends Outcome {
  /** Bytes, after a collection: after the first tenth, in the middle, at the end. */
  rss: [number, number, number];
  heap: [number, number, number];
  /** CPU milliseconds of the bot for each message, from the first tenth on. */
  cpu: number;
  faults: Faults;
  /** What Discord's description of its API says against the requests. */
  complaints: string[];
  log: string;
}

/** Customers write while Discord fails in every way that it is known to. Each of their messages must be answered once, in order. */
export async function soak(start: (api: string) => SoakBot, options: SoakOptions): Promise<SoakResult> {
  const { messages, customers, sessions, outages, progress, ...pace } = options;
  const discord = await startFakeDiscord();
  const crowd = openCrowd(discord, customers);
  const bot = start(discord.url);
  try {
    await discord.wait("the bot connects", () => discord.gateway.seen.identified > 0, 120);
    const faults = openFaults(discord, messages, { sessions, outages });
    const tenth = Math.max(1, Math.floor(messages / 10));
    const usage: Promise<Usage>[] = [];
    await crowd.talk(messages, {
      ...pace,
      sent(n) {
        if (n % tenth === 0) progress?.(n);
        if (n === tenth || n === tenth * 5) usage.push(bot.usage());
        return faults.at(n);
      },
    });
    usage.push(bot.usage());
    const used = await Promise.all(usage);
    const triple = (of: "rss" | "heap") => [0, 1, 2].map((i) => used[i]?.[of] ?? 0) as [number, number, number];
    return {
      ...crowd.outcome(),
      rss: triple("rss"),
      heap: triple("heap"),
      cpu: ((used[2]?.cpu ?? 0) - (used[0]?.cpu ?? 0)) / 1_000 / (messages - tenth),
      faults: faults.counts,
      complaints: discord.complaints,
      log: bot.log(),
    };
  } finally {
    await bot.end();
    await discord.close();
  }
}
