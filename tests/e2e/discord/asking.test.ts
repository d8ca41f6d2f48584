import { afterEach, expect, test } from "vitest";
import { type Community, openCommunity } from "../../harness/discord/desk.ts";
import { readText } from "../../harness/discord/people.ts";

let place: Community;
afterEach(() => expect(place.discord.complaints).toEqual([]));

test("a question in a support channel is answered in a thread of its own, with its source and what to press", async () => {
  place = await openCommunity();
  const alice = place.person("alice");
  const question = alice.says(place.help, "where is my usdt deposit?");
  const thread = await place.threadOf(question);
  expect(thread.name).toBe("where is my usdt deposit?");
  const answer = await place.hears(thread);
  expect(readText(answer)).toMatch(/a machine[\s\S]*deposit has not arrived[\s\S]*-# Source: DEP-01[\s\S]*\[Helpful\]/);
  expect(answer).toMatchObject({ allowed_mentions: { parse: [] }, nonce: expect.stringMatching(/^.{1,25}$/) });
  alice.presses(answer, "Helpful");
  expect(readText(await place.hears(thread, 2))).toContain("Good to hear");
  await place.discord.wait("the buttons rest", () => readText(answer).includes("Helpful ✗"));
});

test("small talk is left alone; a mention is always taken up", async () => {
  place = await openCommunity();
  const alice = place.person("alice");
  alice.says(place.help, "good morning everyone");
  alice.says(place.help, "nice weather today");
  const mention = alice.says(place.help, `<@${place.discord.state.bot.id}> trading fees`);
  const thread = await place.threadOf(mention);
  expect(readText(await place.hears(thread))).toContain("Trading fee schedule");
  expect([...place.discord.state.channels.values()].filter(({ type }) => type === 11)).toHaveLength(1);
});

test("a forum post is answered in the post, and put away when it helped", async () => {
  place = await openCommunity();
  const alice = place.person("alice");
  const post = alice.posts(place.forum, "Deposit", "my deposit has not arrived");
  const answer = await place.hears(post);
  await place.discord.wait("its category", () => post.applied_tags.length === 1);
  expect(post.applied_tags).toEqual(["900000000000000002"]);
  alice.presses(answer, "Helpful");
  await place.discord.wait("the post is put away", () => post.thread_metadata.archived && post.thread_metadata.locked);
  expect(post.applied_tags).toEqual(["900000000000000002", "900000000000000001"]);
  expect(place.ofBot(post).map(readText).at(-1)).toContain("This post is closed");
});

test("direct messages: answered, not helpful, a person, and back", async () => {
  place = await openCommunity();
  const alice = place.person("alice");
  alice.dms("what are your trading fees");
  const answer = await place.hears(alice.inbox());
  alice.presses(answer, "Not helpful");
  expect(readText(await place.hears(alice.inbox(), 2))).toContain("Sorry");
  alice.presses(answer, "Talk to a person");
  expect(readText(await place.hears(alice.inbox(), 3))).toMatch(
    /ticket T-1[\s\S]*target for the first answer is 2 hours|120 minutes/,
  );
  await place.replies(1, "Hello Alice, which pair?");
  expect(readText(await place.hears(alice.inbox(), 4))).toBe("**Mei**: Hello Alice, which pair?");
  alice.dms("BTC/USDT");
  await place.discord.wait("the desk hears it", async () => true);
  await expect.poll(async () => (await place.ticket(1))?.transcript.at(-1)?.text).toBe("BTC/USDT");
});

test("only the person who asked can press", async () => {
  place = await openCommunity();
  const alice = place.person("alice");
  const question = alice.says(place.help, "my withdrawal is stuck");
  const answer = await place.hears(await place.threadOf(question));
  const press = place.person("mallory").presses(answer, "Helpful");
  await place.discord.wait("mallory is told", () => press.replies.length > 0);
  expect(press.replies[0]).toMatchObject({ content: expect.stringContaining("Only the person who asked"), flags: 64 });
});

test("machines, webhooks and the bot itself are no customers", async () => {
  place = await openCommunity();
  const robot = place.person("robot", [], { bot: true });
  robot.says(place.help, "where is my deposit?");
  place.person("Support Mei").says(place.help, "where is my deposit?", { webhook_id: place.discord.state.id() });
  const alice = place.person("alice");
  const question = alice.says(place.help, "my withdrawal is stuck");
  await place.hears(await place.threadOf(question));
  expect([...place.discord.state.channels.values()].filter(({ type }) => type === 11)).toHaveLength(1);
});

test("a picture or a sticker without a word: the desk asks for words, in the language of the conversation; among people a sticker is nothing", async () => {
  place = await openCommunity();
  const [alice, bob] = [place.person("alice"), place.person("bob")];
  const picture = { attachments: [{ id: "1", filename: "withdrawal pending.png", size: 1, url: "", proxy_url: "" }] };
  const sticker = { sticker_items: [{ id: "1", name: "wave", format_type: 1 }] };
  alice.dms("", picture);
  expect(readText(await place.hears(alice.inbox()))).toMatch(/a machine[\s\S]*I can read words, but no pictures/);
  bob.says(place.help, "", sticker);
  bob.dms("你好");
  await place.hears(bob.inbox());
  bob.dms("", sticker);
  expect(readText(await place.hears(bob.inbox(), 2))).toContain("我只能读懂文字");
  expect([...place.discord.state.channels.values()].filter(({ type }) => type === 11)).toEqual([]);
});
