import { simulatePages } from "../escalation/simulate.ts";
import type { Roster } from "../oncall/roster.ts";
import type { Policy } from "../policy.ts";
import type { StoredEvent, StreamId } from "../ports.ts";
import type { TicketEvent } from "../ticket/ticket.ts";
import type { Instant } from "../time.ts";
import { readAnew, stoppedMessages } from "./replay.ts";
import { route } from "./route.ts";

export interface Outcome {
  priority: string;
  team: string;
  rule: string | null;
  policy: string | null;
  tags: string[];
  /** Pages until somebody took it. */
  pages: number;
}

/** A ticket whose outcome would be another one. */
export interface Changed {
  number: number;
  before: Outcome;
  after: Outcome;
}

export interface Backtest {
  tickets: number;
  changed: Changed[];
  /** Messages that the bot dealt with, and that a rule would have taken from it. */
  stopped: { message: string; rule: string }[];
  pages: { before: number; after: number };
}

interface Past {
  opened?: { event: Extract<TicketEvent, { type: "opened" }>; at: Instant };
  routed?: Extract<TicketEvent, { type: "routed" }>;
  /** When somebody first took it, or settled it. */
  takenAt?: Instant;
  pages: number;
}

/**
 * Routes every ticket of a history anew under another policy. Pages are those until somebody took the ticket, at the moment at which
 * somebody really did (`end` for those that nobody has): how people would have reacted to other pages, nobody knows. `texts` are read
 * by the patterns of the new rules; where one was erased, what was found in it then counts.
 */
export function backtest(
  events: readonly StoredEvent[],
  policy: Policy,
  roster: Roster,
  end: Instant,
  texts: ReadonlyMap<string, string | null> = new Map(),
): Backtest {
  const past = new Map<StreamId, Past>();
  for (const { stream, at, data } of events) {
    if (!stream.startsWith("ticket:")) continue;
    const event = data as TicketEvent;
    const ticket = past.get(stream) ?? { pages: 0 };
    past.set(stream, note(ticket, event, at));
  }
  const stopped = stoppedMessages(events, policy, texts);
  const result: Backtest = { tickets: 0, changed: [], stopped, pages: { before: 0, after: 0 } };
  for (const { opened, routed, takenAt, pages } of past.values()) {
    if (opened === undefined || routed === undefined) continue;
    const { type: _, number, ...ticket } = opened.event;
    const { priority, team, rule, policy: id, tags } = route(readAnew(ticket, policy, texts), policy, opened.at);
    const now = simulatePages({ id, priority }, { from: opened.at, until: takenAt ?? end }, policy, roster);
    const before = {
      priority: routed.priority,
      team: routed.team,
      rule: routed.rule,
      policy: routed.policy ?? null,
      tags: routed.tags ?? [],
      pages,
    };
    const after = { priority, team, rule, policy: id, tags, pages: now };
    result.tickets += 1;
    result.pages.before += before.pages;
    result.pages.after += after.pages;
    const same =
      (["priority", "team", "policy", "pages"] as const).every((key) => before[key] === after[key]) &&
      before.tags.join(" ") === after.tags.join(" ");
    if (!same) result.changed.push({ number, before, after });
  }
  return result;
}

function note(ticket: Past, event: TicketEvent, at: Instant): Past {
  switch (event.type) {
    case "opened":
      return { ...ticket, opened: { event, at } };
    case "routed":
      return { ...ticket, routed: ticket.routed ?? event };
    case "acknowledged":
    case "assigned":
    case "resolved":
      return { ...ticket, takenAt: ticket.takenAt ?? at };
    case "responder.paged":
      return ticket.takenAt === undefined ? { ...ticket, pages: ticket.pages + 1 } : ticket;
    default:
      return ticket;
  }
}
