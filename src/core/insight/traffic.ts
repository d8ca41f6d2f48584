import type { ConversationEvent } from "../conversation/conversation.ts";
import type { StoredEvent } from "../ports.ts";
import type { TicketEvent } from "../ticket/ticket.ts";
import type { Instant, Millis } from "../time.ts";

/** How many of each kind, the most first. */
export type Shares = { of: string; count: number }[];

/** A stretch of the time that is looked at. `backlog`: tickets that were not resolved when it ended. */
interface Slot {
  from: Instant;
  arrived: number;
  resolved: number;
  backlog: number;
}

/** How a stretch of time went at the desk. */
export interface Traffic {
  from: Instant;
  until: Instant;
  /** Of equal length, the oldest first. */
  slots: Slot[];
  arrived: number;
  resolved: number;
  backlog: number;
  /** Of the tickets that arrived, those that have missed a promise. */
  missed: number;
  /** Of the tickets that arrived and were answered by a person: the median wait, in milliseconds. */
  firstReply: Millis | null;
  languages: Shares;
  categories: Shares;
  priorities: Shares;
  /** Conversations with a question in that time, and those of them that no person had to take. By language: of how many, how many. */
  asked: number;
  alone: number;
  aloneByLanguage: { language: string; asked: number; alone: number }[];
  /** What customers gave, from 1 to 5. */
  ratings: { count: number; mean: number | null };
}

interface Span {
  from: Instant;
  until: Instant;
  slots: number;
}

const TICKET = /^ticket:/;

/**
 * Counts what happened within [from, until). `events` are at least those of that time, in their order; `backlog` is how many tickets
 * are not resolved at `until`.
 */
export function trafficOf(events: readonly StoredEvent[], { from, until, slots }: Span, backlog: number): Traffic {
  const within = events.filter(({ at }) => at >= from && at < until);
  const tickets = ticketsIn(within);
  const arrived = tickets.values().filter((it) => it.openedAt !== null);
  const opened = [...arrived];
  const replies = opened.flatMap(({ openedAt, repliedAt }) =>
    openedAt === null || repliedAt === null ? [] : [repliedAt - openedAt],
  );
  const parts = slotsOf(within, { from, until, slots }, backlog);
  return {
    from,
    until,
    slots: parts,
    arrived: opened.length,
    resolved: parts.reduce((sum, it) => sum + it.resolved, 0),
    backlog,
    missed: opened.filter(({ missed }) => missed).length,
    firstReply: median(replies),
    languages: shares(opened.map(({ language }) => language)),
    categories: shares(opened.map(({ category }) => category ?? "-")),
    priorities: shares(opened.map(({ priority }) => priority ?? "-")),
    ...questionsIn(within),
  };
}

interface Seen {
  openedAt: Instant | null;
  language: string;
  category: string | null;
  priority: string | null;
  repliedAt: Instant | null;
  missed: boolean;
}

function ticketsIn(events: readonly StoredEvent[]): Map<string, Seen> {
  const seen = new Map<string, Seen>();
  for (const { stream, at, data } of events) {
    if (!TICKET.test(stream)) continue;
    const event = data as TicketEvent;
    const fresh = { openedAt: null, language: "", category: null, priority: null, repliedAt: null, missed: false };
    const known = seen.get(stream) ?? fresh;
    if (event.type === "opened")
      seen.set(stream, { ...known, openedAt: at, language: event.language, category: event.subject.category });
    else if (event.type === "routed" || event.type === "prioritised")
      seen.set(stream, { ...known, priority: event.priority });
    else if (event.type === "responder.replied") seen.set(stream, { ...known, repliedAt: known.repliedAt ?? at });
    else if (event.type === "sla.breached") seen.set(stream, { ...known, missed: true });
  }
  return seen;
}

/** Backwards from what is open at the end: what came must be taken away, what was resolved was still there. */
function slotsOf(events: readonly StoredEvent[], { from, until, slots }: Span, backlog: number): Slot[] {
  const length = (until - from) / slots;
  const found = Array.from({ length: slots }, (_, i) => ({
    from: from + i * length,
    came: 0,
    arrived: 0,
    resolved: 0,
  }));
  for (const { stream, at, data } of events) {
    const slot = found[Math.min(slots - 1, Math.floor((at - from) / length))];
    if (slot === undefined || !TICKET.test(stream)) continue;
    if (data.type === "opened") slot.arrived++;
    if (data.type === "opened" || data.type === "reopened") slot.came++;
    if (data.type === "resolved") slot.resolved++;
  }
  let open = backlog;
  return found
    .toReversed()
    .map(({ from, came, arrived, resolved }): Slot => {
      const slot = { from, arrived, resolved, backlog: open };
      open = Math.max(0, open - came + resolved);
      return slot;
    })
    .toReversed();
}

function questionsIn(events: readonly StoredEvent[]): Pick<Traffic, "asked" | "alone" | "aloneByLanguage" | "ratings"> {
  const asked = new Map<string, { language: string; person: boolean }>();
  const scores: number[] = [];
  for (const { stream, data } of events) {
    if (!stream.startsWith("conversation:")) continue;
    const event = data as ConversationEvent;
    const known = asked.get(stream);
    if (event.type === "question.assessed")
      asked.set(stream, { language: event.language, person: known?.person ?? false });
    else if (event.type === "handed_off" && known !== undefined) asked.set(stream, { ...known, person: true });
    else if (event.type === "rated") scores.push(event.score);
  }
  const all = [...asked.values()];
  const languages = shares(all.map(({ language }) => language));
  return {
    asked: all.length,
    alone: all.filter(({ person }) => !person).length,
    aloneByLanguage: languages.map(({ of, count }) => ({
      language: of,
      asked: count,
      alone: all.filter((it) => it.language === of && !it.person).length,
    })),
    ratings: {
      count: scores.length,
      mean: scores.length === 0 ? null : scores.reduce((sum, it) => sum + it, 0) / scores.length,
    },
  };
}

function shares(values: readonly string[]): Shares {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([of, count]) => ({ of, count })).sort((a, b) => b.count - a.count || (a.of < b.of ? -1 : 1));
}

/** The middle one; of an even number, the earlier of the two in the middle. */
const median = (values: readonly number[]): number | null =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length / 2) - 1] ?? null;
