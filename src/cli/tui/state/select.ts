import type { Instant } from "../../../core/time.ts";
import type { WireTicket } from "../../../server/api.ts";
import { LANGUAGES, type Words } from "../words/words.ts";
import type { Action } from "./action.ts";
import type { State, ViewId } from "./state.ts";

const OFFLINE_AFTER = 5;
const BREACHING = 15 * 60_000;

export const wordsOf = (state: State): Words => LANGUAGES[state.language];
export const ticketName = (number: number): string => `T-${number}`;

export const isLive = ({ state }: WireTicket): boolean => state === "open" || state === "pending";

/** Whether the desk cannot be changed from here: it has not been reached five times in a row, or does not take the token. */
export const isOffline = ({ connection }: State): boolean =>
  connection.is === "denied" || (connection.is === "lost" && connection.tries >= OFFLINE_AFTER);

function withAction(ticket: WireTicket, action: Action): WireTicket {
  switch (action.kind) {
    case "acknowledge":
      return { ...ticket, acknowledged: true };
    case "assign":
      return { ...ticket, owner: action.to };
    case "resolve":
      return { ...ticket, state: "resolved", dueAt: null, dueKind: null };
    case "escalate":
      return { ...ticket, acknowledged: false };
    case "reopen":
      return { ...ticket, state: "open" };
    case "reply":
      return { ...ticket, acknowledged: true, state: ticket.state === "open" ? "pending" : ticket.state };
    case "prioritise":
      return { ...ticket, priority: action.priority };
    case "snooze":
      return { ...ticket, snoozedUntil: action.until };
    case "wake":
      return { ...ticket, snoozedUntil: null };
    case "note":
    case "correct":
    case "take-back":
      return ticket;
  }
}

/** A ticket as it is shown: what the desk said last, and on top what was asked of it and is not answered yet. */
export function ticketShown(state: State, number: number): WireTicket | undefined {
  const ticket = state.tickets.get(number);
  if (ticket === undefined || state.inflight.size === 0) return ticket;
  return [...state.inflight.values()]
    .filter((it) => it.number === number)
    .reduce((shown, { action }) => withAction(shown, action), ticket);
}

/** Live, and not put aside. */
const isUp = (ticket: WireTicket): boolean => isLive(ticket) && ticket.snoozedUntil === null;

const VIEW_TESTS: Record<ViewId, (ticket: WireTicket, state: State) => boolean> = {
  all: isUp,
  mine: (ticket, { me }) => isUp(ticket) && me !== null && ticket.owner === me.name,
  unowned: (ticket) => isUp(ticket) && ticket.owner === null,
  breaching: (ticket, { now }) =>
    isLive(ticket) && (ticket.breached || (ticket.dueAt !== null && ticket.dueAt - now < BREACHING)),
  security: (ticket) => isUp(ticket) && (ticket.category ?? "").includes("security"),
  chinese: (ticket) => isUp(ticket) && ticket.language.startsWith("zh"),
  resolved: (ticket) => !isLive(ticket),
  snoozed: (ticket) => isLive(ticket) && ticket.snoozedUntil !== null,
};

export const inView = (ticket: WireTicket, view: ViewId, state: State): boolean => VIEW_TESTS[view](ticket, state);

export interface Counts {
  live: number;
  top: number;
  breached: number;
  /** Escalations that found nobody on call, or that nobody took. */
  nobody: number;
}

const counted = new WeakMap<State["tickets"], Counts>();

/** For the status line: live tickets, those of P0, and those that missed a target. */
export function counts({ tickets }: Pick<State, "tickets">): Counts {
  const before = counted.get(tickets);
  if (before !== undefined) return before;
  const found = { live: 0, top: 0, breached: 0, nobody: 0 };
  for (const ticket of tickets.values()) {
    if (!isLive(ticket)) continue;
    found.live++;
    if (ticket.priority === "P0") found.top++;
    if (ticket.breached) found.breached++;
    if (ticket.escalation === "nobody" || ticket.escalation === "exhausted") found.nobody++;
  }
  counted.set(tickets, found);
  return found;
}

export const unsentDrafts = ({ drafts }: State): number =>
  [...drafts.values()].filter(({ text }) => text.trim() !== "").length;

const two = (value: number): string => String(value).padStart(2, "0");

/** Time left until a moment, at most 7 columns: `46:54`, `1h46m`, `2d03h`; with `!-` in front once it has passed. */
export function countdown(at: Instant, now: Instant): string {
  const late = at < now;
  const seconds = Math.floor(Math.abs(at - now) / 1_000);
  const hours = Math.floor(seconds / 3_600);
  const length =
    hours >= 24
      ? `${Math.floor(hours / 24)}d${two(hours % 24)}h`
      : hours > 0
        ? `${hours}h${two(Math.floor(seconds / 60) % 60)}m`
        : `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
  return late ? `!-${length}` : length;
}

/** `01:01:38Z` */
export const clock = (at: Instant): string => `${new Date(at).toISOString().slice(11, 19)}Z`;
/** `00:05`, or with the day when that is another one: `11-21 23:58`. */
export const timeOf = (at: Instant, now: Instant): string => {
  const [then, today] = [at, now].map((it) => new Date(it).toISOString());
  return then?.slice(0, 10) === today?.slice(0, 10)
    ? (then?.slice(11, 16) ?? "")
    : (then?.slice(5, 16).replace("T", " ") ?? "");
};
