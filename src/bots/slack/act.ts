import type { Executed, Once } from "../../core/desk.ts";
import { refuse } from "../../core/errors.ts";
import type { TicketCommand } from "../../core/ticket/ticket.ts";
import type { Button } from "./card.ts";
import type { SlackPorts, Staff } from "./ports.ts";

/** What a button does to its ticket; the words come from the dialog that asked for them. */
const COMMANDS: Record<Button, (by: string, text: string) => TicketCommand> = {
  acknowledge: (by) => ({ type: "acknowledge", by }),
  take: (by) => ({ type: "assign", by, to: by }),
  note: (by, text) => ({ type: "note", by, text }),
  resolve: (by, text) => ({ type: "resolve", by, text }),
  reopen: (by, text) => ({ type: "reopen", by, text }),
};

/** Buttons that ask for words first, and what they ask. */
export const DIALOGS: Partial<Record<Button, { title: string; label: string; submit: string }>> = {
  note: { title: "Internal note", label: "Only staff see it.", submit: "Save" },
  resolve: { title: "Resolve", label: "What settled it? The customer does not see this.", submit: "Resolve" },
  reopen: { title: "Reopen", label: "Why? The customer does not see this.", submit: "Reopen" },
};

export const isButton = (name: string): name is Button => Object.hasOwn(COMMANDS, name);

/** Carries out a button of a ticket's card. */
export async function act(
  { desk, store }: Pick<SlackPorts, "desk" | "store">,
  { button, number, text, once }: { button: Button; number: number; text: string; once: Once | undefined },
  { name }: Staff,
): Promise<Executed> {
  const ticket = await store.ticket({ number });
  if (ticket === undefined) return refuse("not_found", `there is no ticket T-${number}`);
  return desk.execute({ to: "ticket", stream: ticket.id, command: COMMANDS[button](name, text) }, { once });
}
