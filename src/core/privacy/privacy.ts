import type { StreamId } from "../ports.ts";
import type { Recorded } from "../stream.ts";
import type { Instant } from "../time.ts";
import { type Hold, type HoldKind, isAgainstAll, type Obstacle } from "./obstacle.ts";

/** The one stream of what is decided about people's data. */
export const PRIVACY = "privacy:desk";

/** GDPR art. 17(1) (a) to (e), in short. */
export const GROUNDS = ["no_longer_needed", "consent_withdrawn", "objection", "unlawful", "legal_obligation"] as const;
export type Ground = (typeof GROUNDS)[number];

/** A place in the daily look. */
export interface SweepFrom {
  class: "conversations" | "tickets" | "moderation";
  after: StreamId | null;
}

/** How many texts of each class went, because their time was over. */
export type Swept = Record<"conversations" | "tickets" | "moderation" | "inbound", number>;

/** `obstacles` is what the desk found in the way; it looks before it decides. */
export type PrivacyCommand =
  | { type: "hold"; by: string; customer: string; kind: HoldKind; until: Instant | null; text: string }
  | { type: "release"; by: string; customer: string; kind: HoldKind }
  | { type: "ask"; by: string; customer: string; ground: Ground; obstacles?: Obstacle[] }
  | { type: "confirm"; by: string; customer: string; obstacles?: Obstacle[] }
  | { type: "withdraw"; by: string; customer: string }
  | { type: "carried-out"; of: string; texts: number; tickets: ErasedTicket[] }
  | { type: "exported"; by: string; customer: string }
  /** `next`: where to go on; null where all has been looked at. */
  | { type: "swept"; counts: Swept; next: SweepFrom | null }
  | { type: "deadline"; kind: string };

export type PrivacyEvent =
  /** The event's text is why. */
  | { type: "hold.placed"; by: string; customer: string; kind: HoldKind; until: Instant | null }
  | { type: "hold.released"; by: string; customer: string; kind: HoldKind }
  | { type: "erasure.asked"; by: string; customer: string; ground: Ground }
  | { type: "erasure.refused"; by: string; customer: string; step: "ask" | "confirm"; obstacles: Obstacle[] }
  /** What is in `kept` stays until then. */
  | { type: "erasure.confirmed"; by: string; customer: string; kept: Kept[] }
  | { type: "erasure.withdrawn"; by: string; customer: string }
  | { type: "erasure.carried_out"; of: string; texts: number; tickets: ErasedTicket[] }
  /** What was kept goes too. */
  | { type: "erasure.resumed"; customer: string }
  | { type: "data.exported"; by: string; customer: string }
  | { type: "retention.due" }
  | { type: "retention.swept"; counts: Swept; next: SweepFrom | null };

/** One that is shown anew where staff see it. */
export interface ErasedTicket {
  ticket: StreamId;
  conversation: StreamId;
}

/** Streams whose texts the law keeps, and until when. */
export interface Kept {
  name: string;
  until: Instant;
  streams: StreamId[];
}

export type Erasure =
  | { state: "asked"; id: string; by: string; at: Instant; ground: Ground }
  /** Under way, or waiting for what is kept. */
  | { state: "confirmed"; id: string; by: string; at: Instant; kept: Kept[] };

export interface Privacy {
  holds: Readonly<Record<string, Hold[]>>;
  erasures: Readonly<Record<string, Erasure>>;
  /** When what is too old is looked for next; 0 before the first time. */
  sweepAt: Instant;
}

export const noPrivacy: Privacy = { holds: {}, erasures: {}, sweepAt: 0 };
export const SWEEP_EVERY = 86_400_000;

const without = <T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));

/** The state after an event. */
export function evolve(state: Privacy, { event, at, id }: Recorded<PrivacyEvent>): Privacy {
  const { holds, erasures } = state;
  const erasure = (customer: string, now: Erasure) => ({ ...state, erasures: { ...erasures, [customer]: now } });
  switch (event.type) {
    case "hold.placed": {
      const { customer, kind, by, until } = event;
      const others = (holds[customer] ?? []).filter((it) => it.kind !== kind);
      return { ...state, holds: { ...holds, [customer]: [...others, { kind, by, since: at, until }] } };
    }
    case "hold.released": {
      const others = (holds[event.customer] ?? []).filter((it) => it.kind !== event.kind);
      const rest = without(holds, event.customer);
      return { ...state, holds: others.length === 0 ? rest : { ...rest, [event.customer]: others } };
    }
    case "erasure.asked":
      return erasure(event.customer, { state: "asked", id, by: event.by, at, ground: event.ground });
    case "erasure.confirmed":
      return erasure(event.customer, { state: "confirmed", id, by: event.by, at, kept: event.kept });
    case "erasure.resumed": {
      const before = erasures[event.customer];
      return before?.state === "confirmed" ? erasure(event.customer, { ...before, kept: [] }) : state;
    }
    case "erasure.withdrawn":
      return { ...state, erasures: without(erasures, event.customer) };
    case "erasure.carried_out": {
      const [customer, before] = Object.entries(erasures).find(([, it]) => it.id === event.of) ?? [];
      if (customer === undefined || (before?.state === "confirmed" && before.kept.length > 0)) return state;
      return { ...state, erasures: without(erasures, customer), holds: without(holds, customer) };
    }
    case "retention.due":
      return { ...state, sweepAt: at + SWEEP_EVERY };
    case "erasure.refused":
    case "data.exported":
    case "retention.swept":
      return state;
  }
}

export const keptOf = (obstacles: readonly Obstacle[]): Kept[] =>
  obstacles.flatMap((it) =>
    it.why === "kept_by_law" ? [{ name: it.name, until: it.until, streams: it.streams }] : [],
  );

/** The moment at which the last of it may go. */
export const keptUntil = (kept: readonly Kept[]): Instant => Math.max(...kept.map(({ until }) => until));

export const standInTheWay = (obstacles: readonly Obstacle[]): boolean => obstacles.some(isAgainstAll);
