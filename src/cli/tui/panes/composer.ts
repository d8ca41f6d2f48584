import type { Rect } from "../state/layout.ts";
import { ticketName, wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { look } from "../text/field.ts";
import { type Block, plain } from "../text/line.ts";
import { rows } from "../text/wrap.ts";
import { draftOf } from "../update/write.ts";
import { rule } from "./marks.ts";

/** Rows of the composer with its title: as many as the text needs, from four to half of the pane; 0 when it is closed. */
export function composerRows(state: State, rect: Rect): number {
  if (state.focus !== "composer" || state.writing === null) return 0;
  const needed = rows(draftOf(state).text, Math.max(2, rect.columns - 1)).length + 1;
  return Math.max(4, Math.min(needed, Math.floor(rect.rows / 2)));
}

/** The text being written under the transcript, with its caret. */
export function composer(state: State, rect: Rect): Block {
  const height = composerRows(state, rect);
  if (height === 0 || state.writing === null) return { lines: [] };
  const words = wordsOf(state);
  const { number, kind } = state.writing;
  const title = kind === "reply" ? words.replyTo(ticketName(number)) : words.noteOn(ticketName(number));
  const { lines, caret } = look(draftOf(state), Math.max(2, rect.columns - 1), height - 1);
  return { lines: [[rule(rect.columns, title)], ...lines.map(plain)], caret: { x: caret.x, y: caret.y + 1 } };
}
