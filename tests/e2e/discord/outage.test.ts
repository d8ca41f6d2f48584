import { afterEach, expect, test } from "vitest";
import { type Community, openCommunity } from "../../harness/discord/desk.ts";
import { readText } from "../../harness/discord/people.ts";

let place: Community;
afterEach(() => expect(place.discord.complaints).toEqual([]));

const FEES = "what are your trading fees";
const said = (who: ReturnType<Community["person"]>) => place.ofBot(who.inbox()).map(readText);
const transcript = async (number: number) => (await place.ticket(number))?.transcript.map(({ text }) => text) ?? [];

test("heartbeats that nobody acknowledges: the connection is made anew, and what was said meanwhile is answered", async () => {
  place = await openCommunity({ heartbeat: 250 });
  const alice = place.person("alice");
  place.discord.gateway.faults.deaf = true;
  await place.discord.wait("it resumes", () => place.discord.gateway.seen.resumed > 0);
  place.discord.gateway.faults.deaf = false;
  expect(place.logs.join("\n")).toContain("connection lost, reconnecting");
  alice.dms(FEES);
  await place.hears(alice.inbox());
  await place.discord.wait("it is well", () => place.bot.health().state === "ready");
});

test("a gateway that refuses connections from the start: tried ever more slowly, told, and one session in the end", async () => {
  place = await openCommunity({ start: false });
  const { faults, seen } = place.discord.gateway;
  faults.unavailable = true;
  place.bot.start();
  await place.discord.wait("three tries", () => seen.tries >= 3);
  place.pass(61_000);
  expect(place.bot.health()).toMatchObject({ state: "degraded", next: expect.stringContaining("Nothing is lost") });
  expect(place.logs.join("\n")).toMatch(/the gateway cannot be reached: .*503/);
  faults.unavailable = false;
  await place.discord.wait("it connects", () => place.bot.health().state === "ready");
  const alice = place.person("alice");
  alice.dms(FEES);
  await place.hears(alice.inbox());
  expect(seen.identified).toBe(1);
  expect(seen.tries).toBeLessThan(7);
});

test("Discord is down for an hour: nothing is lost, what waited comes in order and says that it is late", async () => {
  place = await openCommunity();
  const alice = place.person("alice");
  alice.dms("human");
  await place.hears(alice.inbox());
  const { faults } = place.discord.gateway;
  faults.unavailable = true;
  const up = place.discord.fault({ path: /./, hangUp: true });
  place.discord.gateway.lose();
  await place.discord.wait("it is noticed", () => place.bot.health().state === "connecting");
  alice.dms("are you there?", { quiet: true });
  await place.replies(1, "one");
  await place.replies(1, "two");
  await place.replies(1, "three");
  place.pass(60 * 60_000);
  expect(place.bot.health()).toMatchObject({ state: "degraded", detail: expect.stringContaining("not connected") });
  await expect
    .poll(async () => (await place.store.effects({ status: "pending", limit: 9 })).map(({ error }) => error))
    .toContainEqual(expect.stringContaining("cannot be reached"));
  alice.dms("hello?", { quiet: true });
  faults.unavailable = false;
  up();
  await place.discord.wait("it is back", () => place.bot.health().state === "ready", 30);
  place.pass(31_000);
  await place.hears(alice.inbox(), 4, 30);
  const late = /^-# Written <t:\d+:R>, delivered late: Discord could not be reached\.\n/;
  expect(
    said(alice)
      .slice(1)
      .map((it) => it.replace(late, "late ")),
  ).toEqual(["one", "two", "three"].map((it) => `late **Mei**: ${it}`));
  await expect.poll(() => transcript(1)).toEqual(expect.arrayContaining(["are you there?", "hello?"]));
  expect(await place.store.effects({ status: "dead", limit: 9 })).toEqual([]);
});

test("what was said while the desk was not running is read first, everywhere, however much it is", async () => {
  place = await openCommunity();
  const [alice, bob, carol] = [place.person("alice"), place.person("bob"), place.person("carol")];
  alice.dms("human");
  await place.hears(alice.inbox());
  const thread = await place.threadOf(bob.says(place.help, "where is my usdt deposit?"));
  await place.hears(thread);
  await place.halt();
  const quiet = { quiet: true };
  const missed = [carol.says(place.help, "where is my withdrawal?", quiet)];
  for (let i = 0; i < 120; i++) carol.says(place.help, `nice weather ${i}`, quiet);
  missed.push(carol.says(place.help, "how do i reset my password?", quiet));
  for (let i = 0; i < 100; i++) bob.says(place.help, `indeed ${i}`, quiet);
  missed.push(bob.says(place.help, "why is my deposit not credited?", quiet));
  alice.dms("1 BTC/USDT", quiet);
  alice.dms("2 BTC/USDT", quiet);
  bob.says(thread, FEES, quiet);
  place.resume();
  await place.discord.wait("it connects", () => place.discord.gateway.seen.identified === 2);
  alice.dms("3 BTC/USDT");
  for (const question of missed) await place.hears(await place.threadOf(question));
  await place.discord.wait("bob's thread", () =>
    place.ofBot(thread).some((it) => readText(it).includes("Trading fee")),
  );
  await expect.poll(() => transcript(1)).toContain("3 BTC/USDT");
  expect((await transcript(1)).filter((it) => /^\d BTC.USDT$/.test(it ?? ""))).toEqual([
    "1 BTC/USDT",
    "2 BTC/USDT",
    "3 BTC/USDT",
  ]);
  expect(place.ofBot(alice.inbox())).toHaveLength(1);
});
