import { z } from "zod";
import { snowflake } from "../config/discord.ts";

const name = z.string().min(1).max(60);

const webhook = z.strictObject({ webhook: name }).describe("One of `paging.webhooks`.");
const mail = z.strictObject({ mail: z.email().max(200) });
const discord = z
  .strictObject({ discord: z.union([z.literal("direct"), snowflake]) })
  .describe("`direct` for their direct messages in Discord, or a channel's id, where they are mentioned.");

const slack = z.strictObject({ slack: z.literal("direct") }).describe("A direct message to the person's `slack` id.");

/** Ways that need nothing of the desk. */
export const outsideWaySchema = z.union([webhook, mail]);
export type OutsideWay = z.output<typeof outsideWaySchema>;

/** How a person can be reached besides the terminal, which hears of every page by itself. Tried in order, each when the one before failed. */
export const waySchema = z.union([webhook, mail, discord, slack]);
export type Way = z.output<typeof waySchema>;
