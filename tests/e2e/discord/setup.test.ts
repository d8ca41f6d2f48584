import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PermissionFlagsBits } from "discord.js";
import { expect, test } from "vitest";
import { nightdesk, workFolder } from "../../harness/cli.ts";
import { startFakeDiscord, TOKEN } from "../../harness/discord/fake.ts";
import { community } from "../../harness/discord/people.ts";

test("setup says what is missing, registers commands once, and names the address that invites the bot", async () => {
  const discord = await startFakeDiscord({});
  const people = community(discord);
  people.channel("help");
  people.role("Support");
  const cwd = workFolder("minimal");
  const file = join(cwd, "nightdesk.yaml");
  const guild = "{ guild: Borealis, support: [{ channel: help }], responders: [Support] }";
  writeFileSync(file, `${readFileSync(file, "utf8")}\ndiscord:\n  guilds:\n    - ${guild}\n`);
  const env = { NIGHTDESK_DISCORD_API_URL: discord.url, NIGHTDESK_DISCORD_TOKEN: TOKEN };

  const first = await nightdesk(["discord", "setup"], { cwd, env });
  expect(first.out).toMatch(
    /ok {5}token: [\s\S]*ok {5}server Borealis[\s\S]*ok {5}channel help[\s\S]*ok {5}role Support/,
  );
  expect(first.out).toMatch(/commands: registered\ninvite: https:\/\/discord\.com\/oauth2\/authorize\?client_id=\d+/);
  expect(first.code).toBe(0);
  expect((await nightdesk(["discord", "setup"], { cwd, env })).out).toContain("commands: unchanged");

  writeFileSync(file, readFileSync(file, "utf8").replace("channel: help", "channel: hepl"));
  const bad = await nightdesk(["discord", "setup", "--json"], { cwd, env });
  expect(bad.code).toBe(1);
  expect(JSON.parse(bad.out).checks.filter((it: { ok: boolean }) => !it.ok)).toMatchObject([{ what: "channel hepl" }]);
  people.guild.botPermissions = String(1n << 10n);
  expect((await nightdesk(["discord", "setup"], { cwd, env })).out).toMatch(/permissions are missing: SendMessages/);
  const wrong = await nightdesk(["discord", "setup"], { cwd, env: { ...env, NIGHTDESK_DISCORD_TOKEN: "wrong" } });
  expect(wrong.out).toMatch(/FAILED token: /);
  expect((await nightdesk(["discord", "setup"], { cwd })).err).toContain("NIGHTDESK_DISCORD_TOKEN is not set");
});

test("of several servers setup looks into each, and into the permissions of each channel; all are named by name or id", async () => {
  const discord = await startFakeDiscord({});
  const [first, second] = [community(discord), community(discord, "Borealis Pro")];
  const bits = (...names: (keyof typeof PermissionFlagsBits)[]) =>
    String(names.reduce((sum, name) => sum | PermissionFlagsBits[name], 0n));
  const everything = Object.keys(PermissionFlagsBits).filter((name) => name !== "Administrator");
  first.guild.botPermissions = bits(...(everything as (keyof typeof PermissionFlagsBits)[]));
  second.guild.botPermissions = first.guild.botPermissions;
  const [bot] = first.guild.members.get(discord.state.bot.id)?.roles ?? [];
  const forEveryone = { id: first.guild.id, type: 0, allow: "0" };
  const forBot = { id: bot, type: 0, deny: "0" };
  first.channel("help", 0, {
    permission_overwrites: [{ ...forEveryone, deny: bits("SendMessages", "CreatePrivateThreads") }],
  });
  first.channel("mod-log", 0, {
    permission_overwrites: [
      { ...forEveryone, deny: bits("ViewChannel") },
      { ...forBot, allow: bits("ViewChannel") },
    ],
  });
  const support = first.role("Support");
  const forum = second.channel("questions", 15, {
    permission_overwrites: [{ id: second.guild.id, type: 0, allow: "0", deny: bits("SendMessages") }],
  });
  const cwd = workFolder("minimal");
  const file = join(cwd, "nightdesk.yaml");
  const guilds = [
    `{ guild: Borealis, support: [{ channel: "#help" }], log: mod-log, responders: ["${support.id}"] }`,
    `{ guild: "${second.guild.id}", support: [{ channel: "${forum.id}" }], moderators: [Support] }`,
  ];
  const yaml = `${readFileSync(file, "utf8")}\ndiscord:\n  guilds:\n    - ${guilds.join("\n    - ")}\n`;
  writeFileSync(file, yaml);
  const env = { NIGHTDESK_DISCORD_API_URL: discord.url, NIGHTDESK_DISCORD_TOKEN: TOKEN };
  const { out, code } = await nightdesk(["discord", "setup"], { cwd, env });
  expect(code).toBe(1);
  expect(out.split("\n").filter((text) => /^(?:ok|FAILED)/.test(text))).toEqual([
    "ok     token: nightdesk",
    "ok     message content: granted",
    "ok     server Borealis: every permission is there",
    "FAILED channel #help: permissions are missing there: SendMessages (to answer), CreatePrivateThreads (a hand-over in private)",
    "ok     channel mod-log: mod-log",
    `ok     role ${support.id}: Support`,
    `ok     server ${second.guild.id}: every permission is there`,
    `ok     channel ${forum.id}: questions`,
    "FAILED role Support: there is none of that name or id",
    "ok     commands: registered",
  ]);
});
