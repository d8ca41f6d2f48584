import { happening } from "../happening.ts";
import type { StoredEvent } from "../ports.ts";
import type { Instant } from "../time.ts";

/** How much of what happened somebody who was away has to know: all of the grave, of the usual nothing. */
type Weight = "grave" | "notable" | "usual";

const WEIGHTS: Readonly<Record<string, Weight>> = {
  "sla.breached": "grave",
  nobody_on_call: "grave",
  "escalation.exhausted": "grave",
  "acknowledgement.expired": "grave",
  opened: "notable",
  escalated: "notable",
  reopened: "notable",
  prioritised: "notable",
  resolved: "notable",
  assigned: "notable",
  "facts.overridden": "notable",
};

/** Streams that are nobody's ticket, and of which everything counts. */
const OTHERS = /^(?:roster|outage|incident):/;

export interface Counts {
  opened: number;
  resolved: number;
  reopened: number;
  /** Promises that were missed. */
  missed: number;
  /** Times that nobody was on call, or nobody took it. */
  unheard: number;
}

/** What happened to one ticket, the newest last. */
export interface TicketNews {
  stream: string;
  grave: boolean;
  /** When the last of it happened. */
  at: Instant;
  what: string[];
}

export interface CatchUp {
  counts: Counts;
  /** The grave first, then the newest. */
  tickets: TicketNews[];
  /** Turns, hand-overs, outages; the newest last. */
  others: { at: Instant; what: string }[];
}

/** More than this of one ticket is read in its history. */
const LINES = 4;

const weightOf = ({ data }: StoredEvent): Weight => WEIGHTS[data.type] ?? "usual";

/** What somebody who was away since then has to know, in a form that is read in a minute. `events` in their order. */
export function catchUp(
  events: readonly StoredEvent[],
  texts: ReadonlyMap<string, string | null> = new Map(),
): CatchUp {
  const count = (...types: string[]): number => events.filter(({ data }) => types.includes(data.type)).length;
  const told = new Map<string, TicketNews>();
  for (const event of events) {
    const weight = weightOf(event);
    const what = event.stream.startsWith("ticket:") && weight !== "usual" ? happening(event, texts)?.what : undefined;
    if (what === undefined) continue;
    const before = told.get(event.stream);
    told.set(event.stream, {
      stream: event.stream,
      grave: weight === "grave" || (before?.grave ?? false),
      at: event.at,
      what: [...(before?.what ?? []).filter((it) => it !== what), what].slice(-LINES),
    });
  }
  return {
    counts: {
      opened: count("opened"),
      resolved: count("resolved"),
      reopened: count("reopened"),
      missed: count("sla.breached"),
      unheard: count("nobody_on_call", "escalation.exhausted"),
    },
    tickets: [...told.values()].sort((a, b) => Number(b.grave) - Number(a.grave) || b.at - a.at),
    others: events
      .filter(({ stream }) => OTHERS.test(stream))
      .flatMap((event) => {
        const said = happening(event, texts);
        return said === null ? [] : [{ at: said.at, what: said.what }];
      }),
  };
}

/** Who did it; null for what happened by itself, or what a customer did. */
export function doerOf({ data }: StoredEvent): string | null {
  const { by, from } = data as { by?: unknown; from?: { side?: string; name?: string } };
  if (typeof by === "string") return by;
  return from?.side === "responder" ? (from.name ?? null) : null;
}

/** What somebody did, as a sentence; null for what is part of another's story. */
export function sayDone(event: StoredEvent, texts: ReadonlyMap<string, string | null>): string | null {
  if (event.data.type === "message.received") return "replied to the customer";
  if (event.data.type === "note.added") return "wrote a note";
  return happening(event, texts)?.what ?? null;
}
