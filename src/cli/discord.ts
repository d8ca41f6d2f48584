import type { DiscordBot } from "../bots/discord/bot.ts";
import { through } from "../core/audit/through.ts";
import type { Connection } from "../core/channel.ts";
import { now, type Runtime } from "./runtime.ts";
import { secret } from "./secrets.ts";

/** Base of Discord's REST API where it is not Discord's own: a stand-in for tests, or a proxy. */
export const discordApi = (): string | undefined => process.env.NIGHTDESK_DISCORD_API_URL || undefined;

/** The Discord channel, when there is a token for it; discord.js is loaded only then. */
export async function openDiscordChannel(
  { desk, store, policy }: Runtime,
  log: (entry: { level: "info" | "warn" | "error"; message: string }) => void,
  connections: () => Connection[],
  alarm: (text: string) => void,
): Promise<DiscordBot | undefined> {
  const token = await secret("DISCORD_TOKEN");
  if (token === undefined || token === "") {
    if (policy().config.discord.guilds.length > 0)
      log({
        level: "warn",
        message: "discord: there is no token, so the desk runs without it. Put one into NIGHTDESK_DISCORD_TOKEN.",
      });
    return undefined;
  }
  const { openDiscord } = await import("../bots/discord/bot.ts");
  return openDiscord(
    { token, api: discordApi() },
    { desk: through(desk, "discord"), store, policy, now, log, connections, alarm },
  );
}
