import { join } from "node:path";
import { type ChannelHealth, createHealth, type Health } from "../bots/slack/health.ts";
import { apart } from "../bots/slack/place.ts";
import { createWeb, type Web } from "../bots/slack/web.ts";
import { through } from "../core/audit/through.ts";
import type { Connection } from "../core/channel.ts";
import { Fault } from "../core/errors.ts";
import type { Runtime } from "./runtime.ts";
import { now } from "./runtime.ts";
import { secret } from "./secrets.ts";

export interface SlackTokens {
  bot: string;
  /** For Socket Mode. */
  app: string | undefined;
  /** For signed HTTP. */
  signing: string | undefined;
  apiUrl: string | undefined;
}

/**
 * Tokens from NIGHTDESK_SLACK_*; the bot's is not asked for where each workspace has its own.
 * @throws Fault that names the one that is missing.
 */
export async function slackTokens(hears: "http" | "socket" | "none", oauth = false): Promise<SlackTokens> {
  const bot = oauth ? "" : await secret("SLACK_BOT_TOKEN");
  const app = await secret("SLACK_APP_TOKEN");
  const signing = await secret("SLACK_SIGNING_SECRET");
  const missing =
    bot === undefined
      ? "NIGHTDESK_SLACK_BOT_TOKEN"
      : hears === "http" && signing === undefined
        ? "NIGHTDESK_SLACK_SIGNING_SECRET"
        : hears === "socket" && app === undefined
          ? "NIGHTDESK_SLACK_APP_TOKEN"
          : undefined;
  if (bot === undefined || missing !== undefined) {
    throw new Fault("usage", `nightdesk.yaml has a slack: section, but ${missing} is not set`, {
      next: "docs/how-to/slack.md says where to find it. It may also stand in a file that …_FILE names.",
    });
  }
  const url = process.env.NIGHTDESK_SLACK_API_URL;
  return { bot, app, signing, apiUrl: url === undefined || url === "" ? undefined : url.replace(/\/?$/, "/") };
}

type Log = (entry: { level: "info" | "warn" | "error"; message: string }) => void;

/**
 * The staff's Slack as the configuration asks for it; undefined when it does not. A process that only `speaks` there, because it pages
 * people, needs the bot's token alone; one that does neither speaks when it happens to have it.
 */
export async function openSlack(
  { policy, desk, store, data }: Runtime,
  log: Log,
  connections: () => Connection[],
  { listens, speaks }: { listens: boolean; speaks: boolean },
) {
  const wanted = policy().config.slack;
  const { oauth } = wanted ?? {};
  const token = oauth === undefined ? "SLACK_BOT_TOKEN" : "SLACK_INSTALL_KEY";
  if (wanted === undefined || (!listens && !speaks && (await secret(token)) === undefined)) return undefined;
  const { bot, app, signing, apiUrl } = await slackTokens(
    listens ? (wanted.http !== undefined ? "http" : "socket") : "none",
    oauth !== undefined,
  );
  const health = createHealth((it) => log({ level: LEVELS[it.state], message: sentence(it) }), now);
  const failed = (error: unknown) =>
    log({
      level: "error",
      message: `slack: an event was not taken: ${error instanceof Error ? error.message : error}`,
    });
  /** Says something to all who work in the room of tickets. */
  const tellIn =
    (web: Web) =>
    (text: string): void =>
      void web
        .call("chat.postMessage", {
          channel: apart(wanted.tickets.room).name,
          text: `⚠ ${text}`,
          parse: "none",
          link_names: false,
        })
        .catch((error: Error) => log({ level: "warn", message: `slack: ${error.message}` }));
  const ports = { desk: through(desk, "slack"), store, policy, now, log, health, connections };
  const socket = async (heard: Health) =>
    (await import("../bots/slack/receiver.ts")).socketReceiver({ appToken: app ?? "", apiUrl, health: heard, failed });
  if (oauth !== undefined) {
    const { openWorkspaces } = await import("./slack-workspaces.ts");
    const folder = join(data, "slack");
    const all = await openWorkspaces({ oauth, listens, http: wanted.http, signing, apiUrl, folder, socket, ports });
    return { ...all, health, tell: tellIn(all.webOf(apart(wanted.tickets.room).team)) };
  }
  const web = createWeb(bot, { apiUrl, health });
  const tell = tellIn(web);
  const { slackChannel } = await import("../bots/slack/channel.ts");
  if (!listens) return { channel: slackChannel(web), health, tell, start: async () => {}, stop: async () => {} };
  const { slackBot } = await import("../bots/slack/bot.ts");
  const receiver =
    wanted.http === undefined
      ? await socket(health)
      : (await import("../bots/slack/http.ts")).httpReceiver(signing ?? "");
  const door = await slackBot({ ...ports, web }, receiver, wanted.http);
  return { ...door, health, tell };
}

const LEVELS = { up: "info", connecting: "warn", dead: "error" } as const;
const sentence = ({ state, detail, remedy }: ChannelHealth): string =>
  `slack: ${state === "dead" ? "dead: " : ""}${detail}${remedy === null ? "" : `. ${remedy}`}`;

/** Slack's health as every platform's is told. */
export const connectionOf = ({ state, detail, remedy, since }: ChannelHealth): Connection => ({
  name: "slack",
  state: state === "up" ? "ready" : state,
  ...(state === "up" ? {} : { detail }),
  ...(remedy === null ? {} : { next: remedy }),
  ...(since === null ? {} : { since }),
});
