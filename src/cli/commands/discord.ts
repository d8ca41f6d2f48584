import { ChannelType, PermissionFlagsBits, REST, Routes } from "discord.js";
import { registerCommands } from "../../bots/discord/commands/register.ts";
import { missingOf, type Overwrite, type Permission, permissionsIn } from "../../bots/discord/permissions.ts";
import type { GuildConfig } from "../../core/config/discord.ts";
import { Fault } from "../../core/errors.ts";
import { discordApi } from "../discord.ts";
import { loadPolicy } from "../policy.ts";
import { secret } from "../secrets.ts";
import { type Check, checked, printChecks } from "../setup-checks.ts";

/** What the bot needs in a server, and what for. */
const NEEDS: [name: Permission, why: string][] = [
  ["ViewChannel", "to hear questions"],
  ["SendMessages", "to answer"],
  ["SendMessagesInThreads", "to answer in threads"],
  ["CreatePublicThreads", "a thread for each question"],
  ["CreatePrivateThreads", "a hand-over in private"],
  ["ManageThreads", "to put solved posts away"],
  ["ManageMessages", "to take lures away"],
  ["ReadMessageHistory", "to read what was missed"],
  ["ModerateMembers", "time-outs"],
];
const FOR_AUTOMOD: typeof NEEDS = [["ManageGuild", "to keep AutoMod rules"]];
const needsOf = (guilds: Pick<GuildConfig, "automod">[]) =>
  guilds.some(({ automod }) => automod) ? [...NEEDS, ...FOR_AUTOMOD] : NEEDS;
/** Of them, what each kind of channel takes. */
const IN_TEXT = needed(
  "ViewChannel",
  "SendMessages",
  "SendMessagesInThreads",
  "CreatePublicThreads",
  "ReadMessageHistory",
);
const IN_FORUM = needed("ViewChannel", "SendMessagesInThreads", "ManageThreads", "ReadMessageHistory");
const FOR_PRIVATE = needed("CreatePrivateThreads");
const IN_LOG: typeof NEEDS = [
  ["ViewChannel", "to find it"],
  ["SendMessages", "to tell moderators"],
];
/** Of an application: message content, granted or in a server of fewer than 100 members (docs.discord.com, "Application flags"). */
const MAY_READ = (1 << 18) | (1 << 19);

interface Named {
  id: string;
  name: string;
}
interface Channel extends Named {
  type: ChannelType;
  permission_overwrites?: Overwrite[];
}

/** `nightdesk discord setup`: checks token, intent, servers, permissions, channels and roles, registers commands that changed, and says what to do. */
export async function setup(_: string[], options: { config?: string; json?: boolean }): Promise<void> {
  const { policy } = await loadPolicy({
    ...(options.config === undefined ? {} : { config: options.config }),
    articles: false,
  });
  const token = await secret("DISCORD_TOKEN");
  if (token === undefined || token === "") {
    throw new Fault("usage", "NIGHTDESK_DISCORD_TOKEN is not set", {
      next: "docs/how-to/discord.md says where to find it. It may also stand in a file that NIGHTDESK_DISCORD_TOKEN_FILE names.",
    });
  }
  const api = discordApi();
  const rest = new REST({
    ...(api === undefined ? {} : { api: api.replace(/\/+$/, "").replace(/\/v\d+$/, "") }),
    retries: 1,
    timeout: 8_000,
  }).setToken(token);
  const checks: Check[] = [];
  const check = async (what: string, next: string, run: () => Promise<string>) => {
    const done = await checked(what, next, run);
    checks.push(done);
    return done.ok;
  };
  const get = async <T>(route: `/${string}`): Promise<T> => (await rest.get(route)) as T;

  let self = "";
  const known = await check(
    "token",
    "Reset the token in the developer portal under Bot, and set it again.",
    async () => {
      const me = await get<{ id: string; username: string }>(Routes.user());
      self = me.id;
      return me.username;
    },
  );
  if (!known) return printChecks(options.json, checks);
  const application = await get<{ id: string; flags?: number }>(Routes.currentApplication());
  const bits = needsOf(policy.config.discord.guilds).reduce((all, [name]) => all | PermissionFlagsBits[name], 0n);
  const invite = `https://discord.com/oauth2/authorize?client_id=${application.id}&scope=bot+applications.commands&permissions=${bits}`;
  await check("message content", "Turn on Message Content Intent in the developer portal under Bot.", async () => {
    if (((application.flags ?? 0) & MAY_READ) === 0) throw new Error("the intent is not granted");
    return "granted";
  });
  const mine = await get<(Named & { permissions?: string })[]>(Routes.userGuilds());
  const wanted = policy.config.discord.guilds;
  for (const guild of wanted) {
    const found = mine.find((it) => matches(guild.guild, it));
    await check(`server ${guild.guild}`, `Invite the bot: ${invite}`, async () => {
      if (found === undefined) throw new Error("the bot is not in it");
      const missing = missingOf(BigInt(found.permissions ?? "0"), needsOf([guild]));
      if (missing.length > 0) throw new Error(`permissions are missing: ${missing.join(", ")}`);
      return "every permission is there";
    });
    if (found !== undefined) await checkGuild(guild, found);
  }
  if (wanted.length === 0)
    await check("servers", `Invite the bot: ${invite}`, async () => {
      if (mine.length === 0) throw new Error("the bot is in none");
      return `${mine.map(({ name }) => name).join(", ")}: it answers in channels called support, help or questions`;
    });
  await check("commands", "Look whether the bot was invited with applications.commands.", () =>
    registerCommands({ call: (method, route, data) => rest[method](route, data) }, application.id),
  );
  printChecks(options.json, checks, { invite });

  async function checkGuild(guild: GuildConfig, { id, permissions = "0" }: { id: string; permissions?: string }) {
    const channels = await get<Channel[]>(Routes.guildChannels(id));
    const roles = await get<Named[]>(Routes.guildRoles(id));
    const { roles: own } = await get<{ roles: string[] }>(Routes.guildMember(id, self));
    const who = { base: BigInt(permissions), guild: id, member: self, roles: own };
    const channel = (name: string, needs: (found: Channel) => typeof NEEDS) =>
      check(
        `channel ${name}`,
        `${SPELL} What is missing is given to the bot's role in the channel's own permissions.`,
        async () => {
          const found = present(name, channels);
          const missing = missingOf(permissionsIn(found.permission_overwrites ?? [], who), needs(found));
          if (missing.length > 0) throw new Error(`permissions are missing there: ${missing.join(", ")}`);
          return found.name;
        },
      );
    for (const { channel: name } of guild.support) await channel(name, (found) => neededIn(found, guild));
    if (guild.log !== undefined) await channel(guild.log, () => IN_LOG);
    for (const name of [...guild.responders, ...guild.moderators])
      await check(`role ${name}`, SPELL, async () => present(name, roles).name);
  }
}

const SPELL = "Spell it as Discord does, or name it by its id.";

function needed(...names: Permission[]): typeof NEEDS {
  return NEEDS.filter(([name]) => names.includes(name));
}

/** Posts of a forum are threads already, and none of them can be private. */
function neededIn({ type }: Channel, { private: how }: GuildConfig): typeof NEEDS {
  if (type === ChannelType.GuildForum || type === ChannelType.GuildMedia) return IN_FORUM;
  return how === "thread" ? [...IN_TEXT, ...FOR_PRIVATE] : IN_TEXT;
}

const matches = (wanted: string, { id, name }: Named): boolean =>
  wanted === id || wanted.replace(/^[#@]/, "").toLowerCase() === name.toLowerCase();

function present<T extends Named>(wanted: string, all: readonly T[]): T {
  const found = all.find((it) => matches(wanted, it));
  if (found === undefined) throw new Error("there is none of that name or id");
  return found;
}
