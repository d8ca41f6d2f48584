import { afterEach, describe, expect, test } from "vitest";
import { type Community, openCommunity } from "../../harness/discord/desk.ts";
import { readText } from "../../harness/discord/people.ts";

let place: Community;
afterEach(() => expect(place.discord.complaints).toEqual([]));

const fees = (text: string) => /Trading fee schedule/.test(text);
/** Waits until alice's direct messages hold this many answers about fees, and a moment longer for one too many. */
async function answers(count: number, alice: ReturnType<Community["person"]>): Promise<void> {
  const have = () => place.ofBot(alice.inbox()).map(readText).filter(fees).length;
  await place.discord.wait(`${count} answers`, () => have() >= count, 30);
  await new Promise((done) => setTimeout(done, 300));
  expect(have()).toBe(count);
}

describe("the gateway", () => {
  test("a message that is delivered twice is answered once", async () => {
    place = await openCommunity();
    const alice = place.person("alice");
    const message = alice.dms("what are your trading fees");
    place.discord.gateway.dispatch("MESSAGE_CREATE", message);
    await answers(1, alice);
  });

  test("frames that are malformed are told and survived", async () => {
    place = await openCommunity();
    const alice = place.person("alice");
    place.discord.gateway.raw({ op: 0, t: "GUILD_CREATE", s: 900, d: null });
    place.discord.gateway.dispatch("MESSAGE_CREATE", { id: 12, nonsense: true });
    alice.dms("what are your trading fees");
    await answers(1, alice);
    expect(place.logs.join("\n")).toMatch(/cannot be read|malformed/);
  });

  test("a connection that breaks is resumed, and what was said meanwhile is answered", async () => {
    place = await openCommunity();
    const alice = place.person("alice");
    place.discord.gateway.drop();
    alice.dms("what are your trading fees");
    await answers(1, alice);
    expect(place.discord.gateway.seen.resumed).toBe(1);
  });

  test("op 7 is followed", async () => {
    place = await openCommunity();
    const alice = place.person("alice");
    place.discord.gateway.raw({ op: 7, d: null, t: null, s: null });
    await place.discord.wait("it resumes", () => place.discord.gateway.seen.resumed === 1, 20);
    alice.dms("what are your trading fees");
    await answers(1, alice);
  });

  test("a session that is gone (op 9) begins anew, and what was missed is read and answered", async () => {
    place = await openCommunity();
    const alice = place.person("alice");
    alice.dms("what are your trading fees");
    await answers(1, alice);
    place.discord.gateway.faults.forget = true;
    place.discord.gateway.lose();
    alice.dms("and what are your trading fees for makers", { quiet: true });
    await place.discord.wait("a new session", () => place.discord.gateway.seen.identified === 2, 30);
    await answers(2, alice);
  });

  test.each([
    [4004, /token/i],
    [4014, /intent/i],
  ])("close %i: the bot is dead, and says why and what to do", async (code, why) => {
    place = await openCommunity();
    place.discord.gateway.drop(code);
    await place.discord.wait("it is dead", () => place.bot.health().state === "dead", 20);
    expect(place.logs.join("\n")).toMatch(why);
  });
});

describe("REST", () => {
  test("a 429 without Retry-After is not hammered; the answer comes", async () => {
    place = await openCommunity();
    const alice = place.person("alice");
    const path = /\/channels\/\d+\/messages$/;
    place.discord.fault({ method: "POST", path, times: 2, status: 429, body: { message: "slow down" } });
    alice.dms("what are your trading fees");
    await answers(1, alice);
    expect(place.discord.requests.filter((it) => it.method === "POST" && path.test(it.path)).length).toBeLessThan(6);
  });

  test("a 5xx after which the message is there all the same: one message, not two", async () => {
    place = await openCommunity();
    const alice = place.person("alice");
    place.discord.fault({ method: "POST", path: /\/channels\/\d+\/messages$/, times: 1, status: 502, applied: true });
    alice.dms("what are your trading fees");
    await answers(1, alice);
  });

  test("an interaction that is answered too late or twice breaks nothing", async () => {
    place = await openCommunity();
    const alice = place.person("alice");
    alice.dms("what are your trading fees");
    const answer = await place.hears(alice.inbox());
    place.discord.fault({ path: /\/interactions\/.*\/callback$/, times: 1, status: 404, code: 10_062 });
    alice.presses(answer, "Helpful");
    await place.hears(alice.inbox(), 2, 20);
    place.discord.fault({ path: /\/interactions\/.*\/callback$/, times: 1, status: 400, code: 40_060 });
    alice.dms("what are your trading fees");
    await answers(2, alice);
  });
});
