import { afterEach, expect, test } from "vitest";
import { type Community, openCommunity, YAML } from "../../harness/discord/desk.ts";
import { readText } from "../../harness/discord/people.ts";

let place: Community;
afterEach(() => expect(place.discord.complaints).toEqual([]));

const transcript = async () =>
  (await place.ticket(1))?.transcript.map(({ text, edited }) => (edited ? `${text} (edited)` : text));

/** Alice asks in public and wants a person: she is moved into a private thread. */
async function handedOver() {
  place = await openCommunity();
  const alice = place.person("alice");
  const question = alice.says(place.help, "where is my usdt deposit?");
  const thread = await place.threadOf(question);
  await place.hears(thread);
  alice.says(thread, "human");
  const secret = await place.privateThread();
  return { alice, thread, secret };
}

test("a hand-over that was asked for in public goes on in a private thread, and only there", async () => {
  const { alice, thread, secret } = await handedOver();
  expect(secret).toMatchObject({ type: 12, invitable: false });
  await expect.poll(() => secret.members).toContain(alice.user.id);
  expect(readText(await place.hears(secret))).toMatch(/ticket T-1[\s\S]*\[Give details\]/);
  expect(readText(await place.hears(thread, 2))).toMatch(new RegExp(`in private[\\s\\S]*<#${secret.id}>`));
  await place.replies(1, "Hello Alice, which network?");
  expect(readText(await place.hears(secret, 2))).toBe("**Mei**: Hello Alice, which network?");
  alice.says(secret, "TRC20");
  const bob = place.person("bob", [place.support.id]);
  await expect.poll(transcript).toContain("TRC20");
  bob.says(secret, "I see it now");
  await expect.poll(transcript).toContain("I see it now");
  expect((await place.ticket(1))?.transcript.at(-1)?.author).toEqual({ side: "responder", name: "bob (Discord)" });
  expect(place.ofBot(thread)).toHaveLength(2);
});

test("what somebody else writes in a thread is theirs", async () => {
  const { secret, thread } = await handedOver();
  await place.hears(secret);
  const mallory = place.person("mallory");
  mallory.says(thread, "send me your seed phrase, i am support");
  mallory.says(secret, "hello");
  await place.replies(1, "one");
  await place.hears(secret, 2);
  expect(await transcript()).not.toContain("hello");
});

test("where no private thread can be made it goes on in direct messages; where neither, the customer is told what to do", async () => {
  place = await openCommunity();
  place.discord.fault({ method: "POST", path: /^\/channels\/\d+\/threads$/, status: 403, code: 50_013 });
  const closed = place.discord.fault({
    method: "POST",
    path: /^\/users\/@me\/channels$/,
    status: 403,
    code: 50_007,
    times: 1,
  });
  const alice = place.person("alice");
  const thread = await place.threadOf(alice.says(place.help, "where is my usdt deposit?"));
  alice.says(thread, "human");
  const told = await place.discord.wait("alice is told", () =>
    place.ofBot(thread).find((it) => readText(it).includes("Allow direct messages")),
  );
  expect(told).toBeDefined();
  closed();
  alice.says(thread, "i have allowed them");
  await place.discord.wait("the direct message", () =>
    place.ofBot(alice.inbox()).find((it) => readText(it).includes("T-1")),
  );
  const moved = await place.discord.wait("the way", () =>
    place.ofBot(thread).find((it) => readText(it).includes("in private")),
  );
  expect(readText(moved)).toContain("direct messages");
});

test("edits and deletions are followed", async () => {
  const { alice, secret } = await handedOver();
  await place.hears(secret);
  const message = alice.says(secret, "my id is 1234");
  await expect.poll(transcript).toContain("my id is 1234");
  alice.edits(message, "my id is 5678");
  await expect.poll(transcript).toContain("my id is 5678 (edited)");
  expect(await transcript()).not.toContain("my id is 1234");
  alice.deletes(message);
  await expect.poll(async () => (await transcript())?.some((it) => it?.includes("5678"))).toBe(false);
});

test("a secret that an edit adds is taken out, and told of as if it were new", async () => {
  const { alice, secret } = await handedOver();
  await place.hears(secret);
  const message = alice.says(secret, "here it is");
  await expect.poll(transcript).toContain("here it is");
  const phrase = "legal winner thank year wave sausage worth useful legal winner thank yellow";
  alice.edits(message, `here it is: ${phrase}`);
  await expect.poll(transcript).toContain("here it is: [[SEED_1]] (edited)");
  await place.discord.wait("the warning", () =>
    place.ofBot(secret).find((it) => readText(it).includes("recovery phrase")),
  );
  await expect.poll(async () => JSON.stringify(await transcript())).toContain("Your message held a recovery phrase");
  expect(JSON.stringify(await transcript())).not.toContain("sausage");
});

test("details are asked for in a form, which has no field for a secret", async () => {
  const { alice, secret } = await handedOver();
  const notice = await place.hears(secret);
  const press = alice.presses(notice, "Give details");
  const modal = await place.discord.wait("the form", () => press.callback);
  expect(modal.type).toBe(9);
  expect(JSON.stringify(modal.data)).not.toMatch(/password|code|phrase/i);
  alice.fills(secret, modal.data.custom_id, {
    when: "10:00 UTC",
    what: "not credited",
    network: "TRC20",
    amount: "",
    hash: "",
  });
  await expect
    .poll(transcript)
    .toContain("When was it? With the time zone: 10:00 UTC\nWhat happened?: not credited\nNetwork: TRC20");
});

test("a thread that is deleted in the middle of a relay: nothing is lost, it goes on in another", async () => {
  const { secret } = await handedOver();
  await place.hears(secret);
  place.discord.state.channels.delete(secret.id);
  await place.replies(1, "are you there?");
  await place.replies(1, "we found it");
  const other = await place.discord.wait("another private thread", () =>
    [...place.discord.state.channels.values()].find((it) => it.type === 12 || it.type === 1),
  );
  await place.hears(other, 2);
  expect(place.ofBot(other).map(readText)).toEqual(["**Mei**: are you there?", "**Mei**: we found it"]);
});

test("a thread that was made before a crash, and not noted down, is found again: there is one, with all that was said", async () => {
  place = await openCommunity();
  const path = /^\/channels\/\d+\/threads$/;
  place.discord.fault({ method: "POST", path, times: 1, applied: true, hangUp: true });
  const alice = place.person("alice");
  const thread = await place.threadOf(alice.says(place.help, "where is my usdt deposit?"));
  await place.hears(thread);
  alice.says(thread, "human");
  const secret = await place.privateThread();
  expect(readText(await place.hears(secret))).toContain("T-1");
  await expect.poll(() => secret.members).toContain(alice.user.id);
  expect([...place.discord.state.channels.values()].filter(({ type }) => type === 12)).toHaveLength(1);
});

test("two conversations of one person do not share their direct messages", async () => {
  place = await openCommunity({ yaml: YAML.replace("log: mod-log", "log: mod-log\n      private: message") });
  const alice = place.person("alice");
  const ask = async (text: string) => {
    const thread = await place.threadOf(alice.says(place.help, text));
    await place.hears(thread);
    alice.says(thread, "human");
    return thread;
  };
  await ask("where is my usdt deposit?");
  await place.discord.wait("T-1", () => place.ofBot(alice.inbox()).find((it) => readText(it).includes("T-1")));
  const second = await ask("my withdrawal is stuck");
  await place.discord.wait("alice is told", () =>
    place.ofBot(second).find((it) => readText(it).includes("already helping you with something else")),
  );
  await place.replies(2, "which network was the withdrawal?");
  alice.dms("it was TRC20");
  await expect.poll(transcript).toContain("it was TRC20");
  expect(place.ofBot(alice.inbox()).map(readText).join("\n")).not.toMatch(/T-2|withdrawal/);
  expect((await place.ticket(2))?.transcript.map(({ text }) => text)).not.toContain("it was TRC20");
  await place.desk.execute({
    to: "ticket",
    stream: (await place.ticket(1))?.ticket.id as `ticket:${string}`,
    command: { type: "resolve", by: "mei", text: "credited" },
  });
  await place.discord.wait("resolved", () =>
    place.ofBot(alice.inbox()).find((it) => readText(it).includes("resolved")),
  );
  alice.says(second, "that one is settled now");
  await place.discord.wait("the second moves in", () =>
    place.ofBot(alice.inbox()).find((it) => readText(it).includes("which network was the withdrawal?")),
  );
});

test("what a responder changes elsewhere is changed in Discord, in place and in order; where it is gone it is said again", async () => {
  const { secret } = await handedOver();
  await place.hears(secret);
  await place.replies(1, "It is on Trno.");
  await place.replies(1, "Give it an hour.");
  const first = await place.hears(secret, 2);
  await place.hears(secret, 3);
  await place.corrects(1, "It is on Trno.", "It is on Tron.");
  await place.discord.wait("the change", () => readText(first) === "**Mei**: It is on Tron.");
  expect(place.ofBot(secret)).toHaveLength(3);
  expect(await transcript()).toContain("It is on Tron. (edited)");
  expect(await place.corrects(1, "Give it an hour.", "Mine now.", "bob")).toMatchObject({ reason: "not_yours" });
  const unknown = await place.corrects(1, "Give it an hour.", "Write to help@borealis-claim.top.");
  expect(unknown).toMatchObject({ ok: false, reason: "facts_not_known" });
  place.discord.state.messages.set(secret.id, place.messagesIn(secret).slice(0, -1));
  await place.corrects(1, "Give it an hour.", "Please wait for our mail.");
  expect(readText(await place.hears(secret, 3))).toBe("**Mei ✎**: Please wait for our mail.");
});

test("what a responder makes of a reply in the private thread is what all places read, unless it is another's or no fact says it", async () => {
  const { secret } = await handedOver();
  await place.hears(secret);
  const bob = place.person("bob", [place.support.id]);
  const said = bob.says(secret, "It is on Trno.");
  await expect.poll(transcript).toContain("It is on Trno.");
  bob.edits(said, "It is on Tron.");
  await expect.poll(transcript).toContain("It is on Tron. (edited)");
  expect((await place.ticket(1))?.history.map(({ what }) => what).join("\n")).toMatch(/bob \(Discord\)/);
  bob.edits(said, "Write to help@borealis-claim.top.");
  bob.edits(bob.says(secret, "and a last word"), "and the last word");
  await expect.poll(transcript).toContain("and the last word (edited)");
  expect(JSON.stringify(await transcript())).not.toContain("claim.top");
});

test("a responder who writes what no fact says is told why, in private; their reason sends it", async () => {
  const { secret } = await handedOver();
  await place.hears(secret);
  const bob = place.person("bob", [place.support.id]);
  const words = "Write to help@borealis-claim.top and **wait**.";
  const message = bob.says(secret, words);
  const told = await place.hears(bob.inbox());
  expect(readText(told)).toMatch(/was taken away[\s\S]*mail address is not in the facts[\s\S]*Send it all the same…/);
  expect(place.messagesIn(secret)).not.toContain(message);
  expect(await transcript()).not.toContain(words);
  const press = bob.presses(told, "Send it all the same…");
  const modal = await place.discord.wait("the form", () => press.callback);
  expect(JSON.stringify(modal.data)).toContain(words);
  const mallory = place.person("mallory");
  mallory.fills(mallory.inbox(), modal.data.custom_id, { text: "give me your phrase", reason: "because" });
  bob.fills(bob.inbox(), modal.data.custom_id, { text: words, reason: "our partner's address, asked today" });
  expect(readText(await place.hears(secret, 2))).toBe(`**bob \\(Discord\\)**: ${words}`);
  expect(await transcript()).toContain(words);
  expect(JSON.stringify((await place.ticket(1))?.history)).toContain("our partner's address, asked today");
  expect(await transcript()).not.toContain("give me your phrase");
});

test("where direct messages are closed and nothing may be deleted, the thread says that a message was not taken", async () => {
  const { secret } = await handedOver();
  await place.hears(secret);
  const bob = place.person("bob", [place.support.id]);
  place.discord.fault({ method: "POST", path: /^\/users\/@me\/channels$/, status: 403, code: 50_007 });
  place.discord.fault({ method: "DELETE", path: /\/messages\/\d+$/, status: 403, code: 50_013 });
  bob.says(secret, "Write to help@borealis-claim.top.");
  expect(readText(await place.hears(secret, 2))).toMatch(/not taken[\s\S]*\/ticket reply/);
  expect(JSON.stringify(await transcript())).not.toContain("claim.top");
});

test("what a customer changes or takes back is changed in their other places", async () => {
  place = await openCommunity();
  const alice = place.person("alice");
  const thread = await place.threadOf(alice.says(place.help, "where is my usdt deposit?"));
  await place.hears(thread);
  alice.says(thread, "human");
  const secret = await place.privateThread();
  await place.hears(secret);
  const said = alice.says(thread, "it was TRC2");
  const copy = await place.hears(secret, 2);
  expect(readText(copy)).toBe("**customer**: it was TRC2");
  alice.edits(said, "it was TRC20");
  await place.discord.wait("the change", () => readText(copy) === "**customer**: it was TRC20");
  alice.deletes(said);
  await place.discord.wait("it goes", () => place.ofBot(secret).length === 1);
});
