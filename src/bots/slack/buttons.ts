import { refuse } from "../../core/errors.ts";
import type { TicketListItem } from "../../core/ports.ts";
import type { Executed, Once } from "../../core/run.ts";
import type { TicketCommand } from "../../core/ticket/ticket.ts";
import type { Instant } from "../../core/time.ts";
import type { SlackPorts, Staff } from "./ports.ts";

/** What a dialog asked for; the fields that it does not have are empty. */
export interface Asked {
  text: string;
  person: string;
  until: Instant;
  /** Null for the one that goes with the ticket. */
  policy: string | null;
}
export const NOTHING_ASKED: Asked = { text: "", person: "", until: 0, policy: null };

export type Field = { field: "words"; label: string; optional?: true } | { field: "person" | "until" | "policy" };

interface TicketButton {
  label: string;
  style?: "primary" | "danger";
  /** What it asks first, in a dialog. */
  dialog?: { title: string; submit: string; fields: Field[] };
  shownOn(ticket: Pick<TicketListItem, "state" | "acknowledged" | "snoozedUntil">): boolean;
  command(by: string, asked: Asked): TicketCommand;
}

type Shown = TicketButton["shownOn"];
const isLive: Shown = ({ state }) => state === "open" || state === "pending";
const UNSEEN = "The customer does not see this.";
const reason = (label: string): Field => ({ field: "words", label: `${label} ${UNSEEN}` });

const table = <Name extends string>(buttons: Record<Name, TicketButton>): Record<Name, TicketButton> => buttons;

/** The buttons of a ticket's card in their order: when each is shown, what it asks, and what it does. */
export const BUTTONS = table({
  acknowledge: {
    label: "Acknowledge",
    style: "primary",
    shownOn: (ticket) => isLive(ticket) && !ticket.acknowledged,
    command: (by) => ({ type: "acknowledge", by }),
  },
  take: { label: "Take it", shownOn: isLive, command: (by) => ({ type: "assign", by, to: by }) },
  assign: {
    label: "Assign…",
    dialog: { title: "Assign", submit: "Assign", fields: [{ field: "person" }] },
    shownOn: isLive,
    command: (by, { person }) => ({ type: "assign", by, to: person }),
  },
  snooze: {
    label: "Snooze…",
    dialog: {
      title: "Snooze",
      submit: "Snooze",
      fields: [{ field: "until" }, { field: "words", label: `Why? ${UNSEEN}`, optional: true }],
    },
    shownOn: (ticket) => isLive(ticket) && ticket.snoozedUntil === null,
    command: (by, { until, text }) => ({ type: "snooze", by, until, text }),
  },
  wake: {
    label: "Bring back",
    shownOn: (ticket) => isLive(ticket) && ticket.snoozedUntil !== null,
    command: (by) => ({ type: "wake", by }),
  },
  escalate: {
    label: "Escalate…",
    style: "danger",
    dialog: { title: "Escalate", submit: "Page the next", fields: [reason("Why?"), { field: "policy" }] },
    shownOn: isLive,
    command: (by, { policy, text }) => ({ type: "escalate", by, policy, text }),
  },
  note: {
    label: "Note…",
    dialog: {
      title: "Internal note",
      submit: "Save",
      fields: [{ field: "words", label: "Only staff see it." }],
    },
    shownOn: () => true,
    command: (by, { text }) => ({ type: "note", by, text }),
  },
  resolve: {
    label: "Resolve…",
    dialog: { title: "Resolve", submit: "Resolve", fields: [reason("What settled it?")] },
    shownOn: isLive,
    command: (by, { text }) => ({ type: "resolve", by, text }),
  },
  reopen: {
    label: "Reopen…",
    dialog: { title: "Reopen", submit: "Reopen", fields: [reason("Why?")] },
    shownOn: (ticket) => !isLive(ticket),
    command: (by, { text }) => ({ type: "reopen", by, text }),
  },
});
export type Button = keyof typeof BUTTONS;

export const isButton = (name: string): name is Button => Object.hasOwn(BUTTONS, name);
export const shownOn = (ticket: Parameters<Shown>[0]): Button[] =>
  (Object.keys(BUTTONS) as Button[]).filter((name) => BUTTONS[name].shownOn(ticket));

/** Carries out a button of a ticket's card. */
export async function press(
  { desk, store }: Pick<SlackPorts, "desk" | "store">,
  { button, number, asked, once }: { button: Button; number: number; asked: Asked; once: Once | undefined },
  { name }: Staff,
): Promise<Executed> {
  const ticket = await store.ticket({ number });
  if (ticket === undefined) return refuse("not_found", `there is no ticket T-${number}`);
  return desk.execute({ to: "ticket", stream: ticket.id, command: BUTTONS[button].command(name, asked) }, { once });
}
