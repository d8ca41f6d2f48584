import type { Command } from "../commands/command.ts";
import { commandsAt } from "../commands/table.ts";
import { helpRows } from "../panes/help.ts";
import { paletteChoices } from "../panes/palette.ts";
import type { Overlay } from "../state/overlay.ts";
import { overlayColumns } from "../state/places.ts";
import type { State } from "../state/state.ts";
import { edit, type Field, insert } from "../text/field.ts";
import { dangerKey, dangerPaste } from "./danger.ts";
import { insertMacro, macroChoices } from "./macros.ts";
import { answer, goTo, setFilter } from "./open.ts";
import { assignChosen, peopleChoices } from "./people.ts";
import { snooze, snoozeChoices } from "./snooze.ts";
import { type Step, step, toast } from "./step.ts";

const shut = (state: State): Step => step({ ...state, overlay: null });

/** A key while an overlay is open: it is the overlay's and nobody else's. */
export function overlayKey(state: State, overlay: Overlay, key: string): Step {
  if (key === "ctrl+l") return step(state, { errand: "redraw" });
  if (overlay.is !== "quit" && (key === "esc" || key === "ctrl+c")) {
    return shut(overlay.is === "filter" ? setFilter(state, "") : state);
  }
  switch (overlay.is) {
    case "quit":
      return quitKey(state, key);
    case "filter":
      return key === "enter" ? shut(state) : typed(state, overlay, key);
    case "prompt":
      return key === "enter" ? answer(state, overlay) : typed(state, overlay, key);
    case "palette":
      return paletteKey(state, overlay, key);
    case "help":
      return helpKey(state, overlay, key);
    case "macros":
      return macrosKey(state, overlay, key);
    case "snooze":
      return snoozeKey(state, overlay, key);
    case "danger":
      return dangerKey(state, overlay, key, isText(key));
    case "people":
      return peopleKey(state, overlay, key);
    case "take-over":
      if (key !== "enter") return typed(state, overlay, key);
      return step(
        { ...state, overlay: null },
        { errand: "take-over", id: overlay.id, notes: overlay.field.text.trim() },
      );
  }
}

/** The key that opened the question is never the one that answers it. */
function quitKey(state: State, key: string): Step {
  if (key === "y") return step(state, { errand: "quit" });
  return key === "esc" || key === "n" ? shut(state) : step(state);
}

/** Text pasted into an overlay; its fields have one line. */
export function overlayPaste(state: State, overlay: Overlay, text: string): Step {
  if (overlay.is === "quit") return step(state);
  if (overlay.is === "danger") return dangerPaste(state, overlay, text);
  return withField(state, overlay, insert(overlay.field, text.replace(/\s+/g, " "), 500));
}

function typed(state: State, overlay: Exclude<Overlay, { is: "quit" | "danger" }>, key: string): Step {
  const field =
    edit(overlay.field, key, overlayColumns(state)) ?? (isText(key) ? insert(overlay.field, key, 500) : overlay.field);
  return field === overlay.field ? step(state) : withField(state, overlay, field);
}

/** Whether a key is a character, not the name of one. */
export const isText = (key: string): boolean => Array.from(key).length === 1 || !/^[\x21-\x7e]+$/.test(key);

function withField(state: State, overlay: Exclude<Overlay, { is: "quit" | "danger" }>, field: Field): Step {
  switch (overlay.is) {
    case "filter":
      return step(setFilter({ ...state, overlay: { ...overlay, field } }, field.text));
    case "prompt":
      return step({ ...state, overlay: { ...overlay, field, complaint: null } });
    case "take-over":
      return step({ ...state, overlay: { ...overlay, field } });
    case "palette":
    case "macros":
    case "snooze":
    case "people":
      return step({ ...state, overlay: { ...overlay, field, index: 0 } });
    case "help":
      return step({ ...state, overlay: { ...overlay, field, top: 0 } });
  }
}

/** How far a key moves in a list of choices; undefined for one that does not. */
const moveBy = (key: string): number | undefined => ({ up: -1, "ctrl+p": -1, down: 1, "ctrl+n": 1 })[key];

const within = (index: number, count: number): number => Math.max(0, Math.min(count - 1, index));

function macrosKey(state: State, overlay: Extract<Overlay, { is: "macros" }>, key: string): Step {
  const by = moveBy(key);
  if (by === undefined) return key === "enter" ? insertMacro(state, overlay) : typed(state, overlay, key);
  const index = within(overlay.index + by, macroChoices(state, overlay)?.length ?? 0);
  return step({ ...state, overlay: { ...overlay, index } });
}

function snoozeKey(state: State, overlay: Extract<Overlay, { is: "snooze" }>, key: string): Step {
  const by = moveBy(key);
  if (by === undefined) return key === "enter" ? snooze(state, overlay) : typed(state, overlay, key);
  const index = within(overlay.index + by, snoozeChoices(state, overlay).length);
  return step({ ...state, overlay: { ...overlay, index } });
}

function peopleKey(state: State, overlay: Extract<Overlay, { is: "people" }>, key: string): Step {
  const by = moveBy(key);
  if (by === undefined) return key === "enter" ? assignChosen(state, overlay) : typed(state, overlay, key);
  const index = within(overlay.index + by, peopleChoices(state, overlay).length);
  return step({ ...state, overlay: { ...overlay, index } });
}

function paletteKey(state: State, overlay: Extract<Overlay, { is: "palette" }>, key: string): Step {
  const choices = paletteChoices(state, overlay.field.text);
  const by = moveBy(key);
  if (by !== undefined)
    return step({ ...state, overlay: { ...overlay, index: within(overlay.index + by, choices.length) } });
  if (key !== "enter") return typed(state, overlay, key);
  const choice = choices[overlay.index];
  if (choice === undefined) return step(state);
  return "ticket" in choice ? goTo(state, choice.ticket) : runCommand({ ...state, overlay: null }, choice.command);
}

function helpKey(state: State, overlay: Extract<Overlay, { is: "help" }>, key: string): Step {
  const by = { up: -1, down: 1, pageup: -10, pagedown: 10 }[key];
  if (by === undefined) return typed(state, overlay, key);
  const { all, height } = helpRows(state, overlay.field.text);
  return step({
    ...state,
    overlay: { ...overlay, top: Math.min(Math.max(0, all.length - height), Math.max(0, overlay.top + by)) },
  });
}

/** Runs a command, or says why it cannot run now. */
export function runCommand(state: State, command: Command): Step {
  const why = command.disabled?.(state) ?? null;
  return why === null ? command.run(state) : step(toast(state, "bad", why));
}

export const findCommand = (state: State, keys: string): Command | undefined =>
  commandsAt(state).find((it) => it.keys.includes(keys));
