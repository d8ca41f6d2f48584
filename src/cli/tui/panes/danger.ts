import type { Overlay } from "../state/overlay.ts";
import { overlayColumns } from "../state/places.ts";
import { ticketName, wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { cell } from "../text/clean.ts";
import { look } from "../text/field.ts";
import { type Block, type Line, type Point, span } from "../text/line.ts";
import { width } from "../text/width.ts";
import { wrap } from "../text/wrap.ts";
import { box } from "./box.ts";

type Danger = Extract<Overlay, { is: "danger" }>;

/** Who it is about, what it does, why, and what has to be typed; with the place of the caret. */
export function dangerBox(state: State, danger: Danger): { block: Block; caret: Point } {
  const words = wordsOf(state).danger;
  const columns = overlayColumns(state);
  const inner = columns - 4;
  const effect = wrap(words.effect[danger.what], inner).map((row): Line => [span(row, "warn")]);
  const labels = {
    reason: `${words.reason}: `,
    account: `${words.accountField}: `,
    typed: `${words.type(cell(danger.customer))}: `,
  };
  const row = (name: Danger["at"]): Line => {
    const here = danger.at === name;
    const shown = look(danger[name], Math.max(4, inner - width(labels[name])), 1).lines[0] ?? "";
    return [span(labels[name], here ? "accent" : "dim", { bold: here }), span(shown)];
  };
  const lines: Line[] = [
    [
      span(`${words.customer}: `, "dim"),
      span(cell(danger.customer), undefined, { bold: true }),
      span(`  ${ticketName(danger.number)}`),
    ],
    ...effect,
    [],
    row("reason"),
    ...(danger.what === "freeze" ? [row("account")] : []),
    row("typed"),
    [span(danger.complaint === null ? "" : `! ${danger.complaint}`, "bad", { bold: true })],
  ];
  const below = danger.at === "reason" ? 1 : danger.at === "typed" && danger.what === "freeze" ? 3 : 2;
  const { caret } = look(danger[danger.at], Math.max(4, inner - width(labels[danger.at])), 1);
  return {
    block: box(words.title[danger.what](ticketName(danger.number)), lines, words.keys, columns),
    caret: { x: 2 + width(labels[danger.at]) + caret.x, y: 1 + 1 + effect.length + below },
  };
}
