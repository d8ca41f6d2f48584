import { afterEach, expect, test } from "vitest";
import { type Community, openCommunity, YAML } from "../../harness/discord/desk.ts";
import { readText } from "../../harness/discord/people.ts";
import type { FakeChannel } from "../../harness/discord/state.ts";

let place: Community;
afterEach(() => expect(place.discord.complaints).toEqual([]));

const LURE =
  "@everyone Official support team here: connect your wallet at https://borealis-claim.top to validate it, or DM me on telegram @borealis_help";

const said = (channel: FakeChannel) => (place.discord.state.messages.get(channel.id) ?? []).map(readText);

test("a lure is taken away, its author told, moderators see why, and take it back with a press", async () => {
  place = await openCommunity();
  const mallory = place.person("mallory");
  mallory.says(place.help, LURE, { mention_everyone: true });
  await place.discord.wait("it is gone", () => said(place.help).length === 0);
  const note = await place.hears(place.modLog);
  expect(readText(note)).toMatch(/\*\*(?:Held back|Deleted)[\s\S]*connect your wallet/);
  expect(readText(await place.hears(mallory.inbox()))).toMatch(/A message of yours was removed: it .*moderator/);
  const member = place.guild.members.get(mallory.user.id);
  const timedOut = member?.communication_disabled_until;

  const bystander = place.person("bystander");
  const refused = bystander.presses(note, "Undo");
  await expect.poll(() => JSON.stringify(refused.replies)).toContain("Only moderators");
  const chinese = bystander.presses(note, "Undo", { locale: "zh-CN" });
  await expect.poll(() => JSON.stringify(chinese.replies)).toContain("只有管理员可以撤销");
  const moderator = place.person("mona", [place.mods.id]);
  const press = moderator.presses(note, "Undo");
  await expect.poll(() => JSON.stringify(press.replies)).toContain("Undone");
  const again = moderator.presses(note, "Undo", { locale: "zh-CN" });
  await expect.poll(() => JSON.stringify(again.replies)).toContain("未能撤销：已有人撤销过");
  await place.discord.wait("it is shown again", () =>
    said(place.help).some((it) => it.includes("connect your wallet")),
  );
  if (timedOut) expect(place.guild.members.get(mallory.user.id)?.communication_disabled_until).toBeNull();
});

test("a harmless message that is edited into a lure is judged again", async () => {
  place = await openCommunity();
  const mallory = place.person("mallory");
  const message = mallory.says(place.help, "good morning everybody");
  mallory.edits(message, LURE);
  await place.discord.wait("it is gone", () => !said(place.help).some((it) => it.includes("borealis-claim")));
  expect(readText(await place.hears(place.modLog))).toMatch(/\*\*(?:Held back|Deleted)[\s\S]*connect your wallet/);
});

test("whoever tells of a scam, and whoever works here, is left alone; who asks is warned of direct messages", async () => {
  place = await openCommunity();
  const alice = place.person("alice");
  const question = alice.says(place.help, "someone told me to DM him and connect my wallet at a link, is that a scam?");
  const thread = await place.threadOf(question);
  expect(readText(await place.hears(thread))).toMatch(/a machine[\s\S]*We will never write to you first/);
  const mei = place.person("mei", [place.support.id]);
  mei.says(place.help, LURE);
  await place.discord.wait("both stand", () => said(place.help).length >= 2);
  expect(said(place.modLog)).toEqual([]);
});

test("/verify-staff: whose account it is, and a phrase that only its holder can say", async () => {
  place = await openCommunity({
    yaml: YAML.replace("mei: { name: Mei }", 'mei: { name: Mei, discord: "1180000000000000001" }'),
  });
  const mei = place.person("mei", [place.support.id], { id: "1180000000000000001" });
  const alice = place.person("alice");
  const asked = alice.types(place.help, "verify-staff", [{ type: 6, name: "account", value: mei.user.id }]);
  await expect.poll(() => JSON.stringify(asked.replies)).toMatch(/That is Mei.*\*\*\w+-\w+-\w+-\w+\*\*/);
  const phrase = /\*\*(\w+-\w+-\w+-\w+)\*\*/.exec(JSON.stringify(asked.replies))?.[1] ?? "";
  const own = mei.types(place.help, "verify-staff", [{ type: 6, name: "account", value: mei.user.id }]);
  await expect.poll(() => JSON.stringify(own.replies)).toContain(phrase);
  const mallory = place.person("mallory");
  const other = alice.types(place.help, "verify-staff", [{ type: 6, name: "account", value: mallory.user.id }]);
  await expect.poll(() => JSON.stringify(other.replies)).toContain("nobody of our staff");
});
