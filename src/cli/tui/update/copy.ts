import { ticketName, wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { cell, clean } from "../text/clean.ts";
import { type Step, step, toast } from "./step.ts";

/** What somebody would paste elsewhere to say which ticket they mean. */
export function copyTicket(state: State): Step {
  const ticket = state.cursor === null ? undefined : state.tickets.get(state.cursor);
  if (ticket === undefined) return step(state);
  const text = `${ticketName(ticket.number)} ${cell(ticket.subject ?? "")}`.trim();
  return step(toast(state, "good", wordsOf(state).copied(ticketName(ticket.number))), { errand: "copy", text });
}

const lastWords = ({ cursor, views }: State): string | null =>
  (cursor === null ? undefined : views.get(cursor))?.transcript.findLast(({ text }) => text !== null)?.text ?? null;

export const whyNothingToCopy = (state: State): string | null =>
  lastWords(state) === null ? wordsOf(state).nothingToCopy : null;

/** What was said last on the ticket, as it was said. */
export function copyWords(state: State): Step {
  const text = lastWords(state);
  if (text === null) return step(state);
  return step(toast(state, "good", wordsOf(state).copiedWords), { errand: "copy", text: clean(text) });
}

export const toggleMouse = (state: State): Step => {
  const mouse = !state.mouse;
  const words = wordsOf(state);
  return step(toast({ ...state, mouse }, "good", mouse ? words.mouseOn : words.mouseOff), {
    errand: "mouse",
    on: mouse,
  });
};
