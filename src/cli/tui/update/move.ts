import { chatLines, chatRows } from "../panes/customer.ts";
import { bodyRows, ticketLines } from "../panes/ticket.ts";
import { sorted } from "../state/order.ts";
import { listRows, rectOf } from "../state/places.ts";
import { isRoom } from "../state/rooms.ts";
import { type Focus, type State, type Tab, VIEWS, type ViewId } from "../state/state.ts";
import { walk } from "./rooms.ts";
import { type Step, step } from "./step.ts";

/** How far a movement goes: rows, or to an end. */
export type Distance = number | "half" | "-half" | "page" | "-page" | "first" | "last";

export function rowsFor(distance: Distance, page: number, all: number): number {
  if (typeof distance === "number") return distance;
  const half = Math.max(1, Math.floor(page / 2));
  return { half, "-half": -half, page, "-page": -page, first: -all, last: all }[distance];
}

export function move(state: State, distance: Distance): Step {
  if (state.focus === "list") return moveCursor(state, distance);
  if (isRoom(state.focus)) return walk(state, distance);
  return state.focus === "customer" ? scrollChat(state, distance) : scrollTicket(state, distance);
}

function scrollChat(state: State, distance: Distance): Step {
  const rect = rectOf(state, "customer");
  const [height, whole] = [chatRows(state, rect), chatLines(state, rect).length];
  const scroll = state.chat.scroll - rowsFor(distance, height, whole);
  return step({
    ...state,
    chat: { ...state.chat, scroll: Math.min(Math.max(0, whole - height), Math.max(0, scroll)) },
  });
}

function moveCursor(state: State, distance: Distance): Step {
  const { order } = state.list;
  const at = state.cursor === null ? -1 : order.indexOf(state.cursor);
  const to = Math.min(order.length - 1, Math.max(0, at + rowsFor(distance, listRows(state), order.length)));
  return step(select(state, order[to] ?? null));
}

/** Puts the cursor on a ticket, to be read from its newest message on. */
export const select = (state: State, number: number | null): State =>
  number === state.cursor ? state : { ...state, cursor: number, tab: "chat", scroll: 0 };

/** The chat is scrolled up from its end, everything else down from its beginning. */
function scrollTicket(state: State, distance: Distance): Step {
  const height = bodyRows(state, rectOf(state, "ticket"));
  const whole = ticketLines(state, rectOf(state, "ticket").columns - 1).length;
  const by = rowsFor(distance, height, whole) * (state.tab === "chat" ? -1 : 1);
  return step({ ...state, scroll: Math.min(Math.max(0, whole - height), Math.max(0, state.scroll + by)) });
}

export const openTab = (state: State, tab: Tab): Step => step({ ...state, tab, scroll: 0, focus: "ticket" });

export function openView(state: State, view: ViewId): Step {
  const next = sorted({ ...state, focus: "list", list: { ...state.list, view, top: 0 } });
  const first = { ...next, cursor: next.list.order[0] ?? null, scroll: 0 };
  return view === "resolved" ? step(first, { errand: "list-resolved" }) : step(first);
}

export const viewAt = (index: number): ViewId => VIEWS[index] ?? "all";

/** From inside a ticket to its neighbour in the list. */
export function neighbour(state: State, by: 1 | -1): Step {
  const { order } = state.list;
  const at = state.cursor === null ? -1 : order.indexOf(state.cursor);
  const to = order[at + by];
  return step(to === undefined ? state : { ...select(state, to), focus: state.focus });
}

/** The pane after this one, or before it, among those on the screen that take keys. */
export function turnPane(state: State, by: 1 | -1): Step {
  const panes: Focus[] = [...(state.chat.open ? (["customer"] as const) : []), "list", "ticket"];
  const at = panes.indexOf(state.focus);
  const to = panes[(at + by + panes.length) % panes.length] ?? "list";
  return step({ ...state, focus: to === "ticket" && state.cursor === null ? "list" : to });
}

/** Keeps the row of the cursor on the screen, scrolling no more than it must. */
export function keepInSight(state: State): State {
  const { order, top } = state.list;
  const height = listRows(state);
  const row = state.cursor === null ? -1 : order.indexOf(state.cursor);
  const lowest = Math.max(0, order.length - height);
  const wanted = row === -1 ? top : Math.max(row - height + 1, Math.min(row, top));
  const next = Math.min(lowest, Math.max(0, wanted));
  return next === top ? state : { ...state, list: { ...state.list, top: next } };
}
