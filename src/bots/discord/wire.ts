import { z } from "zod";

/* What the desk reads of Discord's objects, and no more: a field it does not need may be missing or new. */

const id = z.string().regex(/^\d{1,21}$/);
const user = z.object({
  id,
  username: z.string().default(""),
  global_name: z.string().nullish(),
  avatar: z.string().nullish(),
  bot: z.boolean().default(false),
});
const member = z.object({
  roles: z.array(id).default([]),
  user: user.optional(),
  nick: z.string().nullish(),
  joined_at: z.string().nullish(),
});

export const messageSchema = z.object({
  id,
  channel_id: id,
  guild_id: id.optional(),
  author: user,
  member: member.optional(),
  content: z.string().default(""),
  type: z.int().default(0),
  webhook_id: id.optional(),
  mentions: z.array(user).default([]),
  mention_everyone: z.boolean().default(false),
  attachments: z.array(z.object({ filename: z.string().default("file") })).default([]),
  edited_timestamp: z.string().nullish(),
  /** Stickers, what was forwarded, and polls: messages that have no text of their own, whatever the bot may read. */
  sticker_items: z.array(z.object({ name: z.string().default("sticker") })).default([]),
  message_snapshots: z.array(z.unknown()).default([]),
  poll: z.unknown().optional(),
});
export type WireMessage = z.output<typeof messageSchema>;

export const changedSchema = messageSchema.partial({ author: true });
export const deletedSchema = z.object({ id, channel_id: id, guild_id: id.optional() });
export const bulkDeletedSchema = z.object({ ids: z.array(id).max(100), channel_id: id, guild_id: id.optional() });

export const channelSchema = z.object({
  id,
  type: z.int(),
  guild_id: id.optional(),
  parent_id: id.nullish(),
  owner_id: id.nullish(),
  name: z.string().nullish(),
  available_tags: z.array(z.object({ id, name: z.string() })).optional(),
  applied_tags: z.array(id).optional(),
  recipients: z.array(user).optional(),
});
export type WireChannel = z.output<typeof channelSchema>;

const role = z.object({ id, name: z.string() });
export const guildSchema = z.object({
  id,
  name: z.string().default(""),
  unavailable: z.boolean().optional(),
  channels: z.array(channelSchema).default([]),
  threads: z.array(channelSchema).default([]),
  roles: z.array(role).default([]),
});
export type WireGuild = z.output<typeof guildSchema>;
export const roleChangedSchema = z.object({ guild_id: id, role });

export const executionSchema = z.object({
  guild_id: id,
  rule_id: id,
  user_id: id,
  channel_id: id.optional(),
  message_id: id.optional(),
  action: z.object({ type: z.int() }),
  content: z.string().default(""),
});
export type WireExecution = z.output<typeof executionSchema>;

const option = z.object({
  name: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  focused: z.boolean().optional(),
});
const options = z.array(option.extend({ options: z.array(option).optional() })).default([]);
/** Labels in modals hold their field; action rows hold a list. */
const field = z.object({ custom_id: z.string(), value: z.string().optional() });
const filled = z.array(z.object({ component: field.optional(), components: z.array(field).optional() }));

export const interactionSchema = z.object({
  id,
  token: z.string(),
  type: z.int(),
  application_id: id,
  channel_id: id.optional(),
  guild_id: id.optional(),
  locale: z.string().default("en-US"),
  user: user.optional(),
  member: member.optional(),
  message: z
    .object({
      id,
      flags: z.int().default(0),
      components: z.array(z.unknown()).default([]),
      content: z.string().default(""),
      message_reference: z.object({ message_id: id.optional() }).nullish(),
    })
    .optional(),
  data: z
    .object({
      name: z.string().default(""),
      type: z.int().default(1),
      custom_id: z.string().default(""),
      values: z.array(z.string()).default([]),
      options,
      target_id: id.optional(),
      resolved: z
        .object({ messages: z.record(z.string(), messageSchema.partial({ channel_id: true })).optional() })
        .optional(),
      components: filled.optional(),
    })
    .prefault({}),
});
export type WireInteraction = z.output<typeof interactionSchema>;
export type WireUser = z.output<typeof user>;
