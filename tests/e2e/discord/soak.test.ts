import { expect, test } from "vitest";
import { openDeskBot } from "../../../bench/discord/desk-bot.ts";
import { type SoakBot, soak } from "../../../bench/discord/soak.ts";
import { memoryStore } from "../../../src/store/memory.ts";

/** In this process: the long one has a process of its own, whose memory it measures. */
function start(api: string): SoakBot {
  const lines: string[] = [];
  const end = openDeskBot(memoryStore(), api, (line) => void lines.push(line));
  return { end, log: () => lines.join(""), usage: async () => ({ cpu: 0, rss: 0, heap: 0 }) };
}

test("while Discord fails in every way, each message is answered once, in order (npm run soak:discord is the long one)", async () => {
  const options = { messages: 100, customers: 20, atOnce: 20, patience: 60_000, sessions: 1, outages: 0 };
  const { wrong, faults, ...result } = await soak(start, options);
  expect(wrong).toEqual([]);
  expect(result).toMatchObject({ sent: 100, answeredOnce: 100, duplicates: 0, outOfOrder: 0, complaints: [] });
  expect(Object.keys(faults)).toEqual(
    expect.arrayContaining(["sent, answered 502", "429", "delivered twice", "connection broke", "session ended"]),
  );
});
