import { sayFinding } from "../../../core/outbound/say.ts";
import type { Rect } from "../state/layout.ts";
import { ticketName, wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { cell, clean } from "../text/clean.ts";
import { look } from "../text/field.ts";
import { type Block, type Line, plain, span } from "../text/line.ts";
import { fitText } from "../text/width.ts";
import { rows, wrap } from "../text/wrap.ts";
import { stoppedNow } from "../update/stopped.ts";
import { citedNow } from "../update/suggest.ts";
import { draftOf } from "../update/write.ts";
import { rule } from "./marks.ts";

/** Rows of the composer with its title: as many as the text needs, from four to half of the pane; 0 when it is closed. */
export function composerRows(state: State, rect: Rect): number {
  if (state.focus !== "composer" || state.writing === null) return 0;
  const around = findingLines(state, rect).length + citationLines(state, rect).length;
  const needed = rows(draftOf(state).text, Math.max(2, rect.columns - 1)).length + 1;
  return around + Math.max(4, Math.min(needed, Math.floor(rect.rows / 2) - around));
}

/** What no fact says, in at most a quarter of the pane. */
function findingLines(state: State, { rows: height, columns }: Rect): Line[] {
  const all = stoppedNow(state).flatMap((finding) => wrap(`✗ ${clean(sayFinding(finding, state.language))}`, columns));
  return all.slice(0, Math.max(1, Math.floor(height / 4))).map((row) => [span(row, "bad")]);
}

/** The words of the articles that bear out what is taken from the suggestion; a row each, for the writer alone. */
function citationLines(state: State, { rows: height, columns }: Rect): Line[] {
  const cited = citedNow(state).slice(0, Math.max(1, Math.floor(height / 6)));
  if (cited.length === 0) return [];
  const quotes = cited.map(
    ({ article, quote }): Line => [span(fitText(`[${cell(article)}] “${cell(quote)}”`, columns), "dim")],
  );
  return [[rule(columns, wordsOf(state).citesTitle)], ...quotes];
}

/** The text being written under the transcript, with its caret. */
export function composer(state: State, rect: Rect): Block {
  const height = composerRows(state, rect);
  if (height === 0 || state.writing === null) return { lines: [] };
  const words = wordsOf(state);
  const { number, kind } = state.writing;
  const title = { reply: words.replyTo, note: words.noteOn, correct: words.correctionOf }[kind](ticketName(number));
  const found = findingLines(state, rect);
  const cited = citationLines(state, rect);
  const above = 1 + found.length;
  const tall = Math.max(1, height - above - cited.length);
  const { lines, caret } = look(draftOf(state), Math.max(2, rect.columns - 1), tall);
  const text = Array.from({ length: tall }, (_, i) => plain(lines[i] ?? ""));
  return {
    lines: [[rule(rect.columns, title)], ...found, ...text, ...cited],
    caret: { x: caret.x, y: caret.y + above },
  };
}
