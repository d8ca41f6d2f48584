import type { Action, Writing } from "../state/action.ts";
import { ticketName, wordsOf } from "../state/select.ts";
import { draftKey, type State } from "../state/state.ts";
import { isUntouched } from "../state/suggested.ts";
import { emptyField, type Field } from "../text/field.ts";
import { act } from "./act.ts";
import { type Step, step, toast, whyReadOnly } from "./step.ts";

/** Opens the composer on the ticket under the cursor, with the draft that is there. */
export function write(state: State, kind: Writing): Step {
  if (state.cursor === null) return step(state);
  return step({ ...state, writing: { number: state.cursor, kind }, focus: "composer", tab: "chat", scroll: 0 });
}

export const draftOf = ({ writing, drafts }: State): Field =>
  writing === null ? emptyField : (drafts.get(draftKey(writing.number, writing.kind)) ?? emptyField);

export function withDraftField(state: State, field: Field): State {
  if (state.writing === null) return state;
  const drafts = new Map(state.drafts);
  const { awaits: _, ...writing } = state.writing;
  const key = draftKey(state.writing.number, state.writing.kind);
  if (field.text === "") drafts.delete(key);
  else drafts.set(key, field);
  return { ...state, drafts, writing };
}

const closed = (state: State): State => ({ ...state, writing: null, focus: "ticket" });

/** Leaves the composer; what is written stays until it is sent. */
export function keepDraft(state: State): Step {
  if (state.writing === null) return step(closed(state));
  const { number, kind } = state.writing;
  const words = wordsOf(state);
  const said = { reply: words.draftKept, note: words.noteKept, correct: words.correctionKept }[kind];
  const empty = draftOf(state).text.trim() === "" || isUntouched(state);
  return step(
    empty ? closed(withDraftField(state, emptyField)) : toast(closed(state), "good", said(ticketName(number))),
  );
}

/** Sends what is written. */
export const send = (state: State): Step => sendWith(state, {});

/** Sends what was stopped, with the reason that was typed for it. */
export const sendAnyway = (state: State, override: string): Step => sendWith(state, { override });

function sendWith(state: State, more: { override?: string }): Step {
  if (state.writing === null) return step(state);
  const { number, kind, message = "" } = state.writing;
  const text = draftOf(state).text.trim();
  if (text === "") return step(toast(state, "bad", wordsOf(state).nothingToSend));
  const why = whyReadOnly(state);
  if (why !== null) return step(toast(state, "bad", why));
  const action: Action =
    kind === "note" ? { kind, text } : kind === "reply" ? { kind, text, ...more } : { kind, message, text, ...more };
  return act(closed(withDraftField(state, emptyField)), number, action);
}
