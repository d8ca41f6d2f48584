import type { Refusal } from "../../../core/errors.ts";
import { sayRefusal } from "../../../core/say-refusal.ts";
import type { Asks } from "../asks.ts";
import type { Ears } from "../hear.ts";
import type { Bot } from "../ports.ts";
import { escaped } from "../render/markdown.ts";
import type { Threads } from "../threads.ts";
import type { WireInteraction, WireUser } from "../wire.ts";

export interface Context {
  bot: Bot;
  threads: Threads;
  asks: Asks;
  ears: Ears;
  interaction: WireInteraction;
  /** Who typed, pressed or picked. */
  user: WireUser;
  /** What their actions in the desk are signed with. */
  by: string;
}

/** A thing that people can do in Discord: its shape as Discord registers it, whom it is for, and what it does. */
export interface AppCommand {
  definition: Record<string, unknown> & { name: string; type: number };
  /** Only for those who have a responder's or a moderator's role, whatever Discord's own permissions say. */
  staff?: boolean;
  /** The text that only the person sees; undefined when they have been answered already. */
  run(context: Context): Promise<string | undefined>;
  /** Choices while an option is typed. */
  complete?(context: Context, typed: string): Promise<{ name: string; value: string | number }[]>;
}

/** The value of an option, at the top or below a subcommand. */
export function optionOf({ data }: WireInteraction, name: string): string | undefined {
  const all = data.options.flatMap((it) => [it, ...(it.options ?? [])]);
  const value = all.find((it) => it.name === name)?.value;
  return value === undefined ? undefined : String(value);
}

export const subcommandOf = ({ data }: WireInteraction): string => data.options[0]?.name ?? "";

/** What came of an order; why not, in the words of whoever gave it. */
export const outcome = (done: { ok: true } | Refusal, well: string, { locale }: WireInteraction): string =>
  done.ok ? well : escaped(sayRefusal(done, locale));
