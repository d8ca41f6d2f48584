import { commandsAt } from "../commands/table.ts";
import { HOLD } from "../state/order.ts";
import { chatColumns, composerColumns, noteColumns } from "../state/places.ts";
import type { State } from "../state/state.ts";
import { edit, type Field, insert } from "../text/field.ts";
import { withShift } from "./handover.ts";
import { search } from "./knowledge.ts";
import { findCommand, isText, overlayKey, overlayPaste, runCommand } from "./overlay.ts";
import { type Step, step } from "./step.ts";
import { draftOf, withDraftField } from "./write.ts";

const CHORD = 800;

/** One key. While keys come, rows stay where they are. */
export function pressed(before: State, key: string): Step {
  const state = { ...before, list: { ...before.list, holdUntil: before.now + HOLD } };
  if (state.overlay !== null) return overlayKey(state, state.overlay, key);
  const prefix = state.chord !== null && state.now <= state.chord.until ? `${state.chord.keys} ` : "";
  const free = state.chord === null ? state : { ...state, chord: null };
  const name = key === " " ? "space" : key;
  const command = findCommand(free, prefix + name) ?? (prefix === "" ? undefined : findCommand(free, name));
  if (command !== undefined) return runCommand(free, command);
  if (beginsChord(free, prefix + name))
    return step({ ...free, chord: { keys: prefix + name, until: free.now + CHORD } });
  return type(free, key);
}

const beginsChord = (state: State, keys: string): boolean =>
  commandsAt(state).some((it) => it.keys.some((each) => each.startsWith(`${keys} `)));

/** What could follow the keys pressed so far. */
export const continuations = (state: State): { key: string; id: string }[] =>
  state.chord === null
    ? []
    : commandsAt(state).flatMap(({ id, keys }) =>
        keys.filter((each) => each.startsWith(`${state.chord?.keys} `)).map((each) => ({ key: each, id })),
      );

/** Text that was pasted: never keys, whatever is in it. */
export function pasted(state: State, text: string): Step {
  if (state.overlay !== null) return overlayPaste(state, state.overlay, text);
  return writeField(state, (field) => insert(field, text));
}

function type(state: State, key: string): Step {
  const wide = { composer: composerColumns, handover: noteColumns, knowledge: noteColumns };
  const columns = state.focus in wide ? wide[state.focus as keyof typeof wide](state) : chatColumns(state);
  return writeField(state, (field) => {
    if (key === "enter" || key === "ctrl+j") return insert(field, "\n");
    return edit(field, key, columns) ?? (isText(key) ? insert(field, key) : field);
  });
}

function writeField(state: State, change: (field: Field) => Field): Step {
  if (state.focus === "composer") return step(withDraftField(state, change(draftOf(state))));
  const { note, ...shift } = state.rooms.shift;
  if (state.focus === "handover" && note !== null)
    return step(withShift(state, { ...shift, note: { ...note, field: change(note.field) } }));
  if (state.focus === "knowledge") return search(state, change(state.rooms.knowledge.field));
  if (state.focus === "customer") return step({ ...state, chat: { ...state.chat, field: change(state.chat.field) } });
  return step(state);
}
