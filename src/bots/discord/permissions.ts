import { OverwriteType, PermissionFlagsBits } from "discord.js";

export type Permission = keyof typeof PermissionFlagsBits;

/** What a channel adds to, or takes from, what somebody may do in the whole server. */
export interface Overwrite {
  id: string;
  type: OverwriteType;
  allow: string;
  deny: string;
}

interface Who {
  /** What they may do in the server, all their roles together. */
  base: bigint;
  /** The server's id, which is that of the role @everyone. */
  guild: string;
  member: string;
  roles: readonly string[];
}

const EVERYTHING = ~0n;

/**
 * What somebody may do in a channel: of the server's permissions what it takes and gives everyone, then their roles together, then
 * themselves (docs.discord.com, "Permissions", "Permission Overwrites"). An administrator may do everything.
 */
export function permissionsIn(overwrites: readonly Overwrite[], { base, guild, member, roles }: Who): bigint {
  if ((base & PermissionFlagsBits.Administrator) !== 0n) return EVERYTHING;
  const ofRole = (id: string) => (it: Overwrite) => it.type === OverwriteType.Role && it.id === id;
  const after = (before: bigint, own: readonly Overwrite[]): bigint =>
    (before & ~all(own.map(({ deny }) => deny))) | all(own.map(({ allow }) => allow));
  const everyone = after(base, overwrites.filter(ofRole(guild)));
  const byRoles = after(
    everyone,
    overwrites.filter((it) => it.id !== guild && roles.some((id) => ofRole(id)(it))),
  );
  const own = after(
    byRoles,
    overwrites.filter(({ type, id }) => type === OverwriteType.Member && id === member),
  );
  // Who does not see a channel can do nothing there.
  return (own & PermissionFlagsBits.ViewChannel) === 0n ? 0n : own;
}

/** Those that are missing, each with what it is for. */
export const missingOf = (permissions: bigint, needs: readonly (readonly [Permission, string])[]): string[] =>
  needs
    .filter(([name]) => (permissions & (PermissionFlagsBits.Administrator | PermissionFlagsBits[name])) === 0n)
    .map(([name, why]) => `${name} (${why})`);

const all = (bits: readonly string[]): bigint => bits.reduce((sum, it) => sum | BigInt(it), 0n);
