import { PermissionFlagsBits as May, OverwriteType } from "discord.js";
import { expect, test } from "vitest";
import { missingOf, type Overwrite, permissionsIn } from "../../../../src/bots/discord/permissions.ts";

const BASE = May.ViewChannel | May.SendMessages;
const who = { base: BASE, guild: "g", member: "m", roles: ["r", "s"] };
const over = (id: string, allow: bigint, deny: bigint, type = OverwriteType.Role): Overwrite => ({
  id,
  type,
  allow: String(allow),
  deny: String(deny),
});

test("a channel takes and gives everyone, then all roles together, then the member", () => {
  expect(permissionsIn([], who)).toBe(BASE);
  expect(permissionsIn([over("g", 0n, May.SendMessages)], who)).toBe(May.ViewChannel);
  // What one role gives counts, whatever another takes.
  const roles = [over("s", May.SendMessages, 0n), over("r", 0n, May.SendMessages), over("g", 0n, May.SendMessages)];
  expect(permissionsIn(roles, who)).toBe(BASE);
  expect(permissionsIn([...roles, over("m", 0n, May.SendMessages, OverwriteType.Member)], who)).toBe(May.ViewChannel);
  expect(
    permissionsIn([over("other", 0n, BASE), over("m", 0n, BASE), over("r", 0n, BASE, OverwriteType.Member)], who),
  ).toBe(BASE);
});

test("who does not see a channel can do nothing there, but an administrator everything", () => {
  const hidden = [over("g", 0n, May.ViewChannel)];
  expect(permissionsIn(hidden, who)).toBe(0n);
  const administrator = permissionsIn(hidden, { ...who, base: May.Administrator });
  expect(missingOf(administrator, [["ManageThreads", "to put solved posts away"]])).toEqual([]);
  expect(missingOf(BASE, [["ManageThreads", "to put solved posts away"]])).toEqual([
    "ManageThreads (to put solved posts away)",
  ]);
});
