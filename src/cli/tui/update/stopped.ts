import type { FactFinding } from "../../../core/outbound/check.ts";
import type { Action, Writing } from "../state/action.ts";
import type { Overlay } from "../state/overlay.ts";
import { seenNow } from "../state/seen.ts";
import { wordsOf } from "../state/select.ts";
import { draftKey, type State } from "../state/state.ts";
import { emptyField } from "../text/field.ts";
import { type Step, step, toast, whyReadOnly } from "./step.ts";
import { draftOf } from "./write.ts";

/** What was stopped of the reply that is being written, as far as it still stands there. */
export function stoppedNow(state: State): readonly FactFinding[] {
  if (state.writing === null || state.writing.kind === "note") return [];
  const { text } = draftOf(state);
  const found = state.stopped.get(draftKey(state.writing.number, state.writing.kind)) ?? [];
  return found.filter((finding) => text.includes(finding.text));
}

/** Why there is nothing to give a reason for; null when there is. */
export const whyNoOverride = (state: State): string | null =>
  whyReadOnly(state) ?? (stoppedNow(state).length === 0 ? wordsOf(state).nothingStopped : null);

/** Asks for the reason to send what was stopped. */
export function askOverride(state: State): Step {
  if (state.writing === null) return step(state);
  const { number } = state.writing;
  const overlay: Overlay = {
    is: "prompt",
    ask: "override",
    number,
    seen: seenNow(state, number),
    field: emptyField,
    complaint: null,
  };
  return step({ ...state, overlay });
}

/** Keeps what was stopped of a reply, and opens it again where its writer still is. */
export function withStopped(
  state: State,
  number: number,
  action: Extract<Action, { kind: "reply" | "correct" }>,
  found: readonly FactFinding[],
): State {
  const { kind } = action;
  const stopped = new Map(state.stopped).set(draftKey(number, kind), found);
  const here =
    state.cursor === number && state.overlay === null && state.writing === null && state.focus !== "customer";
  const known = { ...state, stopped };
  const writing = action.kind === "correct" ? { number, kind, message: action.message } : { number, kind };
  if (here) return { ...known, writing, focus: "composer", tab: "chat", scroll: 0 };
  return toast(known, "bad", wordsOf(state).stopped(`T-${number}`));
}

export function withoutStopped(state: State, number: number, kind: Writing): State {
  const stopped = new Map(state.stopped);
  stopped.delete(draftKey(number, kind));
  return { ...state, stopped };
}
