import { footer, statusBar, viewBar } from "./panes/bars.ts";
import { customerPane } from "./panes/customer.ts";
import { listPane } from "./panes/list.ts";
import { withComplaints, withOverlay } from "./panes/overlays.ts";
import { knowledgePane } from "./panes/rooms/knowledge.ts";
import { shiftPane } from "./panes/rooms/note.ts";
import { rowsPane } from "./panes/rooms/rows.ts";
import { sidePane } from "./panes/side.ts";
import { ticketPane } from "./panes/ticket.ts";
import type { PaneId, Rect } from "./state/layout.ts";
import { layoutOf } from "./state/places.ts";
import { wordsOf } from "./state/select.ts";
import type { State } from "./state/state.ts";
import { type Block, fitBlock, type Line, type Point, plain, span } from "./text/line.ts";

/** A new pane is one line here, and its place in layout(). */
const PANES: Record<PaneId, (state: State, rect: Rect) => Block> = {
  list: listPane,
  ticket: ticketPane,
  side: sidePane,
  customer: customerPane,
  security: (state, rect) => rowsPane(state, "security", rect),
  shift: shiftPane,
  knowledge: knowledgePane,
  stats: (state, rect) => rowsPane(state, "stats", rect),
  activity: (state, rect) => rowsPane(state, "activity", rect),
};

const moved = (caret: Point | undefined, x: number, y: number): Point | undefined =>
  caret === undefined ? undefined : { x: caret.x + x, y: caret.y + y };

function tooSmall(state: State): Block {
  const { columns, rows } = state.size;
  return { lines: fitBlock([plain(wordsOf(state).small(columns, rows))], state.size) };
}

/** The whole screen: exactly as many rows as the terminal has, each exactly as wide. Pure. */
export function frame(state: State): Block {
  const { columns } = state.size;
  const { shape, panes } = layoutOf(state);
  if (shape === "small") return tooSmall(state);
  const blocks = panes.map(({ id, rect }) => ({ rect, ...PANES[id](state, rect) }));
  const body = Array.from(
    { length: blocks[0]?.rect.rows ?? 0 },
    (_, row): Line => blocks.flatMap(({ lines }, i) => [...(i === 0 ? [] : [span("│", "dim")]), ...(lines[row] ?? [])]),
  );
  const above = viewBar(state, columns);
  const carets = [moved(above.caret, 0, 1), ...blocks.map(({ caret, rect }) => moved(caret, rect.x, rect.y))];
  const screen: Block = {
    lines: fitBlock([statusBar(state, columns), ...above.lines, ...body, footer(state, columns)], state.size),
    caret: carets.find((caret) => caret !== undefined),
  };
  return withOverlay(state, withComplaints(state, screen));
}
