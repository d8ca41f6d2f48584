import type { Overlay } from "../state/overlay.ts";
import { overlayColumns } from "../state/places.ts";
import { wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { cell, clean } from "../text/clean.ts";
import { type Block, type Line, span, spread } from "../text/line.ts";
import { wrap } from "../text/wrap.ts";
import { macroChoices } from "../update/macros.ts";
import { box } from "./box.ts";

const PREVIEW = 5;

/** The canned replies to choose from, and how the chosen one begins. */
export function macrosBox(state: State, overlay: Extract<Overlay, { is: "macros" }>): Block {
  const words = wordsOf(state);
  const choices = macroChoices(state, overlay);
  const inner = overlayColumns(state) - 4;
  const height = Math.max(3, Math.min(8, state.size.rows - PREVIEW - 10));
  const top = Math.max(0, overlay.index - height + 1);
  const shown = Array.from({ length: height }, (_, i): Line => {
    const macro = choices?.[top + i];
    if (macro === undefined) return [];
    const here = top + i === overlay.index;
    const look = { bold: here, inverse: here };
    const name = span(`${here ? ">" : " "} ${cell(macro.title)}`, undefined, look);
    return spread([name], [span(` ${macro.id} `, "dim", look)], inner);
  });
  const nothing = choices === undefined ? words.loadingTicket : words.noMacro;
  const rows = (choices?.length ?? 0) === 0 ? [[span(nothing, "dim")], ...shown.slice(1)] : shown;
  const text = wrap(clean(choices?.[overlay.index]?.text ?? ""), inner);
  const preview = Array.from({ length: PREVIEW }, (_, i): Line => [span(text[i] ?? "", "dim")]);
  const search: Line = [span("> ", "accent", { bold: true }), span(overlay.field.text)];
  return box(
    words.macrosTitle,
    [search, ...rows, [span("─".repeat(inner), "dim")], ...preview],
    words.macrosKeys,
    overlayColumns(state),
  );
}
