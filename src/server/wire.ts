import type { Act } from "../core/effect.ts";
import type { EffectRow, Store, TicketListItem } from "../core/ports.ts";
import { excerpt } from "../core/text.ts";
import type { WireEffect, WireTicket } from "./api.ts";

/** A ticket as it goes over the wire: without what only the store needs. */
export function toWireTicket({
  conversation: _,
  subjectContent: __,
  answeredAt: ___,
  ...ticket
}: TicketListItem): WireTicket {
  return ticket;
}

/** An effect without any text: what it does, not what it says. */
export function toWireEffect({ effect, status, attempts, error, updatedAt }: EffectRow): WireEffect {
  const { id, key, dueAt, act } = effect;
  return {
    id,
    status,
    what: describeAct(act),
    key,
    dueAt,
    attempts,
    error: error === null ? null : excerpt(error, 300),
    updatedAt,
  };
}

function describeAct(act: Act): string {
  switch (act.kind) {
    case "send":
      return `send ${act.form.form} to ${act.channel}`;
    case "edit":
      return `change what was said in ${act.channel}`;
    case "page":
      return `page ${act.person} about T-${act.number}`;
    case "tell":
      if (act.about === "risk.unreached") return `tell ${act.person} of an account in danger that nobody is linked to`;
      if (act.about === "outage.noticed") return `tell ${act.person} of outage ${act.id}`;
      return "says" in act
        ? `tell ${act.person} that ${act.says}`
        : `tell ${act.person} of the hand-over of ${act.schedule}`;
    case "page-room":
      return `page ${act.room} in ${act.channel} about T-${act.number}`;
    case "pages":
      return `bring pages in ${act.channel} up to date`;
    case "spread":
      return `tell those who wait about outage ${act.outage}`;
    case "open":
      return `open a private place in ${act.channel}`;
    case "moderate":
      return `${act.undo ? "undo " : ""}${act.action} in ${act.channel}`;
    case "triage":
      return `triage ${act.ticket}`;
    case "erase":
      return "erase a customer";
    case "unsay":
      return `take away what was said in ${act.channel}`;
    case "sweep":
      return "remove what is too old";
    case "card":
      return `show ${act.ticket} in ${act.channel}`;
    case "indicators":
      return `look through a message for ${act.incident}`;
    case "exchange":
      return `${act.call} the account of INC-${act.number}`;
    case "command":
      return `${act.command.command.type} ${act.command.to}`;
  }
}

/** Where the event stream is at a position: `<epoch>-<position>`. */
export const eventId = (epoch: string, position: number): string => `${epoch}-${position}`;

/** Where the event stream is now. Ask before reading what goes with it, so that nothing falls between the two. */
export const newestEventId = async (store: Store): Promise<string> => eventId(store.epoch, await store.head());

/** Splits an event id; undefined when it is none. */
export function fromEventId(id: string): { epoch: string; position: number } | undefined {
  const [, epoch, position] = /^(.{1,200})-(\d{1,15})$/.exec(id) ?? [];
  return epoch === undefined ? undefined : { epoch, position: Number(position) };
}
