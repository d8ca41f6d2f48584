import { z } from "zod";
import { ACTIONS } from "../core/guard/verdict.ts";

/** A message in public about which something was done. What it said is what the guard left of it. */
export const moderationSchema = z
  .object({
    /** The channel, a colon, and the platform's id of the message. */
    id: z.string(),
    channel: z.string(),
    thread: z.string(),
    author: z.string(),
    action: z.enum(ACTIONS).exclude(["none"]),
    /** 0 to 1 */
    score: z.number(),
    because: z.string(),
    /** The moderator who last decided; null while only the guard has. */
    by: z.string().nullable(),
    undone: z.boolean(),
    /** Null where it was erased. */
    text: z.string().nullable(),
    judgedAt: z.int(),
    updatedAt: z.int(),
  })
  .meta({ id: "ModeratedMessage" });
export type WireModeration = z.output<typeof moderationSchema>;

export type ModeratedAction = WireModeration["action"];

export const moderationListSchema = z.object({ actions: z.array(moderationSchema) });
/** What was decided about a message: what stands, or what stood until it was undone. */
export const moderationDecidedSchema = z.object({ id: z.string(), decided: z.enum(["undo", "act"]) });
