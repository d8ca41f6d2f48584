import type { Rect } from "../state/layout.ts";
import { wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { type Block, fitBlock, type Line, span } from "../text/line.ts";
import { historyLines, reasonLines } from "./reasons.ts";

/** Beside the ticket, where there is room: the reasons and the history, without opening their tabs. */
export function sidePane(state: State, rect: Rect): Block {
  const words = wordsOf(state);
  const view = state.cursor === null ? undefined : state.views.get(state.cursor);
  if (view === undefined || view === null) return { lines: fitBlock([], rect) };
  const title = (text: string): Line => [span(text, "accent", { bold: true })];
  const reasons = reasonLines(state, view, rect.columns);
  const history = historyLines(state, view, rect.columns);
  const room = Math.max(6, rect.rows - 3 - Math.min(history.length, Math.floor(rect.rows / 3)));
  return {
    lines: fitBlock(
      [
        title(words.whyTitle),
        ...reasons.slice(0, room),
        title(words.history),
        ...history.slice(-(rect.rows - 3 - Math.min(room, reasons.length))),
      ],
      rect,
    ),
  };
}
