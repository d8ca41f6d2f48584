import { expect, it } from "vitest";
import type { Channel, Edited } from "../../../src/core/channel.ts";
import { openDesk } from "../../../src/core/desk.ts";
import { PRIVACY } from "../../../src/core/privacy/privacy.ts";
import { memoryStore } from "../../../src/store/memory.ts";
import { deliverDue } from "../../../src/worker/outbox.ts";
import { testPolicy } from "../../harness/policy.ts";

/** A platform that remembers what stands in its threads, as Discord and Slack do. */
function platform(): Channel & { stands: Map<string, string> } {
  const stands = new Map<string, string>();
  let posts = 0;
  return {
    name: "square",
    stands,
    async send({ text }) {
      const post = `p${++posts}`;
      stands.set(post, text);
      return [post];
    },
    async edit({ text, posted }: Edited) {
      for (const post of posted)
        if (text === null) stands.delete(post);
        else stands.set(post, text);
      return text === null ? [] : posted;
    },
  };
}

it("takes away what the desk wrote in the customer's thread, and nothing of anybody else's", async () => {
  const [store, square, policy] = [memoryStore(), platform(), testPolicy()];
  let ids = 0;
  const now = () => Date.UTC(2026, 10, 22, 3);
  const newId = () => `id${String(++ids).padStart(6, "0")}`;
  const desk = openDesk({ store, now, newId, key: new Uint8Array(32).fill(7), policy: () => policy });
  const channels = new Map<string, Channel>([["square", square]]);
  const settle = async () => {
    while ((await deliverDue({ store, desk, channels, policy: () => policy, now })) > 0);
  };
  for (const name of ["ann", "ben"])
    await desk.receive({
      channel: "square",
      thread: name,
      externalId: name,
      customer: `square:${name}`,
      text: "hello",
    });
  await settle();
  const before = [...square.stands.keys()];
  expect(before.length).toBe(2);

  const customer = "square:ann";
  const wish = { to: "privacy", stream: PRIVACY } as const;
  await desk.execute({ ...wish, command: { type: "ask", by: "mei", customer, ground: "objection" } });
  await desk.execute({ ...wish, command: { type: "confirm", by: "lea", customer } });
  await settle();
  expect([...square.stands.keys()]).toEqual(before.slice(1));
  expect(await store.effects({ status: "dead", limit: 10 })).toEqual([]);
});
