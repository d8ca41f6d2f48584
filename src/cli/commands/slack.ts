import { join } from "node:path";
import { WebClient, type WebClientOptions } from "@slack/web-api";
import { REDIRECT_PATH } from "../../bots/slack/install.ts";
import { manifest, SCOPES } from "../../bots/slack/manifest.ts";
import { apart } from "../../bots/slack/place.ts";
import { QUIET } from "../../bots/slack/web.ts";
import type { SlackOauth } from "../../core/config/slack.ts";
import { Fault } from "../../core/errors.ts";
import { loadPolicy } from "../policy.ts";
import { type Check, checked, printChecks } from "../setup-checks.ts";
import { slackTokens } from "../slack.ts";
import { installerOf } from "../slack-workspaces.ts";

interface Options {
  config?: string;
  json?: boolean;
  url?: string;
}

/** `nightdesk slack manifest`: what Slack is given to make the app. */
export async function manifestCommand(_: string[], { config, url }: Options): Promise<void> {
  const { policy } = await loadPolicy({ ...(config === undefined ? {} : { config }), articles: false });
  const oauth = policy.config.slack?.oauth;
  process.stdout.write(
    `${JSON.stringify(manifest(policy.config.desk.name, { url, oauth: oauth && `${oauth.url.replace(/\/+$/, "")}${REDIRECT_PATH}` }), null, 2)}\n`,
  );
}

/** `nightdesk slack setup`: checks tokens, scopes and channels against the workspace, and says what to do. */
export async function setup(_: string[], options: Options): Promise<void> {
  const { policy, root } = await loadPolicy({
    ...(options.config === undefined ? {} : { config: options.config }),
    articles: false,
  });
  const { slack } = policy.config;
  if (slack === undefined) {
    throw new Fault("usage", "nightdesk.yaml has no slack: section", {
      next: 'Add `slack: { tickets: { room: "#support-desk" } }`; docs/how-to/slack.md has the rest.',
    });
  }
  const { bot, app, apiUrl } = await slackTokens(
    slack.http !== undefined ? "http" : "socket",
    slack.oauth !== undefined,
  );
  const clientOptions = {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    retryConfig: { retries: 1 },
    logger: QUIET,
  };
  const webs = await clientsOf(slack.oauth, bot, {
    apiUrl,
    folder: join(root, policy.config.desk.data, "slack"),
    clientOptions,
  });
  const checks: Check[] = [];
  for (const { team, web, first } of webs) {
    checks.push(await token(web, team));
    if (first && app !== undefined && slack.http === undefined)
      checks.push(await socketMode(new WebClient(app, clientOptions)));
    if (web === undefined || checks.find(({ what }) => what === whatOf(team))?.ok !== true) continue;
    for (const room of new Set([slack.tickets.room, ...Object.values(slack.tickets.teams)]))
      if (team === undefined || (apart(room).team ?? webs[0]?.team) === team) checks.push(await roomCheck(web, room));
  }
  printChecks(options.json, checks);
}

interface Workspace {
  /** Undefined where there is only one. */
  team: string | undefined;
  /** Undefined where the app is not installed. */
  web: WebClient | undefined;
  first: boolean;
}

/** The Web API of the one workspace, or of each of several. */
async function clientsOf(
  oauth: SlackOauth | undefined,
  bot: string,
  { apiUrl, folder, clientOptions }: { apiUrl: string | undefined; folder: string; clientOptions: WebClientOptions },
): Promise<Workspace[]> {
  if (oauth === undefined) return [{ team: undefined, web: new WebClient(bot, clientOptions), first: true }];
  const { tokenOf } = await installerOf({ oauth, apiUrl, folder, installed: () => undefined });
  return Promise.all(
    oauth.workspaces.map(async (team, i) => {
      const own = await tokenOf(team).catch(() => undefined);
      return { team, web: own === undefined ? undefined : new WebClient(own, clientOptions), first: i === 0 };
    }),
  );
}

const whatOf = (team: string | undefined): string => (team === undefined ? "bot token" : `workspace ${team}`);

const token = (web: WebClient | undefined, team: string | undefined) =>
  checked(
    whatOf(team),
    team !== undefined
      ? "Start the desk, open the page that installs the app (slack: oauth: url:, then /slack/install), and install it there."
      : "Copy the Bot User OAuth Token from OAuth & Permissions, and reinstall the app if its scopes changed.",
    async () => {
      if (web === undefined) throw new Error("the app is not installed there");
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
    const { name } = apart(room);
    const id = name.startsWith("#") ? await idOf(web, name) : name;
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
