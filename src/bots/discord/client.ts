import { Client, GatewayIntentBits, Options } from "discord.js";
import { guardedRequest, type RequestPorts } from "./request.ts";
import { guardedShards, type ShardPorts } from "./shards.ts";

/** What the desk hears of. Message content and direct messages are what it works on; the rest tells where it is. */
export const INTENTS = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
  GatewayIntentBits.MessageContent,
  GatewayIntentBits.AutoModerationExecution,
];

/** A rate limit that asks for more than this is left to the outbox, which can wait better than an open request. */
const PATIENCE = 10_000;

export interface ClientSettings extends RequestPorts, ShardPorts {
  /** Base of the REST API, such as https://discord.com/api, with or without its version; the gateway's address comes from it. */
  api: string | undefined;
}

/** The base as the library wants it, apart from the version. */
function baseOf(api: string): { api: string; version?: string } {
  const [, base = api, version] = /^(.*?)(?:\/v(\d+))?$/.exec(api.replace(/\/+$/, "")) ?? [];
  return version === undefined ? { api: base } : { api: base, version };
}

/** discord.js with nothing kept in memory but servers and channels: what was said is the desk's to keep. */
export function openClient({ api, ...ports }: ClientSettings): Client {
  const nothing = { maxSize: 0 };
  return new Client({
    intents: INTENTS,
    makeCache: Options.cacheWithLimits({
      AutoModerationRuleManager: nothing,
      GuildEmojiManager: nothing,
      GuildMemberManager: { maxSize: 0, keepOverLimit: ({ id, client }) => id === client.user?.id },
      GuildInviteManager: nothing,
      GuildScheduledEventManager: nothing,
      GuildStickerManager: nothing,
      MessageManager: nothing,
      PresenceManager: nothing,
      ReactionManager: nothing,
      StageInstanceManager: nothing,
      ThreadMemberManager: nothing,
      UserManager: { maxSize: 0, keepOverLimit: ({ id, client }) => id === client.user?.id },
      VoiceStateManager: nothing,
    }),
    rest: {
      ...(api === undefined ? {} : baseOf(api)),
      retries: 1,
      timeout: 8_000,
      // What a 429 asks for stands in `sublimitTimeout` where it is not the whole bucket's.
      rejectOnRateLimit: ({ timeToReset, retryAfter, sublimitTimeout }) =>
        Math.max(timeToReset, retryAfter, sublimitTimeout) > PATIENCE,
      makeRequest: guardedRequest(ports),
    },
    ws: { buildStrategy: guardedShards(ports) },
  });
}
