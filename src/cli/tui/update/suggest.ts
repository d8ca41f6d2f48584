import { wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { isUntouched, type Suggested, suggestedText } from "../state/suggested.ts";
import { emptyField, fieldWith } from "../text/field.ts";
import { type Step, step, toast } from "./step.ts";
import { draftOf, withDraftField, write } from "./write.ts";

/** Opens the composer with what was begun, or else with the suggested reply. Nothing is sent. */
export function reply(state: State): Step {
  const [open, errands] = write(state, "reply");
  if (open.writing === null || draftOf(open).text !== "") return [open, errands];
  return [withSuggestion({ ...open, writing: { ...open.writing, awaits: true } }, open.writing.number), errands];
}

/** Opens the composer with nothing in it; words of one's own are never thrown away for that. */
export function replyBlank(state: State): Step {
  const [open, errands] = write(state, "reply");
  if (draftOf(open).text === "" || isUntouched(open)) return [withDraftField(open, emptyField), errands];
  return step(toast(open, "good", wordsOf(state).keptInstead), ...errands);
}

/** Puts a suggestion that has arrived into the reply that waits for it; what was typed meanwhile stays. */
export function withSuggestion(state: State, number: number): State {
  const { writing, views } = state;
  if (writing?.awaits !== true || writing.number !== number || writing.kind !== "reply") return state;
  const view = views.get(number);
  if (view === undefined) return state;
  const text = suggestedText(view);
  return text === "" ? withDraftField(state, draftOf(state)) : withDraftField(state, fieldWith(text));
}

/** The sentences of the suggestion that still stand in the reply being written. */
export function citedNow(state: State): Suggested["draft"] {
  const { writing, views } = state;
  if (writing === null || writing.kind !== "reply") return [];
  const { text } = draftOf(state);
  return (views.get(writing.number)?.suggestion?.draft ?? []).filter((it) => text.includes(it.text.trim()));
}
