import type { APIChannel, APIGuildMember, APIMessage, APIRole, APIUser } from "discord.js";

/** Any JSON object, as the wire carries it. */
// biome-ignore lint/suspicious/noExplicitAny: what the bot sends is judged by Discord's own schema, not by types of ours
export type Json = Record<string, any>;

const EPOCH = 1_420_070_400_000;

export interface FakeGuild {
  id: string;
  name: string;
  roles: APIRole[];
  members: Map<string, APIGuildMember>;
  /** What the bot may do; an administrator everything. */
  botPermissions?: string;
}

export type FakeChannel = APIChannel & Json;
export type FakeMessage = APIMessage & Json;

/** Everything that a Discord knows, in memory. */
export function openState() {
  let sequence = 0n;
  const users = new Map<string, APIUser>();
  const guilds = new Map<string, FakeGuild>();
  const channels = new Map<string, FakeChannel>();
  const messages = new Map<string, FakeMessage[]>();
  const commands: Json[] = [];
  const reactions: string[] = [];
  const rules: Json[] = [];

  const id = (): string => {
    sequence += 1n;
    return String(((BigInt(Date.now()) - BigInt(EPOCH)) << 22n) + sequence);
  };

  function user(name: string, more: Partial<APIUser> = {}): APIUser {
    const made = { id: id(), username: name, discriminator: "0", global_name: name, avatar: null, ...more } as APIUser;
    users.set(made.id, made);
    return made;
  }

  /** A rule of a server's AutoMod; by the server itself when no creator is named. */
  function rule(fields: Json): Json {
    const common = { event_type: 1, trigger_type: 1, enabled: true, exempt_roles: [], exempt_channels: [] };
    const made = { id: id(), creator_id: id(), actions: [{ type: 1 }], trigger_metadata: {}, ...common, ...fields };
    rules.push(made);
    return made;
  }

  const bot = user("nightdesk", { bot: true });
  const application = { id: bot.id, flags: 1 << 19 };

  return {
    id,
    users,
    guilds,
    channels,
    messages,
    commands,
    reactions,
    rules,
    rule,
    user,
    bot,
    application,
    guildJson(guild: FakeGuild): Json {
      const own = [...channels.values()].filter((it) => it.guild_id === guild.id);
      const isThread = (it: Json) => [10, 11, 12].includes(it.type);
      return {
        id: guild.id,
        name: guild.name,
        owner_id: bot.id,
        roles: guild.roles,
        emojis: [],
        stickers: [],
        features: [],
        member_count: guild.members.size,
        members: [guild.members.get(bot.id)].filter(Boolean),
        channels: own.filter((it) => !isThread(it)),
        threads: own.filter(isThread),
        presences: [],
        voice_states: [],
        stage_instances: [],
        guild_scheduled_events: [],
        soundboard_sounds: [],
        joined_at: new Date().toISOString(),
        large: false,
        unavailable: false,
        icon: null,
        splash: null,
        discovery_splash: null,
        afk_channel_id: null,
        afk_timeout: 300,
        verification_level: 0,
        default_message_notifications: 0,
        explicit_content_filter: 0,
        mfa_level: 0,
        application_id: null,
        system_channel_id: null,
        system_channel_flags: 0,
        rules_channel_id: null,
        vanity_url_code: null,
        description: null,
        banner: null,
        premium_tier: 0,
        preferred_locale: "en-US",
        public_updates_channel_id: null,
        nsfw_level: 0,
        premium_progress_bar_enabled: false,
        safety_alerts_channel_id: null,
        incidents_data: null,
      };
    },
  };
}

export type State = ReturnType<typeof openState>;

/** A refusal as Discord words it. */
export class Refused extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}
