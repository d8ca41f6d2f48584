import type { Instant } from "../../../core/time.ts";
import type { WireTicket } from "../../../server/api.ts";
import type { Seen } from "./seen.ts";

/** A change that a responder asks for. */
export type Action =
  | { kind: "acknowledge" }
  | { kind: "assign"; to: string }
  | { kind: "resolve"; reason: string }
  | { kind: "reopen"; reason: string }
  /** `override`: why what no fact says is sent all the same. */
  | { kind: "reply"; text: string; override?: string }
  | { kind: "escalate"; reason: string }
  | { kind: "note"; text: string }
  /** `message`: its id in the transcript. */
  | { kind: "correct"; message: string; text: string; override?: string }
  | { kind: "prioritise"; priority: WireTicket["priority"] }
  | { kind: "snooze"; until: Instant }
  | { kind: "wake" }
  /** `text`: what comes back into the draft. */
  | { kind: "take-back"; text: string };

/** What an action may have to put back. */
type Before = Pick<WireTicket, "owner" | "snoozedUntil" | "priority">;

/** What was just done, and how it is taken back; null where the desk cannot. */
export interface Undo {
  done: Action["kind"];
  /** What is asked of the desk for it, a ticket each; none where it knows no way. */
  back: readonly { number: number; action: Action }[];
  until: Instant;
}

/** One action on several tickets at once. */
export interface Bulk {
  action: Action;
  /** How many the desk has not answered yet. */
  waits: number;
  done: readonly { number: number; back: Action | null }[];
  /** What it said to the others. */
  refused: readonly { number: number; detail: string }[];
}

/** An action that was sent and not answered yet; shown as if it had worked. */
export interface Inflight {
  number: number;
  action: Action;
  /** What it was decided upon; undefined when no change could make it wrong. */
  seen: Seen | undefined;
  before: Before | undefined;
  /** The bulk that it is part of. */
  bulk: string | null;
  at: Instant;
}

export type Writing = "reply" | "note" | "correct";
