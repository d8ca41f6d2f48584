import { type Layout, layout, type PaneId, type Rect } from "./layout.ts";
import type { State } from "./state.ts";

export const layoutOf = ({ size, focus, chat }: State): Layout =>
  layout(size.columns, size.rows, { focus, customerOpen: chat.open });

const NOWHERE: Rect = { x: 0, y: 0, columns: 0, rows: 0 };

/** Where a pane is; a rectangle of no size when it is not on the screen. */
export const rectOf = (state: State, pane: PaneId): Rect =>
  layoutOf(state).panes.find(({ id }) => id === pane)?.rect ?? NOWHERE;

/** The ticket that is read or previewed; null when only the list is on the screen. */
export const ticketInSight = (state: State): number | null =>
  layoutOf(state).panes.some(({ id }) => id === "ticket") ? state.cursor : null;

/** Rows of the list without its head. */
export const listRows = (state: State): number => Math.max(1, rectOf(state, "list").rows - 1);

/** Columns of a text being written, left of a margin of one column each side. */
export const composerColumns = (state: State): number => Math.max(2, rectOf(state, "ticket").columns - 2);
export const noteColumns = ({ size }: State): number => Math.max(2, size.columns - 3);
export const chatColumns = (state: State): number => Math.max(2, rectOf(state, "customer").columns - 4);
export const overlayColumns = ({ size }: State): number => Math.max(2, Math.min(76, size.columns - 4));
