import type { Instant } from "../../../core/time.ts";
import type { Action, Inflight, Undo } from "../state/action.ts";
import { wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { act } from "./act.ts";
import { type Step, step, whyReadOnly } from "./step.ts";

/** As long as its toast shows. */
const WINDOW = 5_000;

/** What the desk is asked to undo an action; null where it knows no way. */
function reverse({ action, before }: Inflight, now: Instant): Action | null {
  switch (action.kind) {
    case "assign":
      return before?.owner == null || before.owner === action.to ? null : { kind: "assign", to: before.owner };
    case "snooze":
      return before?.snoozedUntil == null ? { kind: "wake" } : { kind: "snooze", until: before.snoozedUntil };
    case "wake":
      return before?.snoozedUntil == null || before.snoozedUntil <= now
        ? null
        : { kind: "snooze", until: before.snoozedUntil };
    case "acknowledge":
    case "resolve":
    case "reopen":
    case "escalate":
    case "note":
    case "correct":
    case "take-back":
      return null;
    case "reply":
      return { kind: "take-back", text: action.text };
  }
}

export const undoOf = (done: Inflight, now: Instant): Undo => ({
  number: done.number,
  done: done.action.kind,
  back: reverse(done, now),
  until: now + WINDOW,
});

/** Why nothing can be taken back now; null when something can. */
export function whyNoUndo(state: State): string | null {
  const { undo } = state;
  const words = wordsOf(state);
  if (undo === null || state.now > undo.until) return words.nothingToUndo;
  if (undo.back !== null) return whyReadOnly(state);
  if (undo.done === "acknowledge" || undo.done === "assign") return words.undoNot[undo.done];
  return undo.done === "reply" || undo.done === "resolve" ? words.undoNot.sent : words.undoNot.other;
}

/** Takes back the last action. */
export function undo(state: State): Step {
  const last = state.undo;
  if (last === null || last.back === null) return step(state);
  return act({ ...state, undo: null }, last.number, last.back);
}
