import type { CommandPlace } from "../commands/ids.ts";
import { commandsOf, keyLabel } from "../commands/table.ts";
import type { Overlay } from "../state/overlay.ts";
import { overlayColumns } from "../state/places.ts";
import { wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { type Block, type Line, span } from "../text/line.ts";
import { fitText } from "../text/width.ts";
import { box } from "./box.ts";

const PLACES: CommandPlace[] = [
  "list",
  "ticket",
  "composer",
  "customer",
  "room",
  "security",
  "shift",
  "handover",
  "knowledge",
  "stats",
  "activity",
  "any",
];

/** Every key that fits a search, under the place where it works; and how many rows of them are in sight. */
export function helpRows(state: State, search: string): { all: Line[]; height: number } {
  const words = wordsOf(state);
  const wanted = search.trim().toLowerCase();
  const all = PLACES.flatMap((place): Line[] => {
    const lines = commandsOf(state)
      .filter((it) => it.place === place && (state.demo || (it.place !== "customer" && it.id !== "customer")))
      .map(({ id, keys }) => ({ keys: keys.map(keyLabel).join("  "), label: words.command[id] }))
      .filter(({ keys, label }) => `${keys} ${label}`.toLowerCase().includes(wanted))
      .map(({ keys, label }): Line => [span(`  ${fitText(keys, 22)} `, "accent"), span(label)]);
    return lines.length === 0 ? [] : [[span(words.place[place], undefined, { bold: true })], ...lines];
  });
  return { all, height: Math.max(4, state.size.rows - 8) };
}

export function helpBox(state: State, { field, top }: Extract<Overlay, { is: "help" }>): Block {
  const words = wordsOf(state);
  const { all, height } = helpRows(state, field.text);
  const shown = Array.from({ length: Math.min(height, Math.max(4, all.length)) }, (_, i) => all[top + i] ?? []);
  const search: Line = [span("? ", "accent", { bold: true }), span(field.text)];
  return box(words.helpTitle, [search, ...shown], words.helpKeys, overlayColumns(state));
}
