import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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
