import { ButtonStyle, ComponentType, Routes, TextInputStyle } from "discord.js";
import { Undeliverable } from "../../core/channel.ts";
import type { Refusal } from "../../core/errors.ts";
import { withoutSecrets } from "../../core/guard/without-secrets.ts";
import { sayFinding } from "../../core/outbound/say.ts";
import type { StreamId } from "../../core/ports.ts";
import { sayRefusal } from "../../core/say-refusal.ts";
import { type Context, outcome } from "./commands/command.ts";
import { type StaffWords, staffWordsIn } from "./commands/words.ts";
import { fieldOf } from "./modal.ts";
import type { Bot } from "./ports.ts";
import { escaped } from "./render/markdown.ts";
import { MOST, nonceOf } from "./render/message.ts";
import { split } from "./render/split.ts";
import type { WireInteraction, WireMessage } from "./wire.ts";

const VOUCH = "vouch:";
const CONVERSATION = "conversation:";
const QUOTE = "\n>>> ";
const SHOWN = 5;
const SILENT = { parse: [] };

/**
 * A reply of a responder's that was refused. One that says what no fact says stands before the customer already: it is taken away, and
 * its author learns why in direct messages, with a way to put it right or to send it for a reason.
 */
export async function tellStopped(bot: Bot, message: WireMessage, stream: StreamId, refusal: Refusal): Promise<void> {
  const { id, channel_id: channel, author, content } = message;
  const language = bot.policy().config.desk.languages[0] ?? "en";
  const say = staffWordsIn(language);
  const { findings } = refusal;
  if (findings === undefined)
    return tell(bot, message, [say.notTaken(channel, escaped(sayRefusal(refusal, language)))]);
  const gone = await takeAway(bot, message);
  const why = findings.slice(0, SHOWN).map((it) => `- ${escaped(sayFinding(it, language))}`);
  const told = [say.stopped(channel, gone), ...why, say.putRight].join("\n");
  const words = withoutSecrets({ type: "reply", text: content }).text;
  const whole = `${told}${QUOTE}${words}`;
  const button = {
    type: ComponentType.Button,
    style: ButtonStyle.Danger,
    label: say.vouch,
    custom_id: `${VOUCH}${stream.slice(CONVERSATION.length)}:${author.id}`,
  };
  const components = [{ type: ComponentType.ActionRow, components: [button] }];
  const parts = whole.length <= MOST ? [whole] : [...split(`>>> ${words}`, MOST), told];
  try {
    await tell(bot, message, parts, components);
  } catch (error) {
    if (!(error instanceof Undeliverable)) throw error;
    const body = { content: say.stoppedHere(author.id), allowed_mentions: SILENT, nonce: nonceOf(`${id}/stopped`, 0) };
    await bot.api.call("post", Routes.channelMessages(channel), { body: { ...body, enforce_nonce: true } });
  }
}

async function takeAway(bot: Bot, { channel_id, id }: WireMessage): Promise<boolean> {
  try {
    const reason = "nightdesk: says what no fact says";
    await bot.api.ensure("delete", Routes.channelMessage(channel_id, id), { reason });
    return true;
  } catch (error) {
    if (!(error instanceof Undeliverable)) throw error;
    return false;
  }
}

async function tell(bot: Bot, { id, author }: WireMessage, parts: string[], components: unknown[] = []): Promise<void> {
  const { id: inbox } = await bot.api.directChannel(author.id);
  for (const [i, content] of parts.entries()) {
    const more = i === parts.length - 1 && components.length > 0 ? { components } : {};
    const nonce = nonceOf(`${id}/stopped`, i);
    const body = { content, ...more, allowed_mentions: SILENT, nonce, enforce_nonce: true };
    await bot.api.call("post", Routes.channelMessages(inbox), { body });
  }
}

/** The conversation that the button or the form is about; only for the responder whom it was given to. */
export function vouchedFor(customId: string, user: string): StreamId | undefined {
  const [stream, author] = customId.startsWith(VOUCH) ? customId.slice(VOUCH.length).split(":") : [];
  return stream === undefined || author !== user ? undefined : `${CONVERSATION}${stream}`;
}

/** Asks for the reason, with the words that were stopped where they fit. */
export function vouchForm({ data, message }: WireInteraction, say: StaffWords) {
  const [, words = ""] = message?.content.split(QUOTE) ?? [];
  const field = (label: string, more: Record<string, unknown>) => ({
    type: ComponentType.Label,
    label,
    component: { type: ComponentType.TextInput, required: true, ...more },
  });
  const text = { custom_id: "text", style: TextInputStyle.Paragraph, max_length: 4_000 };
  return {
    custom_id: data.custom_id,
    title: say.vouchTitle,
    components: [
      field(say.vouchText, words === "" ? text : { ...text, value: words }),
      field(say.vouchReason, { custom_id: "reason", style: TextInputStyle.Short, max_length: 500 }),
    ],
  };
}

/** Sends what was stopped to the customer, the thread where it was taken away included, for a reason that is kept. */
export async function vouch({ bot, by, interaction }: Context, stream: StreamId): Promise<string> {
  const say = staffWordsIn(interaction.locale);
  const text = fieldOf(interaction, "text");
  const reason = fieldOf(interaction, "reason");
  const command = { type: "reply", by, text, from: null, redacted: 0, override: { reason } } as const;
  const once = { channel: "discord", externalId: `i${interaction.id}` };
  const done = await bot.desk.execute({ to: "conversation", stream, command }, { once });
  return outcome(done, say.sent, interaction);
}
