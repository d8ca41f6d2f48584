import type { Overlay } from "../state/overlay.ts";
import { overlayColumns } from "../state/places.ts";
import { ticketName, ticketShown, unsentDrafts, wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { cell } from "../text/clean.ts";
import { look } from "../text/field.ts";
import { type Block, fitLine, type Line, lineWidth, overlay, span } from "../text/line.ts";
import { width } from "../text/width.ts";
import { wrap } from "../text/wrap.ts";
import { box } from "./box.ts";
import { dangerBox } from "./danger.ts";
import { helpBox } from "./help.ts";
import { macrosBox } from "./macros.ts";
import { paletteBox } from "./palette.ts";
import { peopleBox } from "./people.ts";
import { snoozeBox } from "./snooze.ts";

function promptBox(state: State, prompt: Extract<Overlay, { is: "prompt" }>): Block {
  const words = wordsOf(state);
  const name = ticketName(prompt.number);
  const title = words.askReason[prompt.ask](name);
  const subject = cell(ticketShown(state, prompt.number)?.subject ?? "");
  const complaint: Line = [span(prompt.complaint === null ? "" : `! ${prompt.complaint}`, "bad", { bold: true })];
  const { lines } = look(prompt.field, overlayColumns(state) - 6, 1);
  return box(
    title,
    [[span(subject, "dim")], [span("> ", "accent", { bold: true }), span(lines[0] ?? "")], complaint],
    words.promptKeys,
    overlayColumns(state),
  );
}

function open(
  state: State,
  it: Exclude<Overlay, { is: "filter" }>,
): { block: Block; caret: { x: number; y: number } | undefined } {
  const words = wordsOf(state);
  const wide = Math.max(2, overlayColumns(state) - 6);
  switch (it.is) {
    case "help":
      return { block: helpBox(state, it), caret: { x: 4 + look(it.field, wide, 1).caret.x, y: 1 } };
    case "palette":
      return { block: paletteBox(state, it), caret: { x: 4 + look(it.field, wide, 1).caret.x, y: 1 } };
    case "macros":
      return { block: macrosBox(state, it), caret: { x: 4 + look(it.field, wide, 1).caret.x, y: 1 } };
    case "snooze":
      return { block: snoozeBox(state, it), caret: { x: 4 + look(it.field, wide, 1).caret.x, y: 1 } };
    case "danger":
      return dangerBox(state, it);
    case "people":
      return { block: peopleBox(state, it), caret: { x: 4 + look(it.field, wide, 1).caret.x, y: 1 } };
    case "prompt":
      return { block: promptBox(state, it), caret: { x: 4 + look(it.field, wide, 1).caret.x, y: 2 } };
    case "take-over": {
      const { lines } = look(it.field, wide, 1);
      const row: Line = [span("> ", "accent", { bold: true }), span(lines[0] ?? "")];
      return {
        block: box(words.room.askTakeOver(cell(it.by)), [row], words.promptKeys, overlayColumns(state)),
        caret: { x: 4 + look(it.field, wide, 1).caret.x, y: 1 },
      };
    }
    case "quit": {
      const question = words.askQuit(unsentDrafts(state));
      return {
        block: box(
          "",
          [[span(question, "warn", { bold: true })]],
          words.quitKeys,
          Math.min(overlayColumns(state), Math.max(40, width(question) + 4)),
        ),
        caret: undefined,
      };
    }
  }
}

/** The screen with its open overlay laid over the middle. */
export function withOverlay(state: State, screen: Block): Block {
  if (state.overlay === null || state.overlay.is === "filter") return screen;
  const { block, caret } = open(state, state.overlay);
  const wide = lineWidth(block.lines[0] ?? []);
  const at = {
    x: Math.max(0, Math.floor((state.size.columns - wide) / 2)),
    y: Math.max(1, Math.floor((state.size.rows - block.lines.length) / 3)),
  };
  return {
    lines: overlay(screen.lines, block.lines, at),
    caret: caret === undefined ? undefined : { x: at.x + caret.x, y: at.y + caret.y },
  };
}

/** What went wrong, over the rows above the footer, in as many rows as it takes. What went well is said in the footer. */
export function withComplaints(state: State, { lines, caret }: Block): Block {
  const { columns, rows } = state.size;
  const shown = state.toasts
    .filter(({ kind }) => kind === "bad")
    .flatMap(({ text }) => wrap(text, columns - 2))
    .slice(-4)
    .map((text) => fitLine([span(` ${text}`, "bad", { bold: true, inverse: true })], columns));
  return { lines: overlay(lines, shown, { x: 0, y: rows - 1 - shown.length }), caret };
}
