import { refuse } from "../errors.ts";
import { isPaging } from "../escalation/escalation.ts";
import { type Decision, decided, type Emitted } from "../stream.ts";
import type { Instant, Millis } from "../time.ts";
import type { LiveTicket, TicketCommand, TicketEvent } from "./ticket.ts";

/** A ticket that somebody put aside. It hides the ticket, never a promise: the clocks of the SLA go on. */
export interface Snooze {
  by: string;
  until: Instant;
}

/** Why a ticket is back. */
export type WokenBecause = "over" | "customer" | "sla" | "asked";

/** Longer than this is not put aside but forgotten. */
const LONGEST: Millis = 31 * 86_400_000;

export function snooze(
  { by, until, text }: Extract<TicketCommand, { type: "snooze" }>,
  state: LiveTicket,
  now: Instant,
): Decision<TicketEvent> {
  if (state.state === "resolved")
    return refuse("already_resolved", `T-${state.opened.number} is resolved; reopen it first`);
  if (until <= now) return refuse("bad_span", "a snooze ends in the future");
  if (until - now > LONGEST) return refuse("bad_span", "a snooze lasts 31 days at most");
  // Who puts it aside has seen it.
  const seen = state.acknowledgedBy === null && isPaging(state.escalation);
  return decided(...(seen ? [{ event: { type: "acknowledged" as const, by } }] : []), {
    event: { type: "snoozed", by, until },
    ...(text === "" ? {} : { text }),
  });
}

export function wake(by: string, state: LiveTicket): Decision<TicketEvent> {
  if (state.snooze === null) return refuse("not_snoozed", `T-${state.opened.number} is not snoozed`);
  return decided({ event: { type: "woken", because: "asked", by } });
}

/** The ticket comes back, if it was put aside. */
export const wokenBy = (because: Exclude<WokenBecause, "asked">, state: LiveTicket): Emitted<TicketEvent>[] =>
  state.snooze === null ? [] : [{ event: { type: "woken", because, by: null } }];

/** The deadline that brings it back. One that is early, or no longer applies, decides nothing. */
export const snoozeDue = (state: LiveTicket, now: Instant): Emitted<TicketEvent>[] =>
  state.snooze !== null && state.snooze.until <= now ? wokenBy("over", state) : [];

export const snoozeDeadline = ({ snooze }: LiveTicket): { kind: string; at: Instant }[] =>
  snooze === null ? [] : [{ kind: "snooze.over", at: snooze.until }];
