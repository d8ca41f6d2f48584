import type { Instant } from "../../../core/time.ts";
import type { Action } from "../state/action.ts";
import type { Seen } from "../state/seen.ts";
import { isOffline, wordsOf } from "../state/select.ts";
import type { State, Toast } from "../state/state.ts";

/** What a step asks of the world outside: the reducer never does it itself. */
export type Errand =
  | { errand: "load"; number: number }
  | { errand: "list-resolved" }
  | { errand: "load-people" }
  | { errand: "load-macros"; number: number }
  | { errand: "load-shift"; person: string; now: Instant }
  /** `quiet`: one of many, of which nobody reads the ticket anew. */
  | { errand: "act"; id: string; number: number; action: Action; seen: Seen | undefined; quiet?: boolean }
  | { errand: "listen"; thread: string }
  | { errand: "say"; id: string; thread: string; text: string }
  | { errand: "load-customer"; customer: string }
  | { errand: "visit-shift"; since: Instant; now: Instant }
  | { errand: "visit-stats"; hours: number }
  /** `by`: null for what everybody did. */
  | { errand: "visit-activity"; by: string | null }
  | { errand: "search"; text: string }
  | { errand: "read-article"; article: string; language: string }
  | { errand: "hand-over"; schedule: string; notes: string }
  | { errand: "take-over"; id: string; notes: string }
  | { errand: "visit-security" }
  | {
      errand: "danger";
      id: string;
      what: "freeze" | "restore" | "approve";
      number: number;
      customer: string;
      reason: string;
      account: string | null;
      request: string | null;
    }
  /** Puts a dead letter back in line. */
  | { errand: "retry"; id: string }
  /** Puts a text on the terminal's clipboard. */
  | { errand: "copy"; text: string }
  | { errand: "mouse"; on: boolean }
  /** Tells somebody who does not look at the terminal. */
  | { errand: "notify"; text: string }
  | { errand: "bell" }
  | { errand: "redraw" }
  | { errand: "quit" };

export type Step = readonly [State, readonly Errand[]];

const TOAST = 5_000;

export const step = (state: State, ...errands: Errand[]): Step => [state, errands];

/** Shows a sentence for five seconds; a bad one for eight, as it has to be read. */
export function toast(state: State, kind: Toast["kind"], text: string): State {
  const until: Instant = state.now + (kind === "bad" ? TOAST + 3_000 : TOAST);
  return {
    ...state,
    toasts: [...state.toasts.filter((it) => it.until > state.now && it.text !== text), { kind, text, until }].slice(-3),
  };
}

/** A new id of this terminal, and the state that has used it up. */
export const takeId = (state: State): [string, State] => [
  `${state.terminal}-${state.counter + 1}`,
  { ...state, counter: state.counter + 1 },
];

/** Why nothing can be changed now, whatever it is; null when it can. */
export function whyReadOnly(state: State): string | null {
  const words = wordsOf(state);
  if (state.connection.is === "denied") return words.deniedNext;
  if (isOffline(state)) return words.isOffline;
  if (state.me !== null && state.me.role !== "responder" && state.me.role !== "lead")
    return words.onlyReads(state.me.role);
  return null;
}
