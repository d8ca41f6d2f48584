import type { Command } from "../commands/command.ts";
import { commandsAt, keyLabel } from "../commands/table.ts";
import type { Overlay } from "../state/overlay.ts";
import { overlayColumns } from "../state/places.ts";
import { ticketName, ticketShown, wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { cell } from "../text/clean.ts";
import { fuzzy } from "../text/fuzzy.ts";
import { type Block, type Line, span, spread } from "../text/line.ts";
import { box } from "./box.ts";

type Choice = { command: Command } | { ticket: number };

/** A ticket when its number was typed, then the commands that fit, best first. */
export function paletteChoices(state: State, typed: string): Choice[] {
  const words = wordsOf(state);
  const number = Number(/^\s*(?:t-?)?(\d{1,9})\s*$/i.exec(typed)?.[1] ?? Number.NaN);
  const once = new Map(
    commandsAt(state)
      .filter(({ id }) => id !== "palette")
      .map((command) => [command.id, command]),
  );
  const found = fuzzy([...once.values()], ({ id }) => `${words.command[id]} ${id.replace("-", " ")}`, typed.trim());
  const commands = found.map((command) => ({ command }));
  return Number.isNaN(number) ? commands : [{ ticket: number }, ...commands];
}

function choiceLine(state: State, choice: Choice, here: boolean, columns: number): Line {
  const words = wordsOf(state);
  const look = { bold: here, inverse: here };
  if ("ticket" in choice) {
    const subject = ticketShown(state, choice.ticket)?.subject ?? "";
    return spread(
      [span(`${here ? ">" : " "} ${words.jumpTo(ticketName(choice.ticket))}  ${cell(subject)}`, undefined, look)],
      [],
      columns,
    );
  }
  const { command } = choice;
  const why = command.disabled?.(state) ?? null;
  const keys = [span(` ${command.keys.map(keyLabel).join("  ")} `, why === null ? "accent" : "dim", look)];
  const name = span(`${here ? ">" : " "} ${words.command[command.id]}`, why === null ? undefined : "dim", look);
  return spread([name, span(why === null ? "" : `  ${why}`, "dim", look)], keys, columns);
}

export function paletteBox(state: State, { field, index }: Extract<Overlay, { is: "palette" }>): Block {
  const words = wordsOf(state);
  const choices = paletteChoices(state, field.text);
  const height = Math.max(4, Math.min(12, state.size.rows - 9));
  const top = Math.max(0, index - height + 1);
  const inner = overlayColumns(state) - 4;
  const shown = Array.from({ length: height }, (_, i): Line => {
    const choice = choices[top + i];
    return choice === undefined ? [] : choiceLine(state, choice, top + i === index, inner);
  });
  const rows = choices.length === 0 ? [[span(words.paletteNone, "dim")], ...shown.slice(1)] : shown;
  return box(
    words.paletteTitle,
    [[span(": ", "accent", { bold: true }), span(field.text)], ...rows],
    words.paletteKeys,
    overlayColumns(state),
  );
}
