import { screen } from "../../core/guard/screen.ts";
import type { StreamId } from "../../core/ports.ts";
import type { Executed } from "../../core/run.ts";
import type { Bot } from "./ports.ts";
import { tellStopped } from "./stopped.ts";
import { CHANNEL, textOf } from "./translate.ts";
import type { WireMessage, WireUser } from "./wire.ts";

/** A conversation, and the place in Discord where the team speaks in it. */
export interface Spoken {
  stream: StreamId;
  thread: string;
  public: boolean;
}

/** What responders write in a customer's thread: it goes to the customer's other places and to Slack, and so does what they make of it. */
export function openTeam(bot: Bot) {
  async function tellRefused(message: WireMessage, stream: StreamId, done: Executed): Promise<void> {
    if (!done.ok && done.reason !== "not_found") await tellStopped(bot, message, stream, done);
  }

  return {
    async reply(message: WireMessage, { stream, thread, public: open }: Spoken): Promise<void> {
      const { author, id } = message;
      const from = { channel: CHANNEL, thread, ...(open ? { public: true as const } : {}) };
      const text = textOf(message, bot.self());
      const redacted = screen(text).redacted;
      const command = { type: "reply", by: signatureOf(bot, author), text, from, redacted, externalId: id } as const;
      const once = { channel: CHANNEL, externalId: id };
      await tellRefused(message, stream, await bot.desk.execute({ to: "conversation", stream, command }, { once }));
    },

    /** The facts are asked of an edit as of a new reply; whoever is not its author changes nothing. */
    async correct(message: WireMessage, revision: string, { stream }: Spoken): Promise<void> {
      const { author, id: externalId } = message;
      const text = textOf(message, bot.self());
      const redacted = screen(text).redacted;
      const by = signatureOf(bot, author);
      const command = { type: "correct", by, of: { externalId }, text, redacted } as const;
      const once = { channel: CHANNEL, externalId: `${externalId}/${revision}` };
      await tellRefused(message, stream, await bot.desk.execute({ to: "conversation", stream, command }, { once }));
    },
  };
}

/** What a person's actions are signed with: their id under people:, else their name in Discord. */
export function signatureOf(bot: Bot, { id, username }: WireUser): string {
  const people = Object.entries(bot.policy().config.people);
  return people.find(([, person]) => person.discord === id)?.[0] ?? `${username} (Discord)`;
}

/** What the desk says to its own people where no one of them asked: its first language. */
export const teamLanguage = ({ policy }: Pick<Bot, "policy">): string => policy().config.desk.languages[0] ?? "en";
