import { afterEach, expect, test } from "vitest";
import { type Community, openCommunity } from "../../harness/discord/desk.ts";
import { readText } from "../../harness/discord/people.ts";

let place: Community;
afterEach(() => expect(place.discord.complaints).toEqual([]));

const POST = { method: "POST", path: /^\/channels\/\d+\/messages$/ };
const FEES = "what are your trading fees";
const tries = () => place.discord.requests.filter((it) => it.method === "POST" && POST.path.test(it.path));
const said = (who: ReturnType<Community["person"]>) => place.ofBot(who.inbox()).map(readText);
const withStatus = (status: "dead" | "dropped" | "pending") => place.store.effects({ status, limit: 10 });

test("429, of a bucket and of everything: waited for as asked, answered once, in order", async () => {
  place = await openCommunity();
  const alice = place.person("alice");
  const bucket = { "retry-after": "0.4", "x-ratelimit-bucket": "b1", "x-ratelimit-scope": "user" };
  place.discord.fault({ ...POST, times: 1, status: 429, headers: bucket, body: { retry_after: 0.4, global: false } });
  alice.dms(FEES);
  await place.hears(alice.inbox());
  const everything = { "retry-after": "0.4", "x-ratelimit-global": "true", "x-ratelimit-scope": "global" };
  place.discord.fault({
    ...POST,
    times: 1,
    status: 429,
    headers: everything,
    body: { retry_after: 0.4, global: true },
  });
  alice.dms("human");
  await place.hears(alice.inbox(), 2);
  const [first, second] = tries();
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(350);
  expect(tries()).toHaveLength(4);
  expect(said(alice).at(-1)).toContain("T-1");
  expect(place.bot.health()).toEqual({ state: "ready" });
});

test("a 429 that asks for minutes does not hold up the rest: it waits in the outbox, and says so", async () => {
  place = await openCommunity();
  const [alice, bob] = [place.person("alice"), place.person("bob")];
  const inbox = alice.inbox();
  const cleared = place.discord.fault({
    method: "POST",
    path: new RegExp(`^/channels/${inbox.id}/messages$`),
    status: 429,
    headers: { "retry-after": "300", "x-ratelimit-scope": "shared" },
    body: { retry_after: 300, global: false },
  });
  alice.dms(FEES);
  await expect
    .poll(async () => (await withStatus("pending")).map(({ error }) => error), { timeout: 10_000 })
    .toEqual([expect.stringMatching(/asks to wait for \d+ s/)]);
  bob.dms(FEES);
  await place.hears(bob.inbox());
  cleared();
  place.pass(60_000);
  await place.hears(inbox);
});

test.each([
  [50_001, 403, /give its role “View Channel” there/],
  [50_013, 403, /nightdesk discord setup/],
])(
  "%i: a dead letter that says what to do, at once; sent when a person has done that and tries again",
  async (code, status, says) => {
    place = await openCommunity();
    const alice = place.person("alice");
    const mended = place.discord.fault({ ...POST, status, code });
    alice.dms(FEES);
    await expect.poll(async () => (await withStatus("dead")).length, { timeout: 10_000 }).toBe(1);
    const [letter] = await withStatus("dead");
    expect(letter).toMatchObject({ attempts: 1, error: expect.stringMatching(says) });
    expect(tries()).toHaveLength(1);
    mended();
    await place.store.revive(letter?.effect.id ?? "", Date.now());
    await place.hears(alice.inbox());
  },
);

test.each([
  [10_003, 404],
  [50_007, 403],
])(
  "%i in direct messages: what was to be said waits, is seen in the ticket, and is said when the customer writes again",
  async (code, status) => {
    place = await openCommunity();
    const alice = place.person("alice");
    alice.dms("human");
    await place.hears(alice.inbox());
    const open = place.discord.fault({ ...POST, status, code });
    await place.replies(1, "Hello Alice, which network?");
    await expect
      .poll(async () => (await place.store.effects({ status: "pending", limit: 9 })).length + tries().length, {
        timeout: 10_000,
      })
      .toBeGreaterThan(1);
    await expect.poll(async () => (await withStatus("dropped")).length, { timeout: 10_000 }).toBeGreaterThanOrEqual(2);
    // Closed messages are no reason to knock for ever.
    expect(tries().length).toBeLessThan(5);
    const stream = (await place.ticket(1))?.ticket.conversation ?? "conversation:none";
    const events = (await place.store.read(stream as `conversation:${string}`)).map(({ data }) => data.type);
    expect(events).toEqual(expect.arrayContaining(["thread.lost", "private.failed"]));
    open();
    alice.dms("are you there?");
    await place.discord.wait("what waited", () => said(alice).includes("**Mei**: Hello Alice, which network?"));
    await place.replies(1, "Good.");
    await place.discord.wait("what follows", () => said(alice).includes("**Mei**: Good."));
  },
);

test("10003 in the middle of a public answer: the question can be asked again in the same place", async () => {
  place = await openCommunity();
  const alice = place.person("alice");
  const question = alice.says(place.help, "where is my usdt deposit?");
  place.discord.fault({ ...POST, times: 1, status: 404, code: 10_003 });
  const thread = await place.threadOf(question);
  await expect.poll(async () => (await withStatus("dropped")).length, { timeout: 10_000 }).toBe(1);
  alice.says(thread, "what are your trading fees?");
  expect(readText(await place.hears(thread))).toContain("Trading fee schedule");
});

test("10062: a command that could not be acknowledged in time runs into nothing, and the next one works", async () => {
  place = await openCommunity();
  const alice = place.person("alice");
  place.discord.fault({ path: /\/interactions\/.*\/callback$/, times: 1, status: 404, code: 10_062 });
  const late = alice.types(place.help, "ask", [{ type: 3, name: "question", value: FEES }]);
  const press = alice.types(place.help, "ask", [{ type: 3, name: "question", value: FEES }]);
  await place.discord.wait("the second one is answered", () => press.replies.length > 0);
  expect(late.replies).toEqual([]);
  expect(place.logs.join("\n")).not.toMatch(/token-\d+/);
});

test("401 while connected: the bot is dead, nothing is lost, and health says what to do", async () => {
  place = await openCommunity();
  const alice = place.person("alice");
  place.discord.fault({ ...POST, status: 401, code: 0 });
  alice.dms(FEES);
  await place.discord.wait("it is dead", () => place.bot.health().state === "dead");
  expect(place.bot.health()).toMatchObject({
    detail: expect.stringMatching(/token/),
    next: expect.stringMatching(/Reset Token/),
  });
  await expect.poll(async () => (await withStatus("pending")).length, { timeout: 10_000 }).toBe(1);
});
