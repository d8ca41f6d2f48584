import type { Rect } from "../state/layout.ts";
import { layoutOf } from "../state/places.ts";
import { isRoom } from "../state/rooms.ts";
import type { Focus, State } from "../state/state.ts";
import { move, select } from "./move.ts";
import { goTo } from "./open.ts";
import { type Step, step } from "./step.ts";

const WHEEL = 3;

const within = ({ x, y, columns, rows }: Rect, at: { x: number; y: number }): boolean =>
  at.x >= x && at.x < x + columns && at.y >= y && at.y < y + rows;

/** The wheel moves what is under it; a press chooses a row of the queue, and a second one on it opens the ticket. */
export function pointed(
  state: State,
  { what, x, y }: { what: "press" | "wheel-up" | "wheel-down"; x: number; y: number },
): Step {
  const pane = layoutOf(state).panes.find(({ rect }) => within(rect, { x, y }));
  if (pane === undefined || state.overlay !== null || state.focus === "composer" || state.focus === "handover")
    return step(state);
  const focus: Focus | undefined =
    pane.id === "list" || pane.id === "ticket" || pane.id === "customer" || isRoom(pane.id) ? pane.id : undefined;
  if (focus === undefined) return step(state);
  if (what !== "press") {
    const [moved, errands] = move({ ...state, focus }, what === "wheel-down" ? WHEEL : -WHEEL);
    return [{ ...moved, focus: state.focus }, errands];
  }
  if (focus !== "list") return step(focus === "ticket" && state.cursor === null ? state : { ...state, focus });
  const number = state.list.order[state.list.top + y - pane.rect.y - 1];
  if (number === undefined) return step({ ...state, focus });
  return number === state.cursor && state.focus === "list"
    ? goTo(state, number)
    : step({ ...select(state, number), focus });
}
