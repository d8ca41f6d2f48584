import { Client, type ClientOptions, GatewayIntentBits, Options, SimpleShardingStrategy } from "discord.js";
import { guardedRequest } from "./request.ts";

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

interface Shard {
  onMessage(data: unknown, isBinary: boolean): Promise<void>;
}

/**
 * The library reads a frame in a promise that nobody catches: one malformed dispatch would end the process. Here it is caught where the
 * frame comes in, told, and the next one is read as if nothing had been.
 */
function guardedStrategy(
  malformed: (error: unknown) => void,
): NonNullable<NonNullable<ClientOptions["ws"]>["buildStrategy"]> {
  class Guarded extends SimpleShardingStrategy {
    override async spawn(shardIds: number[]): Promise<void> {
      await super.spawn(shardIds);
      for (const shard of (this as unknown as { shards: Map<number, Shard> }).shards.values()) {
        const read = shard.onMessage.bind(shard);
        shard.onMessage = (data, isBinary) => read(data, isBinary).catch(malformed);
      }
    }
  }
  return (manager) => new Guarded(manager);
}

export interface ClientSettings {
  /** Base of the REST API, such as https://discord.com/api; the gateway's address comes from it. */
  api: string | undefined;
  now(): number;
  malformed(error: unknown): void;
}

/** discord.js with nothing kept in memory but servers and channels: what was said is the desk's to keep. */
export function openClient({ api, now, malformed }: ClientSettings): Client {
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
      ...(api === undefined ? {} : { api: api.replace(/\/+$/, "").replace(/\/v\d+$/, "") }),
      retries: 1,
      timeout: 8_000,
      rejectOnRateLimit: ({ timeToReset, retryAfter }) => Math.max(timeToReset, retryAfter) > PATIENCE,
      makeRequest: guardedRequest(now),
    },
    ws: { buildStrategy: guardedStrategy(malformed) },
  });
}
