import { WebClient } from "@slack/web-api";
import { manifest, SCOPES } from "../../bots/slack/manifest.ts";
import { QUIET } from "../../bots/slack/web.ts";
import { Fault } from "../../core/errors.ts";
import { loadPolicy } from "../policy.ts";
import { checked, printChecks } from "../setup-checks.ts";
import { slackTokens } from "../slack.ts";

interface Options {
  config?: string;
  json?: boolean;
  url?: string;
}

/** `nightdesk slack manifest`: what Slack is given to make the app. */
export async function manifestCommand(_: string[], { config, url }: Options): Promise<void> {
  const { policy } = await loadPolicy({ ...(config === undefined ? {} : { config }), articles: false });
  process.stdout.write(`${JSON.stringify(manifest(policy.config.desk.name, url), null, 2)}\n`);
}

/** `nightdesk slack setup`: checks tokens, scopes and channels against the workspace, and says what to do. */
export async function setup(_: string[], options: Options): Promise<void> {
  const { policy } = await loadPolicy({
    ...(options.config === undefined ? {} : { config: options.config }),
    articles: false,
  });
  const { slack } = policy.config;
  if (slack === undefined) {
    throw new Fault("usage", "nightdesk.yaml has no slack: section", {
      next: 'Add `slack: { tickets: { room: "#support-desk" } }`; docs/how-to/slack.md has the rest.',
    });
  }
  const { bot, app, apiUrl } = await slackTokens(slack.http === undefined ? "socket" : "http");
  const clientOptions = {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    retryConfig: { retries: 1 },
    logger: QUIET,
  };
  const web = new WebClient(bot, clientOptions);
  const checks = [await token(web)];
  if (checks[0]?.ok === true) {
    if (app !== undefined && slack.http === undefined) checks.push(await socketMode(new WebClient(app, clientOptions)));
    for (const room of new Set([slack.tickets.room, ...Object.values(slack.tickets.teams)]))
      checks.push(await roomCheck(web, room));
  }
  printChecks(options.json, checks);
}

const token = (web: WebClient) =>
  checked(
    "bot token",
    "Copy the Bot User OAuth Token from OAuth & Permissions, and reinstall the app if its scopes changed.",
    async () => {
      const result = await web.auth.test();
      const given = result.response_metadata?.scopes;
      const missing = given === undefined ? [] : SCOPES.filter(({ scope }) => !given.includes(scope));
      if (missing.length > 0)
        throw new Error(`scopes are missing: ${missing.map(({ scope, why }) => `${scope} (${why})`).join(", ")}`);
      return `${result.user} in ${result.team}`;
    },
  );

const socketMode = (web: WebClient) =>
  checked("app-level token", "Make one under Basic Information, with the scope connections:write.", async () => {
    await web.apps.connections.open({});
    return "Socket Mode answers";
  });

const roomCheck = (web: WebClient, room: string) =>
  checked(`channel ${room}`, `Invite the bot: type /invite @nightdesk in ${room}.`, async () => {
    const id = room.startsWith("#") ? await idOf(web, room) : room;
    const { channel } = await web.conversations.info({ channel: id });
    if (channel?.is_archived === true) throw new Error("it is archived");
    if (channel?.is_member !== true) throw new Error("the bot is not in it");
    return `#${channel.name}`;
  });

async function idOf(web: WebClient, name: string): Promise<string> {
  for await (const page of web.paginate("conversations.list", {
    types: "public_channel,private_channel",
    limit: 1_000,
  })) {
    const { channels = [] } = page as { channels?: { id: string; name: string }[] };
    const found = channels.find((it) => `#${it.name}` === name);
    if (found !== undefined) return found.id;
  }
  throw new Error("there is no such channel, or the bot does not see it");
}
