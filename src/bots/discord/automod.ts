import { createHash } from "node:crypto";
import { Routes } from "discord.js";
import { z } from "zod";
import { moderationStream } from "../../core/moderation/moderation.ts";
import { type AutoModRule, PREFIX, rulesFor } from "./automod-rules.ts";
import { says } from "./commands/register.ts";
import type { Bot } from "./ports.ts";
import { CHANNEL, customerOf } from "./translate.ts";
import type { WireExecution } from "./wire.ts";

const ruleSchema = z.looseObject({ id: z.string(), name: z.string(), creator_id: z.string().optional() });
type Existing = z.output<typeof ruleSchema>;

/** What Discord's actions are called here (docs.discord.com, "Auto moderation"); an alert and a blocked profile are only shown. */
const ACTIONS: Record<number, "flag" | "delete" | "time_out"> = { 1: "delete", 2: "flag", 3: "time_out", 4: "flag" };
const MINUTE = 60_000;

/** Discord's own AutoMod: rules of ours that follow the guard's lists, and what any rule of a server did. */
export function openAutoMod(bot: Bot) {
  const applied = new Map<string, string>();
  const names = new Map<string, string>();
  const REASON = "nightdesk: the guard's lists";

  async function keepIn(guild: string, wanted: AutoModRule[]): Promise<number> {
    const route = Routes.guildAutoModerationRules(guild);
    const all = z.array(ruleSchema).parse(await bot.api.call("get", route));
    for (const { id, name } of all) names.set(id, name);
    const ours = all.filter(({ name, creator_id: by }) => name.startsWith(PREFIX) && by === bot.self());
    let changes = 0;
    const change = async (method: "post" | "patch" | "delete", path: `/${string}`, body?: unknown) => {
      changes += 1;
      await bot.api.call(method, path, { reason: REASON, ...(body === undefined ? {} : { body }) });
    };
    for (const rule of wanted) {
      const known = ours.find(({ name }) => name === rule.name);
      if (known === undefined) await change("post", route, rule);
      else if (!says(known, rule))
        await change("patch", Routes.guildAutoModerationRule(guild, known.id), changeable(rule));
    }
    for (const { id } of ours.filter(({ name }: Existing) => !wanted.some((it) => it.name === name)))
      await change("delete", Routes.guildAutoModerationRule(guild, id));
    return changes;
  }

  async function ruleName(guild: string, rule: string): Promise<string> {
    const known = names.get(rule);
    if (known !== undefined) return known;
    const read = ruleSchema.safeParse(
      await bot.api.call("get", Routes.guildAutoModerationRule(guild, rule)).catch(() => undefined),
    );
    if (read.success) names.set(rule, read.data.name);
    return read.success ? read.data.name : "a rule of the server";
  }

  return {
    /** Brings the rules of each server in step where the guard's lists changed since; nothing is asked of Discord where they did not. */
    async keep(): Promise<void> {
      const { config, guard } = bot.policy();
      for (const guild of bot.directory.guilds()) {
        if (bot.directory.settingsOf(guild.id)?.automod !== true) continue;
        const wanted = rulesFor({ desk: config.desk.name, guard: guard.config }, bot.directory.staffRoles(guild.id));
        const now = JSON.stringify(wanted);
        if (applied.get(guild.id) === now) continue;
        const before = applied.get(guild.id);
        applied.set(guild.id, now);
        try {
          const changes = await keepIn(guild.id, wanted);
          if (changes > 0)
            bot.log({ level: "info", message: `discord: ${changes} AutoMod rules brought in step in ${guild.name}` });
        } catch (error) {
          if (before === undefined) applied.delete(guild.id);
          else applied.set(guild.id, before);
          const why = error instanceof Error ? error.message : String(error);
          bot.log({
            level: "warn",
            message: `discord: AutoMod rules of ${guild.name} cannot be kept: ${why}. Give the bot's role “Manage Server”, or leave automod out.`,
          });
        }
      }
    },

    /** A rule did something: it is noted down, and the moderators see it where they see what the desk did. Once, whatever it consisted of. */
    async heard(execution: WireExecution): Promise<void> {
      const { guild_id: guild, rule_id: rule, user_id: user, channel_id: channel, content } = execution;
      if (bot.directory.settingsOf(guild) === undefined) return;
      const log = bot.directory.logChannel(guild);
      const thread = channel ?? log?.id;
      if (thread === undefined) return;
      const same = `${rule}/${user}/${content}/${Math.floor(bot.now() / MINUTE)}`;
      const message =
        execution.message_id ?? `automod-${createHash("sha256").update(same).digest("base64url").slice(0, 20)}`;
      const post = { place: { channel: CHANNEL, thread }, message, author: customerOf(user) };
      const action = ACTIONS[execution.action.type] ?? "flag";
      const command = { type: "heard", post, action, rule: await ruleName(guild, rule), text: content } as const;
      await bot.desk.execute({ to: "moderation", stream: moderationStream(CHANNEL, message), command });
    },
  };
}

/** What a rule is about cannot be changed, and need not be said again. */
const changeable = ({ trigger_type: _, ...rule }: AutoModRule): Omit<AutoModRule, "trigger_type"> => rule;

export type AutoMod = ReturnType<typeof openAutoMod>;
