/*
 * npm run bench:discord: what a message of the gateway costs the desk, beside bare discord.js with an empty listener. Both hear the same
 * feed, each in a process of its own, in turns; CPU time, so that a busy machine changes little.
 */
import { setTimeout as pause } from "node:timers/promises";
import { type FakeDiscord, startFakeDiscord } from "../tests/harness/discord/fake.ts";
import { community } from "../tests/harness/discord/people.ts";
import { startBot } from "./discord/child.ts";
import { printTable } from "./figures.ts";

const MESSAGES = 1_500;
const WARM = 300;
const CHATTER = [
  "good morning everyone",
  "to the moon",
  "that candle was wild",
  "今天行情不错",
  "anyone watching btc tonight",
];

/** Everything that was sent has been read when a heartbeat that was asked for after it comes back; then its work may settle. */
async function heard({ gateway, wait }: FakeDiscord): Promise<void> {
  const before = gateway.seen.heartbeats;
  gateway.raw({ op: 1, d: null, t: null, s: null });
  await wait("the feed is heard", () => gateway.seen.heartbeats > before, 120);
  await pause(1_000);
}

/** CPU in microseconds for each message, by where it is said, and memory at the end in bytes. */
async function measure(kind: "desk" | "bare") {
  const discord = await startFakeDiscord();
  const people = community(discord);
  const places = { elsewhere: people.channel("general"), support: people.channel("help") };
  const crowd = Array.from({ length: 50 }, (_, i) => people.person(`person${i}`));
  const bot = startBot(kind, discord.url);
  try {
    await discord.wait("the bot connects", () => discord.gateway.seen.identified > 0, 60);
    const costs: Record<string, number> = {};
    for (const [name, place] of Object.entries(places)) {
      for (const count of [WARM, MESSAGES]) {
        await heard(discord);
        const before = await bot.usage();
        for (let i = 0; i < count; i++) crowd[i % crowd.length]?.says(place, `${CHATTER[i % CHATTER.length]} ${i}`);
        await heard(discord);
        costs[name] = ((await bot.usage()).cpu - before.cpu) / count;
      }
    }
    const { rss, heap } = await bot.usage();
    return { elsewhere: costs.elsewhere ?? 0, support: costs.support ?? 0, rss, heap };
  } finally {
    await bot.end();
    await discord.close();
  }
}

const [bare, desk] = [await measure("bare"), await measure("desk")];
const row = (name: string, of: keyof typeof bare, unit: number): (string | number)[] => [
  name,
  bare[of] / unit,
  desk[of] / unit,
  desk[of] / bare[of],
];
printTable(`A message of the gateway: ${MESSAGES} in each channel, after ${WARM} to warm up`, [
  ["", "bare discord.js", "nightdesk", "ratio"],
  row("CPU µs, in a channel of no concern", "elsewhere", 1),
  row("CPU µs, small talk in a support channel, judged by the guard", "support", 1),
  row("resident MB", "rss", 1e6),
  row("heap MB", "heap", 1e6),
]);
