import { type ChannelHealth, createHealth } from "../bots/slack/health.ts";
import { createWeb } from "../bots/slack/web.ts";
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

/** Tokens from NIGHTDESK_SLACK_*. @throws Fault that names the one that is missing. */
export async function slackTokens(hears: "http" | "socket" | "none"): Promise<SlackTokens> {
  const bot = await secret("SLACK_BOT_TOKEN");
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
  { policy, desk, store }: Runtime,
  log: Log,
  connections: () => Connection[],
  { listens, speaks }: { listens: boolean; speaks: boolean },
) {
  const wanted = policy().config.slack;
  if (wanted === undefined || (!listens && !speaks && (await secret("SLACK_BOT_TOKEN")) === undefined))
    return undefined;
  const { bot, app, signing, apiUrl } = await slackTokens(
    listens ? (wanted.http !== undefined ? "http" : "socket") : "none",
  );
  const health = createHealth((it) => log({ level: LEVELS[it.state], message: sentence(it) }), now);
  const web = createWeb(bot, { apiUrl, health });
  const failed = (error: unknown) =>
    log({
      level: "error",
      message: `slack: an event was not taken: ${error instanceof Error ? error.message : error}`,
    });
  const { slackChannel } = await import("../bots/slack/channel.ts");
  /** Says something to all who work in the room of tickets. */
  const tell = (text: string): void =>
    void web
      .call("chat.postMessage", { channel: wanted.tickets.room, text: `⚠ ${text}`, parse: "none", link_names: false })
      .catch((error: Error) => log({ level: "warn", message: `slack: ${error.message}` }));
  if (!listens) return { channel: slackChannel(web), health, tell, start: async () => {}, stop: async () => {} };
  const { slackBot } = await import("../bots/slack/bot.ts");
  const receiver =
    wanted.http === undefined
      ? (await import("../bots/slack/receiver.ts")).socketReceiver({ appToken: app ?? "", apiUrl, health, failed })
      : (await import("../bots/slack/http.ts")).httpReceiver(signing ?? "");
  const door = await slackBot(
    { desk: through(desk, "slack"), store, policy, now, log, web, health, connections },
    receiver,
    wanted.http,
  );
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
