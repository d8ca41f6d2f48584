import { z } from "zod";

/** An id of Discord's: a number, written as text because it does not fit one. */
export const snowflake = z.string().regex(/^\d{15,21}$/, 'must be an id such as "1180000000000000001", in quotes');

/** A guild, channel or role by its id, or by its name as it is spelt in Discord. */
const named = z.string().min(1).max(100);

const guild = z.strictObject({
  guild: named.describe("The server, by id or name."),
  support: z
    .array(
      z.strictObject({
        channel: named.describe("A text channel or forum, by id or name."),
        answers: z
          .enum(["questions", "mentions", "all"])
          .default("questions")
          .describe("What is taken up in a text channel, each in a thread of its own. A forum's posts always are."),
      }),
    )
    .max(50)
    .default([])
    .describe("Where customers ask."),
  log: named.optional().describe("The moderators' channel: what the desk did, and what went wrong."),
  responders: z.array(named).max(20).default([]).describe("Roles that may work on tickets, by id or name."),
  moderators: z.array(named).max(20).default([]).describe("Roles that may undo what the desk did, by id or name."),
  automod: z
    .boolean()
    .default(false)
    .describe(
      "Keep rules in Discord's own AutoMod in step with the guard's brands and domains; needs “Manage Server”. What any rule does is heard either way.",
    ),
  private: z
    .enum(["thread", "message"])
    .default("thread")
    .describe(
      "Where a hand-over goes on: a private thread (a direct message where there can be none), or a direct message.",
    ),
});

/** The Discord channel. The token comes from NIGHTDESK_DISCORD_TOKEN; without one the desk runs without Discord. */
export const discordSchema = z.strictObject({
  guilds: z
    .array(guild)
    .max(20)
    .default([])
    .describe(
      "Servers the desk works in. None named: any that invites it, in channels called support, help or questions.",
    ),
  staleAfter: z
    .int()
    .min(1)
    .max(1_440)
    .default(10)
    .describe("A message that is delivered so many minutes late says when it was written."),
});

export type DiscordConfig = z.output<typeof discordSchema>;
export type GuildConfig = z.output<typeof guild>;
