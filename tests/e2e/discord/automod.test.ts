import { afterEach, expect, test } from "vitest";
import { type Community, openCommunity, YAML } from "../../harness/discord/desk.ts";
import { readText } from "../../harness/discord/people.ts";

let place: Community;
afterEach(() => expect(place.discord.complaints).toEqual([]));

const KEPT = YAML.replace("log: mod-log", "log: mod-log\n      automod: true");
const guard = (brands: string) => `${KEPT}\nguard: { domains: [borealis.example], brands: ${brands} }\n`;
const writes = () =>
  place.discord.requests.filter(({ method, path }) => method !== "GET" && /auto-moderation/.test(path));

/** The session is gone, and the bot begins anew. */
async function reconnects(): Promise<void> {
  const before = place.discord.gateway.seen.identified;
  place.discord.gateway.faults.forget = true;
  place.discord.gateway.lose();
  await place.discord.wait("a new session", () => place.discord.gateway.seen.identified > before, 30);
  place.discord.gateway.faults.forget = false;
}

test("rules follow the guard's lists, and nothing is written where nothing changed", async () => {
  place = await openCommunity({ yaml: guard("[Aurora]") });
  await place.discord.wait("both rules", () => place.discord.state.rules.length === 2);
  expect(place.discord.state.rules.map(({ name }) => name)).toEqual([
    "nightdesk: names that pass for the team",
    "nightdesk: addresses that look like ours",
  ]);
  expect(place.discord.state.rules[0]?.exempt_roles).toEqual([place.support.id, place.mods.id]);
  expect(writes().map(({ reason }) => reason)).toEqual(Array(2).fill("nightdesk: the guard's lists"));
  place.discord.state.rule({ guild_id: place.guild.id, name: "the server's own" });
  place.adopt(guard("[Aurora, Polar]"));
  await reconnects();
  await place.discord.wait("the change", () => writes().length === 3);
  expect(writes().at(-1)?.method).toBe("PATCH");
  expect(place.discord.state.rules[0]?.trigger_metadata.keyword_filter).toContain("*polar support*");
  expect(place.discord.state.rules).toHaveLength(3);
});

test("what a rule did is noted down and shown to moderators once, who take it back with a press", async () => {
  place = await openCommunity();
  const mallory = place.person("mallory");
  place.discord.state.rule({ id: "880000000000000001", guild_id: place.guild.id, name: "no giveaways" });
  const execution = {
    guild_id: place.guild.id,
    action: { type: 1, metadata: {} },
    rule_id: "880000000000000001",
    rule_trigger_type: 1,
    user_id: mallory.user.id,
    channel_id: place.help.id,
    content: "free giveaway, dm me",
    matched_keyword: "giveaway",
    matched_content: "giveaway",
  };
  place.discord.gateway.dispatch("AUTO_MODERATION_ACTION_EXECUTION", execution);
  place.discord.gateway.dispatch("AUTO_MODERATION_ACTION_EXECUTION", { ...execution, action: { type: 2 } });
  const note = await place.hears(place.modLog);
  expect(readText(note)).toMatch(/Deleted\*\*[\s\S]*AutoMod rule “no giveaways”[\s\S]*free giveaway/);
  const moderator = place.person("mona", [place.mods.id]);
  moderator.presses(note, "Undo");
  await place.discord.wait("it is shown", () =>
    place.ofBot(place.help).find((it) => it.content.includes("free giveaway")),
  );
  expect(place.ofBot(place.modLog)).toHaveLength(1);
  expect(place.ofBot(mallory.inbox())).toEqual([]);
  expect(await place.store.moderations({ limit: 5 })).toMatchObject([
    { action: "delete", because: "AutoMod rule “no giveaways”", undone: true, author: `discord:${mallory.user.id}` },
  ]);
});
