import { afterEach, beforeEach, expect, test } from "vitest";
import { type Community, openCommunity, YAML } from "../../harness/discord/desk.ts";
import { readText } from "../../harness/discord/people.ts";
import type { Json } from "../../harness/discord/state.ts";
import { ARTICLES, article } from "../../harness/policy.ts";

const UNSURE = YAML.replace("answerAt: 0.02", "answerAt: 0.999");

let place: Community;
beforeEach(async () => {
  // Everything is asked back: what is meant is clear only after a choice.
  place = await openCommunity({ yaml: UNSURE });
});
afterEach(() => expect(place.discord.complaints).toEqual([]));

const read = async (asked: Json): Promise<string> => {
  await expect.poll(() => asked.replies.length).toBeGreaterThan(0);
  return asked.replies[0].content;
};
const choiceIn = (text: string): string =>
  /<(?!None)([^>]+)>|\[(?!None|Talk)([^\]✗]+)\]/.exec(text)?.slice(1).find(Boolean) ?? "";

test("a question that several articles are about is asked back, and a choice answers it, once", async () => {
  const alice = place.person("alice");
  const thread = await place.threadOf(alice.says(place.help, "where is my usdt deposit?"));
  const asked = await place.hears(thread);
  const choice = choiceIn(readText(asked));
  expect(choice).not.toBe("");
  const mallory = place.person("mallory");
  mallory.presses(asked, choice);
  alice.presses(asked, choice);
  const answer = await place.hears(thread, 2);
  expect(readText(answer)).toContain("Source: ");
  alice.presses(asked, choice, { message: { ...asked } });
  alice.presses(answer, "Helpful");
  await place.hears(thread, 3);
  expect(place.ofBot(thread).filter((it) => readText(it).includes("Source: "))).toHaveLength(1);
});

test("choices with long titles stand in a select; what is picked there answers, once", async () => {
  const network = article("DEP-02", {
    title: "A deposit that was sent over another network than the address is for",
    category: "deposits",
    questions: ["usdt deposit over the wrong network"],
  });
  place.adopt(UNSURE, [...ARTICLES, network]);
  const alice = place.person("alice");
  const thread = await place.threadOf(alice.says(place.help, "my usdt deposit over the wrong network?"));
  const asked = await place.hears(thread);
  expect(readText(asked)).toContain(`<${network.title}>`);
  alice.presses(asked, network.title);
  alice.presses(asked, network.title);
  expect(readText(await place.hears(thread, 2))).toContain("Source: DEP-02");
  await expect.poll(() => JSON.stringify(asked.components)).toContain('"default":true');
  expect(place.ofBot(thread)).toHaveLength(2);
});

test("“None of these” goes on to a person, in private", async () => {
  const alice = place.person("alice");
  const thread = await place.threadOf(alice.says(place.help, "where is my usdt deposit?"));
  const asked = await place.hears(thread);
  alice.presses(asked, "None of these");
  const next = await place.hears(thread, 2);
  expect(readText(next)).toContain("This goes on in private");
});

test("“Ask the desk” about somebody's message answers in a thread on it; about a machine's it says that there is nothing", async () => {
  const alice = place.person("alice");
  const mei = place.person("mei", [place.support.id]);
  const chat = place.channel("chat");
  place.discord.gateway.dispatch("CHANNEL_CREATE", chat);
  const message = alice.says(chat, "my withdrawal is stuck, where is it?");
  expect(await read(mei.asksAbout(message, "Ask the desk"))).toBe(`Answered in <#${message.id}>.`);
  await place.hears(await place.threadOf(message));
  const robot = place.person("robot", [], { bot: true });
  expect(await read(mei.asksAbout(robot.says(chat, "beep"), "Ask the desk"))).toMatch(/nothing in it/);
});

test("“Mark as answer” closes what the bot held; members may not", async () => {
  const alice = place.person("alice");
  const mei = place.person("mei", [place.support.id]);
  const thread = await place.threadOf(alice.says(place.help, "where is my usdt deposit?"));
  const asked = await place.hears(thread);
  expect(await read(place.person("mallory").asksAbout(asked, "Mark as answer"))).toBe("Your role may not do this.");
  expect(await read(mei.asksAbout(asked, "Mark as answer"))).toBe("Marked as answered.");
  const stream = await place.store.conversationAt("discord", `${place.help.id}/${thread.id}`);
  if (stream === undefined) throw new Error("there is no conversation");
  expect((await place.store.conversation(stream))?.holder).toBe("nobody");
  const elsewhere = alice.says(place.modLog, "hello");
  expect(await read(mei.asksAbout(elsewhere, "Mark as answer"))).toBe("That is no conversation of the desk.");
});

test("“Report scam” shows moderators what was written, harmless, and who reported it", async () => {
  const mallory = place.person("mallory");
  const alice = place.person("alice");
  const lure = mallory.says(place.help, "@everyone [claim](https://borealis-claim.top) **now**", { quiet: true });
  expect(await read(alice.asksAbout(lure, "Report scam"))).toBe("Thank you. The moderators have it.");
  const shown = await place.hears(place.modLog);
  expect(readText(shown)).toMatch(/^\*\*Reported as a scam\*\* by alice\nWritten by mallory/);
  expect(readText(shown)).not.toMatch(/@everyone|\]\(https/);
});

test("a secret in the form for details is taken out, and the customer is told at once", async () => {
  const alice = place.person("alice");
  const thread = await place.threadOf(alice.says(place.help, "where is my usdt deposit?"));
  await place.hears(thread);
  alice.says(thread, "human");
  const secret = await place.privateThread();
  const press = alice.presses(await place.hears(secret), "Give details");
  const modal = await place.discord.wait("the form", () => press.callback);
  const phrase = "legal winner thank year wave sausage worth useful legal winner thank yellow";
  alice.fills(secret, modal.data.custom_id, { when: "10:00 UTC", what: `not credited, my phrase is ${phrase}` });
  await place.discord.wait("the warning", () =>
    place.ofBot(secret).find((it) => readText(it).includes("recovery phrase")),
  );
  const said = JSON.stringify((await place.ticket(1))?.transcript);
  expect(said).toContain("not credited");
  expect(said).not.toContain("sausage");
});
