import { MessageFlags } from "discord.js";
import type { StreamId } from "../../core/ports.ts";
import type { Asks } from "./asks.ts";
import type { AppCommand, Context } from "./commands/command.ts";
import { COMMANDS } from "./commands/table.ts";
import { staffWordsIn } from "./commands/words.ts";
import { type Control, fromId, labelOf, used } from "./controls.ts";
import { isThread } from "./directory.ts";
import type { Ears } from "./hear.ts";
import { detailsModal, detailsText } from "./modal.ts";
import { takeBack, undoneBy } from "./moderate.ts";
import { acknowledge, acknowledgedBy, takenPage } from "./page.ts";
import { wordsIn } from "./phrases.ts";
import type { Bot } from "./ports.ts";
import { vouch, vouchedFor, vouchForm } from "./stopped.ts";
import { signatureOf } from "./team.ts";
import { tell } from "./tell.ts";
import type { Threads } from "./threads.ts";
import { askerOf, askPlace, CHANNEL, customerOf, isPublic, placeOf } from "./translate.ts";
import type { WireChannel, WireInteraction } from "./wire.ts";

const COMMAND = 2;
const COMPONENT = 3;
const AUTOCOMPLETE = 4;
const MODAL = 5;

/** Ways to answer an interaction. Each is given within three seconds, before anything that may take longer. */
const DEFER_REPLY = 5;
const DEFER_UPDATE = 6;
const CHOICES = 8;
const SHOW_MODAL = 9;

const SILENT = { parse: [] };
const DIRECT = 1;

/** What becomes of a command, a press, a pick or a form. */
export function openInteractions(bot: Bot, threads: Threads, ears: Ears, asks: Asks) {
  function contextOf(interaction: WireInteraction): Context | undefined {
    const user = interaction.user ?? interaction.member?.user;
    if (user === undefined) return undefined;
    return { bot, threads, ears, asks, interaction, user, by: signatureOf(bot, user) };
  }

  const isStaff = ({ interaction: { guild_id, member } }: Context): boolean => {
    const roles = member?.roles ?? [];
    return bot.directory.isResponder(guild_id, roles) || bot.directory.isModerator(guild_id, roles);
  };

  const isOurs =
    ({ name, type }: WireInteraction["data"]) =>
    (it: AppCommand) =>
      it.definition.name === name && it.definition.type === type;

  async function command(context: Context): Promise<void> {
    const { interaction } = context;
    const found = COMMANDS.find(isOurs(interaction.data));
    if (found === undefined) return;
    if (!(await bot.api.respond(interaction, DEFER_REPLY, { flags: MessageFlags.Ephemeral }))) return;
    const allowed = found.staff !== true || isStaff(context);
    const content = await attempt(context, () => (allowed ? found.run(context) : turnedAway(context)));
    if (content !== undefined) await tell(bot.api, interaction, content);
  }

  async function turnedAway({ interaction, user }: Context): Promise<string> {
    const { audit } = bot.desk;
    const who = { name: audit.stranger(customerOf(user.id)), role: null, door: CHANNEL };
    await audit.note(who, "access.refused", { on: `/${interaction.data.name}`, more: { because: "no responder" } });
    return wordsIn(interaction.locale).notAllowed;
  }

  async function attempt(
    { interaction }: Context,
    run: () => Promise<string | undefined>,
  ): Promise<string | undefined> {
    try {
      return await run();
    } catch (error) {
      bot.log({
        level: "error",
        message: `discord: a command failed: ${error instanceof Error ? error.message : String(error)}`,
      });
      return staffWordsIn(interaction.locale).failed;
    }
  }

  async function autocomplete(context: Context): Promise<void> {
    const { interaction } = context;
    const found = COMMANDS.find(isOurs(interaction.data));
    const typed = interaction.data.options.flatMap((it) => [it, ...(it.options ?? [])]).find(({ focused }) => focused);
    const allowed = found?.complete !== undefined && (found.staff !== true || isStaff(context));
    const choices = allowed ? await found.complete?.(context, String(typed?.value ?? "")) : [];
    await bot.api.respond(interaction, CHOICES, { choices: choices ?? [] });
  }

  /** The conversation of the place where something was pressed, when it is the presser's own. */
  async function ownConversation(context: Context) {
    const { interaction, user } = context;
    const where = interaction.channel_id === undefined ? undefined : await ears.channelOf(interaction.channel_id);
    if (where === undefined) return undefined;
    const parent = where.parent_id == null ? undefined : bot.directory.find(where.parent_id);
    const thread = placeOfPress(where, parent, context);
    const stream = await bot.store.conversationAt(CHANNEL, thread);
    const row = stream === undefined ? undefined : await bot.store.conversation(stream);
    if (stream === undefined || row?.customer !== customerOf(user.id)) return undefined;
    if (askerOf(thread) !== undefined) asks.heard(thread, interaction);
    return { stream, thread, public: isPublic(where) };
  }

  function placeOfPress(where: WireChannel, parent: WireChannel | undefined, { interaction, user }: Context): string {
    if (((interaction.message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0) return askPlace(where.id, user.id);
    return isThread(where) || where.type === DIRECT ? placeOf(where, parent) : repliedPlace(where.id, interaction);
  }

  /** Where no thread could be made the desk replied in the channel: the place is the question that it replied to. */
  function repliedPlace(channel: string, { message }: WireInteraction): string {
    return `${channel}/${message?.message_reference?.message_id ?? message?.id ?? ""}`;
  }

  async function component(context: Context): Promise<void> {
    const { interaction, user } = context;
    const judged = undoneBy(interaction.data.custom_id);
    if (judged !== undefined) {
      if (!(await bot.api.respond(interaction, DEFER_REPLY, { flags: MessageFlags.Ephemeral }))) return;
      await tell(bot.api, interaction, (await attempt(context, () => takeBack(judged, context))) ?? "");
      return;
    }
    const paged = acknowledgedBy(interaction.data.custom_id);
    if (paged !== undefined) return takePage(paged, context);
    if (vouchedFor(interaction.data.custom_id, user.id) !== undefined) {
      await bot.api.respond(interaction, SHOW_MODAL, vouchForm(interaction, staffWordsIn(interaction.locale)));
      return;
    }
    const control = fromId(interaction.data.custom_id);
    if (control === undefined) return;
    const words = wordsIn(interaction.locale);
    if (control.verb === "details") {
      await bot.api.respond(interaction, SHOW_MODAL, detailsModal(words));
      return;
    }
    if (!(await bot.api.respond(interaction, DEFER_UPDATE))) {
      bot.log({ level: "warn", message: "discord: a press came too late to be answered; it counts all the same" });
    }
    const own = await ownConversation(context);
    if (own === undefined) {
      await bot.api.followUp(interaction, {
        content: words.notYours,
        flags: MessageFlags.Ephemeral,
        allowed_mentions: SILENT,
      });
      return;
    }
    await obey(control, context, own, user.id);
    const shown = interaction.message?.components ?? [];
    const { custom_id, values } = interaction.data;
    await bot.api
      .editResponse(interaction, { components: used(shown, custom_id, values), allowed_mentions: SILENT })
      .catch((error: Error) =>
        bot.log({ level: "warn", message: `discord: buttons stay as they are: ${error.message}` }),
      );
  }

  async function takePage(number: number, context: Context): Promise<void> {
    const { interaction } = context;
    if (!(await bot.api.respond(interaction, DEFER_UPDATE))) return;
    const refused = await acknowledge(number, context);
    if (refused === null) {
      const body = { ...takenPage(interaction.message?.content ?? "", context), allowed_mentions: SILENT };
      await bot.api.editResponse(interaction, body);
      return;
    }
    const body = { content: refused, flags: MessageFlags.Ephemeral, allowed_mentions: SILENT };
    await bot.api.followUp(interaction, body);
  }

  async function obey(
    control: Exclude<Control, { verb: "details" }>,
    { interaction }: Context,
    own: { stream: StreamId; thread: string; public: boolean },
    user: string,
  ): Promise<void> {
    // Each message is answered once, however often and at whatever is pressed on it.
    const once = { channel: CHANNEL, externalId: `press:${interaction.message?.id ?? interaction.id}` };
    if (control.verb === "helped") {
      const command = { type: "feedback", helpful: control.yes } as const;
      await bot.desk.execute({ to: "conversation", stream: own.stream, command }, { once });
      return;
    }
    await bot.desk.receive({
      channel: CHANNEL,
      thread: own.thread,
      externalId: control.verb === "person" ? `${once.externalId}:person` : once.externalId,
      customer: customerOf(user),
      text: spoken(control, interaction),
      ...(own.public ? { public: true } : {}),
    });
  }

  /** A press says what it shows, so that a press on an old message cannot mean something else today. */
  function spoken(
    control: Exclude<Control, { verb: "details" | "helped" }>,
    { data, message }: WireInteraction,
  ): string {
    if (control.verb === "person") return bot.policy().config.reply.person.words[0] ?? "human";
    if (control.verb === "pick") return data.values[0] ?? "";
    const label = labelOf(message?.components ?? [], data.custom_id);
    return label === undefined || label.endsWith("…") ? String(control.index + 1) : label;
  }

  async function modal(context: Context): Promise<void> {
    const { interaction, user } = context;
    const words = wordsIn(interaction.locale);
    const vouched = vouchedFor(interaction.data.custom_id, user.id);
    if (vouched === undefined && fromId(interaction.data.custom_id)?.verb !== "details") return;
    if (!(await bot.api.respond(interaction, DEFER_REPLY, { flags: MessageFlags.Ephemeral }))) return;
    if (vouched !== undefined) {
      await tell(bot.api, interaction, (await attempt(context, () => vouch(context, vouched))) ?? "");
      return;
    }
    const own = await ownConversation(context);
    const text = detailsText(interaction, words);
    if (own === undefined) {
      await tell(bot.api, interaction, words.notYours);
      return;
    }
    await bot.desk.receive({
      channel: CHANNEL,
      thread: own.thread,
      externalId: `i${interaction.id}`,
      customer: customerOf(user.id),
      text,
      ...(own.public ? { public: true } : {}),
    });
    await tell(bot.api, interaction, words.detailsTaken);
  }

  const KINDS: Record<number, (context: Context) => Promise<void>> = {
    [COMMAND]: command,
    [COMPONENT]: component,
    [AUTOCOMPLETE]: autocomplete,
    [MODAL]: modal,
  };

  return async (interaction: WireInteraction): Promise<void> => {
    const context = contextOf(interaction);
    if (context !== undefined) await KINDS[interaction.type]?.(context);
  };
}
