import { wordsOf } from "../state/select.ts";
import { draftKey, type State } from "../state/state.ts";
import { fieldWith } from "../text/field.ts";
import { type Step, step, whyReadOnly } from "./step.ts";
import { withDraftField, write } from "./write.ts";

function myLastReply({ cursor, views, me }: State) {
  const view = cursor === null ? undefined : views.get(cursor);
  return view?.transcript.findLast(
    ({ author, text }) => text !== null && author.side === "responder" && author.name === me?.name,
  );
}

/** Why there is no reply of one's own to change; null when there is one. */
export const whyNoCorrection = (state: State): string | null =>
  whyReadOnly(state) ?? (myLastReply(state) === undefined ? wordsOf(state).nothingToCorrect : null);

/** Opens what one said last to the customer, to be changed where they read it. */
export function correct(state: State): Step {
  const said = myLastReply(state);
  if (said === undefined || state.cursor === null) return step(state);
  const [open, errands] = write(state, "correct");
  const writing = { number: state.cursor, kind: "correct", message: said.id } as const;
  const begun = (state.drafts.get(draftKey(state.cursor, "correct"))?.text ?? "") !== "";
  const known = { ...open, writing };
  return [begun ? known : withDraftField(known, fieldWith(said.text ?? "")), errands];
}
