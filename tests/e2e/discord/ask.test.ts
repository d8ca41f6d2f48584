import { afterEach, beforeEach, expect, test } from "vitest";
import { type Community, openCommunity } from "../../harness/discord/desk.ts";
import { readText } from "../../harness/discord/people.ts";
import type { FakeMessage, Json } from "../../harness/discord/state.ts";

let place: Community;
let alice: ReturnType<Community["person"]>;
beforeEach(async () => {
  place = await openCommunity();
  alice = place.person("alice");
});
afterEach(() => expect(place.discord.complaints).toEqual([]));

const threads = () => [...place.discord.state.channels.values()].filter(({ type }) => type === 11 || type === 12);
const asks = (question: string, extra?: Json) =>
  alice.types(place.help, "ask", [{ type: 3, name: "question", value: question }], extra);
/** The n-th thing that only the asker sees. */
const reply = async (asked: Json, count: number): Promise<Json> => {
  await expect.poll(() => asked.replies.length, { timeout: 5_000 }).toBeGreaterThanOrEqual(count);
  return asked.replies[count - 1];
};

test("/ask is answered before the asker's eyes alone, and opens nothing", async () => {
  const asked = asks("where is my usdt deposit?");
  expect(await reply(asked, 1)).toMatchObject({ content: "-# Only you can read this." });
  const answer = await reply(asked, 2);
  expect(readText(answer)).toMatch(/deposit has not arrived[\s\S]*DEP-01[\s\S]*\[Helpful\]/);
  expect(answer.ephemeral).toBe(true);
  expect([...threads(), ...place.ofBot(place.help), ...place.ofBot(alice.inbox())]).toEqual([]);
  expect(JSON.stringify(place.logs)).not.toContain(asked.token);
});

test("what a person takes over goes on in one private thread, however often is asked", async () => {
  const asked = asks("where is my usdt deposit?");
  const answer = (await reply(asked, 2)) as FakeMessage;
  const press = alice.presses(answer, "Talk to a person");
  const secret = await place.privateThread();
  expect(readText(await place.hears(secret))).toContain("ticket T-1");
  expect(readText(await reply(press, 1))).toContain(`<#${secret.id}>`);
  const again = asks("it was TRC20");
  expect(await reply(again, 2)).toMatchObject({ content: `It goes on here: <#${secret.id}>` });
  await expect.poll(async () => (await place.ticket(1))?.transcript.at(-1)?.text).toBe("it was TRC20");
  expect(threads().map(({ id }) => id)).toEqual([secret.id]);
});

test("an answer that comes when Discord no longer takes it goes to the asker's direct messages", async () => {
  place.discord.fault({ method: "POST", path: /^\/webhooks\/\d+\/[^/]+$/, times: 1, status: 401, code: 50_027 });
  asks("where is my usdt deposit?");
  expect(readText(await place.hears(alice.inbox()))).toContain("DEP-01");
});
