import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { nightdesk, startDesk, workFolder } from "../../harness/cli.ts";
import { startFakeDiscord, TOKEN } from "../../harness/discord/fake.ts";
import { community, readText } from "../../harness/discord/people.ts";
import type { FakeChannel } from "../../harness/discord/state.ts";
import { fakeSlack } from "../../harness/slack/fake-slack.ts";

const MORE = `
people:
  mei: { name: Mei, slack: U0000MEI }
slack:
  tickets: { room: C0000001 }
discord:
  guilds:
    - { guild: Borealis, support: [{ channel: help }], responders: [Support] }
`;

test("a question from Discord to a person and back, by the command line and Slack, edits after a restart included; then the token is revoked", async () => {
  const discord = await startFakeDiscord({});
  const slack = await fakeSlack();
  const people = community(discord);
  const help = people.channel("help");
  people.role("Support");
  const cwd = workFolder("minimal");
  const file = join(cwd, "nightdesk.yaml");
  writeFileSync(file, `${readFileSync(file, "utf8")}\n${MORE}`);
  const env = {
    NIGHTDESK_DISCORD_API_URL: discord.url,
    NIGHTDESK_DISCORD_TOKEN: TOKEN,
    NIGHTDESK_SLACK_API_URL: slack.url,
    NIGHTDESK_SLACK_BOT_TOKEN: "xoxb-not-a-token",
    NIGHTDESK_SLACK_APP_TOKEN: "xapp-not-a-token",
  };
  let desk = await startDesk(cwd, [], env);
  await desk.prints(/discord: connected/);
  const said = (where: FakeChannel | string) =>
    (discord.state.messages.get(typeof where === "string" ? where : where.id) ?? []).map(readText);
  const hears = (where: FakeChannel | string, what: RegExp) =>
    discord.wait(String(what), () => said(where).find((it) => what.test(it)), 20);
  const run = (...args: string[]) => nightdesk(["tickets", ...args], { cwd, env });
  const asMei = (...args: string[]) => run(...args, "--as", "mei");

  const alice = people.person("alice");
  const question = alice.says(help, "my withdrawal is stuck, where is it?");
  await hears(question.id, /Source: /);
  const thread = discord.state.channels.get(question.id) as FakeChannel;
  alice.says(thread, "human");
  const secret = await discord.wait("a private thread", () =>
    [...discord.state.channels.values()].find(({ type }) => type === 12),
  );
  await hears(secret, /ticket T-1/);
  const card = await slack.shows(/T-1 · P\d · open/);

  expect((await asMei("assign", "T-1", "mei")).code).toBe(0);
  await hears(secret, /^Mei has taken ticket T-1/);
  expect((await asMei("reply", "T-1", "Which netwrok was it?")).code).toBe(0);
  await hears(secret, /^\*\*Mei\*\*: Which netwrok was it\?$/);
  expect(await desk.stop()).toBe(0);
  desk = await startDesk(cwd, [], env);
  await desk.prints(/discord: connected/);
  expect((await asMei("edit", "T-1", "Which network was it?")).out).toContain("T-1 changed");
  await hears(secret, /^\*\*Mei\*\*: Which network was it\?$/);
  expect(said(secret).join("\n")).not.toContain("netwrok");
  await slack.shows(/Which network was it\?/);
  const mei = slack.person("U0000MEI", "mei");
  const note = await mei.says("C0000001", "It arives today.", card.ts);
  await hears(secret, /It arives today\.$/);
  await mei.changes(note, "It arrives today.");
  await hears(secret, /^\*\*Mei\*\*: It arrives today\.$/);
  await mei.changes(note, null);
  await discord.wait("it goes", () => !said(secret).some((it) => it.includes("It arrives today.")));

  const answer = alice.says(secret, "TRC2");
  await slack.shows(/customer[\s\S]*TRC2/);
  expect((await run("show", "T-1")).out).toContain("TRC2");
  alice.edits(answer, "TRC20");
  await slack.shows(/customer[\s\S]*✎[\s\S]*TRC20/);
  expect((await run("show", "T-1")).out).toContain("TRC20");

  discord.gateway.drop(4004);
  await desk.prints(/error: discord: Discord does not accept the token\. Make a new token/);
  await slack.shows(/discord: Discord does not accept the token[\s\S]*Make a new token/);
  const health = await (await fetch(`${desk.url}/healthz`)).json();
  expect(health).toMatchObject({
    status: "degraded",
    connections: [
      { name: "slack", state: "ready" },
      { name: "discord", state: "dead" },
    ],
  });
  expect((await fetch(`${desk.url}/readyz`)).status).toBe(503);
  expect(await desk.stop()).toBe(0);
  await discord.close();
});
