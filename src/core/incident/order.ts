import type { DeskCommand } from "../desk-command.ts";
import type { TicketRow } from "../ports.ts";
import { type CaseOf, incidentOf } from "./incident.ts";

/** The case of a ticket. */
export const caseOfTicket = ({ id: ticket, number, conversation, customer, channel, language }: TicketRow): CaseOf => ({
  ticket,
  number,
  conversation,
  customer,
  channel,
  language,
});

const NAMED = /^account:([A-Za-z0-9._:-]{1,80})(?:\s+|$)/i;

/** A responder's freeze in words: `account:8841 withdrawals to a new address`, or the reason alone where the account is linked. */
export function freezeInWords(ticket: TicketRow, by: string, words: string): DeskCommand {
  const account = NAMED.exec(words.trim())?.[1] ?? null;
  const text = words.trim().replace(NAMED, "");
  const command = { type: "freeze", by, account, text, of: caseOfTicket(ticket), linked: null } as const;
  return { to: "incident", stream: incidentOf(ticket.id), command };
}
