import { Routes } from "discord.js";
import type { Api } from "../api.ts";
import { COMMANDS } from "./table.ts";

type Json = Record<string, unknown>;

/** Whether what Discord has says all that ours says; it adds ids and defaults of its own. */
export function says(theirs: unknown, ours: unknown): boolean {
  if (Array.isArray(ours))
    return Array.isArray(theirs) && theirs.length === ours.length && ours.every((it, i) => says(theirs[i], it));
  if (typeof ours !== "object" || ours === null) return String(theirs) === String(ours);
  if (typeof theirs !== "object" || theirs === null) return Object.keys(ours).length === 0;
  return Object.entries(ours).every(([key, value]) => says((theirs as Json)[key], value));
}

/** Registers the commands, unless Discord has them as they are. */
export async function registerCommands(
  api: Pick<Api, "call">,
  application: string,
): Promise<"registered" | "unchanged"> {
  const wanted = COMMANDS.map(({ definition }) => definition);
  const known = (await api.call("get", `${Routes.applicationCommands(application)}`, {
    query: new URLSearchParams({ with_localizations: "true" }),
  })) as Json[];
  const same =
    Array.isArray(known) &&
    known.length === wanted.length &&
    wanted.every((ours) => known.some((it) => it.name === ours.name && it.type === ours.type && says(it, ours)));
  if (same) return "unchanged";
  await api.call("put", Routes.applicationCommands(application), { body: wanted });
  return "registered";
}
