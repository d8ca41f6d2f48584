import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { nightdesk } from "../harness/cli.ts";
import { openDesk } from "../harness/slack/desk.ts";
import { TEAM } from "../harness/slack/workspace.ts";

const OTHER = "T0000002";
const [ROOM, KEY] = ["C0000001", "5".repeat(64)];

const yaml = (port: number) => `
teams: [frontline, security]
rules:
  - { name: in danger, when: { text: ['hacked'] }, do: { team: security } }
people:
  mei: { name: Mei, slack: U0000MEI }
  sec: { name: Sec, slack: ${OTHER}/U0000SEC }
slack:
  tickets: { room: ${ROOM}, teams: { security: ${OTHER}/${ROOM} } }
  oauth: { workspaces: [${TEAM}, ${OTHER}], url: "http://127.0.0.1:${port}", port: ${port} }
`;

const freePort = () =>
  new Promise<number>((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });

test("two workspaces: each is installed, kept apart, renewed, and taken away", async () => {
  const port = await freePort();
  const env = {
    NIGHTDESK_SLACK_CLIENT_ID: "1.2",
    NIGHTDESK_SLACK_CLIENT_SECRET: "not-a-client-secret",
    NIGHTDESK_SLACK_INSTALL_KEY: KEY,
    NIGHTDESK_SLACK_BOT_TOKEN: "",
  };
  const { slack, desk, folder, customer, mei } = await openDesk({
    more: yaml(port),
    env,
    prints: /slack: dead: T0000001: the app is not installed to T0000001\. Open http:\S+\/slack\/install/,
  });
  const other = slack.workspace(OTHER);
  const api = { NIGHTDESK_SLACK_API_URL: slack.url };
  const at = (path: string) => `http://127.0.0.1:${port}${path}`;

  /** Walks through an installation as a browser does. */
  async function install(team: string, mine = true): Promise<{ status: number; text: string }> {
    const begun = await fetch(at("/slack/install"), { redirect: "manual" });
    const to = new URL(begun.headers.get("location") ?? "");
    expect(to.searchParams.get("scope")).toContain("assistant:write");
    const query = new URLSearchParams({ code: `code-${team}`, state: to.searchParams.get("state") ?? "" });
    const cookie = mine ? (begun.headers.get("set-cookie")?.split(";")[0] ?? "") : "";
    const done = await fetch(at(`/slack/oauth_redirect?${query}`), { headers: { cookie } });
    return { status: done.status, text: await done.text() };
  }

  // Tokens that end at once are renewed with each use.
  slack.installs.lasts(60);
  expect(await install(TEAM, false)).toMatchObject({ status: 400, text: expect.stringContaining("browser session") });
  expect(await install("T0000009")).toMatchObject({ status: 400, text: expect.stringContaining("is not served") });
  expect(await install(TEAM)).toMatchObject({ status: 200, text: expect.stringContaining(`Team ${TEAM}`) });
  expect(await install(OTHER)).toMatchObject({ status: 200 });
  const kept = readdirSync(join(folder, ".nightdesk/slack"));
  expect(kept.sort()).toEqual([`${TEAM}.sealed`, `${OTHER}.sealed`]);
  for (const file of kept) {
    const raw = readFileSync(join(folder, ".nightdesk/slack", file), "utf8");
    expect(raw + Buffer.from(raw, "base64").toString("latin1")).not.toContain("not-a-token");
  }

  const [ana, bea] = [customer("ana"), customer("bea")];
  await ana.says("human");
  await bea.says("human, I was hacked");
  const hers = await slack.shows(/T-1 ·/);
  const theirs = await shown(other, /T-2 ·/);
  expect(slack.messages.map(slack.read).join()).not.toContain("T-2");
  expect(other.messages.map(other.read).join()).not.toContain("T-1");
  // The same channel and the same time stamp in both: only the workspace tells them apart.
  expect(theirs.ts).toBe(hers.ts);
  expect(slack.installs.refreshed).toBeGreaterThanOrEqual(2);

  await mei.says(ROOM, "hello Ana", hers.ts);
  await ana.hears(/hello Ana/);
  const write = (team: string, user: string, text: string) =>
    slack.event(
      { type: "message", channel: ROOM, channel_type: "channel", ts: slack.stamp(), thread_ts: hers.ts, user, text },
      team,
    );
  await write(OTHER, "U0000SEC", "hello from next door");
  await bea.hears(/hello from next door/);
  await write(TEAM, "U0000SEC", "nobody here");
  await write("T0000009", "U0000MEI", "from a stranger");
  const answer = await slack.deliver("slash_commands", {
    command: "/desk",
    text: "queue",
    user_id: "U0000SEC",
    team_id: OTHER,
    channel_id: ROOM,
    trigger_id: "t1",
  });
  expect((answer as { text: string }).text).toMatch(/T-1/);
  expect((await ana.all()).join()).not.toMatch(/next door|nobody here|a stranger/);
  expect((await bea.all()).join()).not.toMatch(/hello Ana|nobody here|a stranger/);

  const checks = await nightdesk(["slack", "setup", "--json"], {
    cwd: folder,
    env: { ...env, ...api, NIGHTDESK_SLACK_APP_TOKEN: "xapp-not-a-token" },
  });
  expect(JSON.parse(checks.out).checks).toMatchObject([
    { what: `workspace ${TEAM}`, ok: true },
    { what: "app-level token", ok: true },
    { what: `channel ${ROOM}`, ok: true },
    { what: `workspace ${OTHER}`, ok: true },
    { what: `channel ${OTHER}/${ROOM}`, ok: true },
  ]);

  slack.installs.revoke(OTHER);
  await slack.event({ type: "app_uninstalled" }, OTHER);
  await desk.prints(/T0000002: the app was taken away from the workspace/);
  expect(readdirSync(join(folder, ".nightdesk/slack"))).toEqual([`${TEAM}.sealed`]);
  await bea.says("are you there?");
  await mei.says(ROOM, "still here", hers.ts);
  await ana.hears(/still here/);
  await install(OTHER);
  await shown(other, /are you there\?/);
});

/** Waits for a message of another workspace. */
async function shown(place: { messages: { ts: string }[]; read(message: never): string }, pattern: RegExp) {
  const found = () => place.messages.find((it) => pattern.test(place.read(it as never)));
  await expect.poll(found, { timeout: 15_000 }).toBeDefined();
  return found() as { ts: string };
}
