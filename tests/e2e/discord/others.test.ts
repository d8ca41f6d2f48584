import { afterEach, expect, test } from "vitest";
import { type Community, openCommunity } from "../../harness/discord/desk.ts";
import { readText } from "../../harness/discord/people.ts";

let place: Community;
afterEach(() => expect(place.discord.complaints).toEqual([]));

const threads = () => [...place.discord.state.channels.values()].filter(({ type }) => type === 11);
const REMEDY = { state: "degraded", next: expect.stringContaining("Message Content Intent") };

test("messages without their text: no empty questions, health says why and what to do, and is well when text comes", async () => {
  place = await openCommunity();
  const alice = place.person("alice");
  alice.says(place.help, "", { sticker_items: [{ id: "1", name: "wave", format_type: 1 }] });
  alice.says(place.help, "", { sticker_items: [{ id: "1", name: "wave", format_type: 1 }] });
  alice.says(place.help, "");
  alice.dms("what are your trading fees");
  await place.hears(alice.inbox());
  expect(place.bot.health()).toEqual({ state: "ready" });
  alice.says(place.help, "");
  await place.discord.wait("it is noticed", () => place.bot.health().state === "degraded");
  expect(place.bot.health()).toMatchObject(REMEDY);
  expect(threads()).toEqual([]);
  await place.hears(await place.threadOf(alice.says(place.help, "where is my deposit?")));
  expect(place.bot.health()).toEqual({ state: "ready" });
});

test("an application without the intent is told at once", async () => {
  place = await openCommunity({ start: false });
  place.discord.state.application.flags = 1 << 23;
  place.bot.start();
  await place.discord.wait("it is noticed", () => place.bot.health().state === "degraded");
  expect(place.bot.health()).toMatchObject(REMEDY);
});

test("in a private thread too: machines, webhooks under a colleague's name, and the bot itself say nothing to the ticket", async () => {
  place = await openCommunity();
  const alice = place.person("alice");
  const thread = await place.threadOf(alice.says(place.help, "where is my deposit?"));
  await place.hears(thread);
  alice.says(thread, "human");
  const secret = await place.privateThread();
  await place.hears(secret);
  const before = (await place.ticket(1))?.transcript.length;
  place.person("robot", [place.support.id], { bot: true }).says(secret, "I am a machine");
  place.person("Mei", [place.support.id]).says(secret, "send me your code", { webhook_id: place.discord.state.id() });
  place.discord.gateway.dispatch("MESSAGE_CREATE", {
    ...place.ofBot(secret)[0],
    guild_id: place.guild.id,
    id: place.discord.state.id(),
  });
  alice.says(secret, "here I am");
  await expect.poll(async () => (await place.ticket(1))?.transcript.at(-1)?.text).toBe("here I am");
  expect((await place.ticket(1))?.transcript).toHaveLength((before ?? 0) + 1);
});

test("names and quoted words that carry markdown or mentions are only words", async () => {
  place = await openCommunity();
  const name = "**@everyone** [help](https://evil.example) <@&123>";
  const alice = place.person("alice");
  const question = alice.says(place.help, "@everyone <@&123> where is **my** deposit?");
  const thread = await place.threadOf(question);
  expect(thread.name).not.toMatch(/<@/);
  alice.dms("human");
  await place.hears(alice.inbox());
  await place.replies(1, "see our page", name);
  const message = await place.hears(alice.inbox(), 2);
  expect(message.allowed_mentions).toEqual({ parse: [] });
  expect(readText(message)).toMatch(/^\*\*\\\*\\\*@\u200beveryone/);
  expect(readText(message).replace(/\\\S/g, "")).not.toMatch(/(?<!\\)(\[|<@)/);
});
