import type { Rect } from "../../state/layout.ts";
import { wordsOf } from "../../state/select.ts";
import type { State } from "../../state/state.ts";
import { cell } from "../../text/clean.ts";
import { look } from "../../text/field.ts";
import { type Block, fitBlock, type Line, plain, span } from "../../text/line.ts";
import { nextOnCall } from "../../update/handover.ts";
import { rule } from "../marks.ts";
import { rowsPane } from "./rows.ts";

/** Rows for the note: half of the screen, and never less than four. */
const noteRows = ({ rows }: Rect): number => Math.max(4, Math.floor(rows / 2));

/** The shift's screen, with the note for the next responder below while it is written. */
export function shiftPane(state: State, rect: Rect): Block {
  const { note } = state.rooms.shift;
  if (note === null || state.focus !== "handover") return rowsPane(state, "shift", rect);
  const tall = noteRows(rect);
  const above = rowsPane(state, "shift", { ...rect, rows: rect.rows - tall });
  const { lines, caret } = look(note.field, Math.max(2, rect.columns - 3), tall - 1);
  const to = nextOnCall(state, note.schedule);
  const title = wordsOf(state).room.writing(cell(note.schedule), to === null ? null : cell(to));
  const text = Array.from({ length: tall - 1 }, (_, i): Line => [span(" "), ...plain(lines[i] ?? "")]);
  return {
    lines: fitBlock([...above.lines, [rule(rect.columns, title)], ...text], rect),
    caret: { x: caret.x + 1, y: rect.rows - tall + 1 + caret.y },
  };
}
