import { sorted } from "../state/order.ts";
import type { Overlay } from "../state/overlay.ts";
import { seenNow } from "../state/seen.ts";
import { unsentDrafts, wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { emptyField, fieldWith } from "../text/field.ts";
import { act } from "./act.ts";
import { actOn, isBulk, meant } from "./bulk.ts";
import { select } from "./move.ts";
import { type Step, step, toast } from "./step.ts";
import { sendAnyway } from "./write.ts";

export const openHelp = (state: State): Step => step({ ...state, overlay: { is: "help", field: emptyField, top: 0 } });
export const openPalette = (state: State): Step =>
  step({ ...state, overlay: { is: "palette", field: emptyField, index: 0 } });
export const openFilter = (state: State): Step =>
  step({ ...state, focus: "list", overlay: { is: "filter", field: fieldWith(state.list.filter) } });

/** Asks for the reason or the person that an action needs. */
export function ask(state: State, what: "resolve" | "reopen" | "escalate"): Step {
  const ticket = state.cursor === null ? undefined : state.tickets.get(state.cursor);
  if (ticket === undefined) return step(state);
  const { number } = ticket;
  const seen = seenNow(state, number);
  return step({ ...state, overlay: { is: "prompt", ask: what, number, seen, field: emptyField, complaint: null } });
}

/** Carries out what was asked for; without an answer it stays open and says what is missing. */
export function answer(state: State, prompt: Extract<Overlay, { is: "prompt" }>): Step {
  const words = wordsOf(state);
  const text = prompt.field.text.trim();
  if (text === "") {
    return step({ ...state, overlay: { ...prompt, complaint: words.reasonNeeded } });
  }
  if (prompt.ask === "override") return sendAnyway({ ...state, overlay: null }, text);
  return act({ ...state, overlay: null }, prompt.number, { kind: prompt.ask, reason: text }, prompt.seen);
}

export function take(state: State): Step {
  if (state.me !== null && isBulk(state)) return actOn(state, meant(state), { kind: "assign", to: state.me.name });
  const ticket = state.cursor === null ? undefined : state.tickets.get(state.cursor);
  if (ticket === undefined || state.me === null) return step(state);
  return act(state, ticket.number, { kind: "assign", to: state.me.name }, seenNow(state, ticket.number));
}

/** Asks first when something written would be lost. */
export const quit = (state: State): Step =>
  unsentDrafts(state) > 0 && !state.keepsDrafts
    ? step({ ...state, overlay: { is: "quit" } })
    : step(state, { errand: "quit" });

export const setFilter = (state: State, filter: string): State =>
  sorted({ ...state, list: { ...state.list, filter, top: 0 } });

/** Opens a ticket by its number, be it in the list or not. */
export const goTo = (state: State, number: number): Step =>
  step({
    ...select({ ...state, overlay: null }, number),
    focus: "ticket",
    urgent: state.urgent?.number === number ? null : state.urgent,
  });

export function back(state: State): Step {
  if (state.focus === "ticket") return step({ ...state, focus: "list" });
  if (state.marks.size > 0) return step({ ...state, marks: new Set() });
  return step(state.list.filter === "" ? state : setFilter(state, ""));
}

export function applyOrder(state: State): Step {
  if (state.marks.size > 0) return step(toast(state, "bad", wordsOf(state).heldByMarks));
  return state.list.touched.size === 0
    ? step(toast(state, "good", wordsOf(state).nothingHeld))
    : step(sorted({ ...state, list: { ...state.list, holdUntil: 0 } }));
}
