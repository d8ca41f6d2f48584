import { expect, test } from "vitest";
import { relay } from "../../bench/slack/relay.ts";
import { memoryStore } from "../../src/store/memory.ts";

/** Discord lets a bot make fifty requests a second: more of them take longer. */
const CONVERSATIONS = Number(process.env.NIGHTDESK_CONVERSATIONS ?? 16);

test("Discord, Slack and the terminal: each word once on each side, in order, as it was last left, and no note to a customer (npm run soak:slack is the long one)", async () => {
  const options = { conversations: CONVERSATIONS, rounds: 2, atOnce: 16, patience: 60_000 };
  const { wrong, ack: _, ...result } = await relay(memoryStore(), options);
  expect(wrong).toEqual([]);
  expect(result).toEqual({
    conversations: CONVERSATIONS,
    // Each round two words stand in Discord, and two in Slack.
    relayed: CONVERSATIONS * 2 * 4,
    missing: 0,
    duplicates: 0,
    outOfOrder: 0,
    leaked: 0,
    sentAgain: expect.any(Number),
  });
});
