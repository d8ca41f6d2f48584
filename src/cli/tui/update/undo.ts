import type { Instant } from "../../../core/time.ts";
import type { Action, Inflight, Undo } from "../state/action.ts";
import { wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { act } from "./act.ts";
import { type Step, whyReadOnly } from "./step.ts";

/** As long as its toast shows. */
export const WINDOW = 5_000;

/** What the desk is asked to undo an action; null where it knows no way. */
export function reverse({ action, before }: Pick<Inflight, "action" | "before">, now: Instant): Action | null {
  switch (action.kind) {
    case "assign":
      return before?.owner == null || before.owner === action.to ? null : { kind: "assign", to: before.owner };
    case "snooze":
      return before?.snoozedUntil == null ? { kind: "wake" } : { kind: "snooze", until: before.snoozedUntil };
    case "wake":
      return before?.snoozedUntil == null || before.snoozedUntil <= now
        ? null
        : { kind: "snooze", until: before.snoozedUntil };
    case "prioritise":
      return before === undefined || before.priority === action.priority
        ? null
        : { kind: "prioritise", priority: before.priority };
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

export function undoOf(done: Inflight, now: Instant): Undo {
  const back = reverse(done, now);
  return {
    done: done.action.kind,
    back: back === null ? [] : [{ number: done.number, action: back }],
    until: now + WINDOW,
  };
}

/** Why nothing can be taken back now; null when something can. */
export function whyNoUndo(state: State): string | null {
  const { undo } = state;
  const words = wordsOf(state);
  if (undo === null || state.now > undo.until) return words.nothingToUndo;
  if (undo.back.length > 0) return whyReadOnly(state);
  if (undo.done === "acknowledge" || undo.done === "assign") return words.undoNot[undo.done];
  return undo.done === "reply" || undo.done === "resolve" ? words.undoNot.sent : words.undoNot.other;
}

/** Takes back the last action, on each ticket that it was done to. */
export function undo(state: State): Step {
  const back = state.undo?.back ?? [];
  return back.reduce<Step>(
    ([before, errands], { number, action }) => {
      const [next, more] = act(before, number, action);
      return [next, [...errands, ...more]];
    },
    [{ ...state, undo: null }, []],
  );
}
