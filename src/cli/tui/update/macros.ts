import type { WireMacro } from "../../../server/api.ts";
import type { Overlay } from "../state/overlay.ts";
import type { State } from "../state/state.ts";
import { emptyField, insert } from "../text/field.ts";
import { fuzzy } from "../text/fuzzy.ts";
import { type Step, step } from "./step.ts";
import { draftOf, withDraftField } from "./write.ts";

type Macros = Extract<Overlay, { is: "macros" }>;

/** Opens the canned replies for the ticket that is being written on, as they are now. */
export function openMacros(state: State): Step {
  if (state.writing === null) return step(state);
  const { number } = state.writing;
  const overlay: Macros = { is: "macros", number, field: emptyField, index: 0 };
  return step({ ...state, overlay }, { errand: "load-macros", number });
}

export const macrosLoaded = (state: State, number: number, macros: readonly WireMacro[]): State => ({
  ...state,
  macros: new Map(state.macros).set(number, macros),
});

/** Those that fit what was typed, best first; undefined while they are on their way. */
export const macroChoices = ({ macros }: State, { number, field }: Macros): WireMacro[] | undefined => {
  const known = macros.get(number);
  return known && fuzzy([...known], ({ id, title }) => `${title} ${id}`, field.text.trim());
};

/** Puts the chosen macro at the caret; nothing is sent. */
export function insertMacro(state: State, overlay: Macros): Step {
  const chosen = macroChoices(state, overlay)?.[overlay.index];
  if (chosen === undefined) return step(state);
  const shut = { ...state, overlay: null };
  return step(withDraftField(shut, insert(draftOf(shut), chosen.text)));
}
