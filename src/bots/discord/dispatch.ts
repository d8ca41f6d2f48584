import { z } from "zod";
import type { AutoMod } from "./automod.ts";
import type { Backfill } from "./backfill.ts";
import type { Ears } from "./hear.ts";
import type { Bot } from "./ports.ts";
import {
  bulkDeletedSchema,
  changedSchema,
  channelSchema,
  deletedSchema,
  executionSchema,
  guildSchema,
  interactionSchema,
  messageSchema,
  roleChangedSchema,
  type WireInteraction,
} from "./wire.ts";

interface DispatchPorts {
  bot: Bot;
  ears: Ears;
  automod: AutoMod;
  interact(interaction: WireInteraction): Promise<void>;
  failed(what: string): (error: unknown) => void;
  /** Runs what takes a message of a channel, or a change of one, when all that was said there before is taken. */
  inTurn: Backfill["inTurn"];
}

/** What each event of the gateway leads to. One that cannot be read is told and skipped. */
export function openDispatch({ bot, ears, automod, interact, failed, inTurn }: DispatchPorts) {
  const { directory } = bot;
  const on =
    <Schema extends z.ZodType>(schema: Schema, run: (data: z.output<Schema>) => unknown) =>
    (data: unknown): void => {
      const parsed = schema.safeParse(data);
      if (!parsed.success) {
        failed("an event of the gateway cannot be read")(
          new Error(z.prettifyError(parsed.error).split("\n", 2).join(" ")),
        );
        return;
      }
      Promise.resolve(run(parsed.data)).catch(failed("an event of the gateway was not taken"));
    };
  const changed = ({ id, channel_id }: { id: string; channel_id: string }, run: () => Promise<void>) =>
    inTurn(channel_id, { id, change: true }, run);
  const learn = on(channelSchema, directory.learn);
  const forget = on(channelSchema.pick({ id: true }), ({ id }) => directory.forget(id));
  const role = on(roleChangedSchema, (it) => directory.learnRole(it.guild_id, it.role));

  const TABLE: Record<string, (data: unknown) => void> = {
    GUILD_CREATE: on(guildSchema, directory.learnGuild),
    GUILD_DELETE: on(guildSchema, ({ id, unavailable }) => unavailable !== true && directory.forgetGuild(id)),
    GUILD_ROLE_CREATE: role,
    GUILD_ROLE_UPDATE: role,
    CHANNEL_CREATE: learn,
    CHANNEL_UPDATE: learn,
    CHANNEL_DELETE: forget,
    THREAD_CREATE: learn,
    THREAD_UPDATE: learn,
    THREAD_DELETE: forget,
    MESSAGE_CREATE: on(messageSchema, (message) =>
      inTurn(message.channel_id, { id: message.id, change: false }, () => ears.heard(message)),
    ),
    MESSAGE_UPDATE: on(changedSchema, (message) => {
      // Discord also says so when it has loaded a preview: only an author's edit has a time.
      const { author, edited_timestamp: edited } = message;
      if (!edited || author === undefined || author.bot || message.webhook_id !== undefined) return undefined;
      return changed(message, () => ears.edited({ ...message, author }, edited));
    }),
    MESSAGE_DELETE: on(deletedSchema, (it) => changed(it, () => ears.deleted(it))),
    MESSAGE_DELETE_BULK: on(bulkDeletedSchema, ({ ids, ...where }) =>
      Promise.all(ids.map((id) => changed({ id, ...where }, () => ears.deleted({ id, ...where })))),
    ),
    AUTO_MODERATION_ACTION_EXECUTION: on(executionSchema, automod.heard),
    INTERACTION_CREATE: on(interactionSchema, interact),
  };
  return ({ t, d }: { t: string; d: unknown }): void => TABLE[t]?.(d);
}
