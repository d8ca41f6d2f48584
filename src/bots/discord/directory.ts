import { ChannelType } from "discord.js";
import type { DiscordConfig, GuildConfig } from "../../core/config/discord.ts";
import { lru } from "../../core/lru.ts";
import type { WireChannel, WireGuild } from "./wire.ts";

export type Answers = GuildConfig["support"][number]["answers"];

/** The servers that are not named in nightdesk.yaml: where a community looks for help is mostly called so. */
const USUAL = ["support", "help", "questions"];

const THREADS = 20_000;

export const isThread = ({ type }: WireChannel): boolean =>
  type === ChannelType.PublicThread || type === ChannelType.PrivateThread || type === ChannelType.AnnouncementThread;
export const isForum = ({ type }: WireChannel): boolean =>
  type === ChannelType.GuildForum || type === ChannelType.GuildMedia;

interface Guild {
  id: string;
  name: string;
  channels: Map<string, WireChannel>;
  roles: Map<string, string>;
}

/** Where things are: what the gateway told of servers, channels, threads and roles. */
export function openDirectory(config: () => DiscordConfig) {
  const guilds = new Map<string, Guild>();
  const threads = lru<string, WireChannel>(THREADS);
  const channels = new Map<string, WireChannel>();
  const deleted = lru<string, true>(THREADS);

  const is = (wanted: string, id: string, name: string | null | undefined): boolean =>
    wanted === id || wanted.replace(/^[#@]/, "").toLowerCase() === name?.toLowerCase();

  function settingsOf(guildId: string | undefined): GuildConfig | undefined {
    const guild = guildId === undefined ? undefined : guilds.get(guildId);
    return config().guilds.find((it) => guildId !== undefined && is(it.guild, guildId, guild?.name));
  }

  function learn(channel: WireChannel, guildId = channel.guild_id): void {
    const known = guildId === undefined ? channel : { ...channel, guild_id: guildId };
    if (isThread(channel)) {
      threads.set(channel.id, known);
      return;
    }
    channels.set(channel.id, known);
    if (guildId !== undefined) guilds.get(guildId)?.channels.set(channel.id, known);
  }

  const hasRole = (guildId: string | undefined, roles: string[], wanted: string[]): boolean => {
    const names = guildId === undefined ? undefined : guilds.get(guildId)?.roles;
    return roles.some((id) => wanted.some((it) => is(it, id, names?.get(id))));
  };

  return {
    learn,
    learnGuild({ id, name, channels: own, threads: open, roles }: WireGuild): void {
      guilds.set(id, { id, name, channels: new Map(), roles: new Map(roles.map((role) => [role.id, role.name])) });
      for (const channel of [...own, ...open]) learn(channel, id);
    },
    learnRole: (guild: string, role: { id: string; name: string }): void =>
      void guilds.get(guild)?.roles.set(role.id, role.name),
    forget(id: string): void {
      threads.delete(id);
      channels.delete(id);
      deleted.set(id, true);
      for (const guild of guilds.values()) guild.channels.delete(id);
    },
    forgetGuild: (id: string): void => void guilds.delete(id),
    find: (id: string): WireChannel | undefined => threads.get(id) ?? channels.get(id),
    wasDeleted: (id: string): boolean => deleted.get(id) === true,
    guilds: (): Guild[] => [...guilds.values()],
    settingsOf,
    /** Whether the desk works in a server at all. */
    worksIn: (guildId: string): boolean => config().guilds.length === 0 || settingsOf(guildId) !== undefined,
    /** What is taken up in a channel; undefined where customers are not served. */
    answersIn(channel: WireChannel): Answers | undefined {
      const { guild_id: guildId, id, name } = channel;
      if (guildId === undefined) return undefined;
      if (config().guilds.length === 0) return USUAL.some((it) => is(it, id, name)) ? "questions" : undefined;
      return settingsOf(guildId)?.support.find((it) => is(it.channel, id, name))?.answers;
    },
    supportChannels(): WireChannel[] {
      return [...channels.values()].filter((channel) => this.answersIn(channel) !== undefined);
    },
    /** Threads that hang on a channel. */
    threadsOf: (wanted: (parent: WireChannel) => boolean): WireChannel[] =>
      [...threads.values()].filter((it) => {
        const parent = channels.get(it.parent_id ?? "");
        return parent !== undefined && wanted(parent);
      }),
    logChannel(guildId: string): WireChannel | undefined {
      const wanted = settingsOf(guildId)?.log;
      const own = [...(guilds.get(guildId)?.channels.values() ?? [])];
      return wanted === undefined ? undefined : own.find(({ id, name }) => is(wanted, id, name));
    },
    isResponder: (guildId: string | undefined, roles: string[]): boolean =>
      hasRole(guildId, roles, settingsOf(guildId)?.responders ?? []),
    isModerator: (guildId: string | undefined, roles: string[]): boolean =>
      hasRole(guildId, roles, settingsOf(guildId)?.moderators ?? []),
    /** Ids of the roles that may work on tickets or moderate. */
    staffRoles(guildId: string): string[] {
      const { responders = [], moderators = [] } = settingsOf(guildId) ?? {};
      const wanted = [...responders, ...moderators];
      return [...(guilds.get(guildId)?.roles ?? [])]
        .filter(([id, name]) => wanted.some((it) => is(it, id, name)))
        .map(([id]) => id);
    },
  };
}

export type Directory = ReturnType<typeof openDirectory>;
