import type { Action } from "../state/action.ts";
import { wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { suggestionNow } from "../state/suggested.ts";
import { whyNot } from "../update/act.ts";
import { actOnAll, mark, markAll, markRange } from "../update/bulk.ts";
import { leaveChat, newline, openChat, say } from "../update/chat.ts";
import { copyTicket, copyWords, toggleMouse, whyNothingToCopy } from "../update/copy.ts";
import { correct, whyNoCorrection } from "../update/correct.ts";
import { openKnowledge } from "../update/knowledge.ts";
import { openMacros } from "../update/macros.ts";
import { type Distance, move, neighbour, openTab, openView, turnPane, viewAt } from "../update/move.ts";
import { applyOrder, ask, back, goTo, openFilter, openHelp, openPalette, quit, take } from "../update/open.ts";
import { openPeople } from "../update/people.ts";
import { openSnooze } from "../update/snooze.ts";
import { step } from "../update/step.ts";
import { askOverride, whyNoOverride } from "../update/stopped.ts";
import { reply, replyBlank } from "../update/suggest.ts";
import { undo, whyNoUndo } from "../update/undo.ts";
import { keepDraft, send, write } from "../update/write.ts";
import type { Command } from "./command.ts";
import { type CommandId, type CommandPlace, isAt } from "./ids.ts";
import { type Keymap, withKeymap } from "./keymap.ts";
import { ROOM_COMMANDS, WAYS } from "./rooms.ts";

const going = (id: CommandId, keys: string[], distance: Distance, more: CommandPlace[] = []): Command[] =>
  (["list", "ticket", "room", ...more] as const).map((place) => ({
    id,
    place,
    keys,
    run: (state) => move(state, distance),
  }));

const viewing = (id: CommandId, index: number): Command => ({
  id,
  place: "list",
  keys: [String(index + 1)],
  run: (state) => openView(state, viewAt(index)),
});

/** Wherever letters are keys, and not text. */
const everywhere = (command: Omit<Command, "place">): Command[] =>
  (["list", "ticket", "room"] as const).map((place) => ({ ...command, place }));

/** On the ticket under the cursor, from the list as from inside. */
const onTicket = (command: Omit<Command, "place">): Command[] =>
  (["list", "ticket"] as const).map((place) => ({ ...command, place }));

const prioritising = (level: 0 | 1 | 2 | 3): Omit<Command, "place"> => ({
  id: `priority-${level}`,
  keys: [`p ${level}`],
  run: (state) => actOnAll(state, { kind: "prioritise", priority: `P${level}` }),
  disabled: (state) => whyNot(state, "prioritise"),
});

const needs = (kind: Action["kind"] | "take") => (state: State) => whyNot(state, kind);

export const COMMANDS: readonly Command[] = [
  ...going("next", ["j", "down"], 1),
  ...going("previous", ["k", "up"], -1),
  ...going("top", ["g g", "home"], "first"),
  ...going("bottom", ["G", "end"], "last"),
  ...going("half-down", ["ctrl+d"], "half"),
  ...going("half-up", ["ctrl+u"], "-half"),
  ...going("page-down", ["pagedown"], "page", ["composer", "customer"]),
  ...going("page-up", ["pageup"], "-page", ["composer", "customer"]),
  {
    id: "open",
    place: "list",
    keys: ["enter"],
    run: (state) => (state.cursor === null ? step(state) : goTo(state, state.cursor)),
    disabled: (state) => (state.cursor === null ? wordsOf(state).noTicket : null),
    hint: 1,
  },
  { id: "back", place: "list", keys: ["esc"], run: back },
  { id: "back", place: "ticket", keys: ["esc"], run: back, hint: 10 },
  { id: "next-ticket", place: "ticket", keys: ["]"], run: (state) => neighbour(state, 1) },
  { id: "previous-ticket", place: "ticket", keys: ["["], run: (state) => neighbour(state, -1) },
  { id: "tab-chat", place: "ticket", keys: ["1"], run: (state) => openTab(state, "chat") },
  { id: "tab-triage", place: "ticket", keys: ["2"], run: (state) => openTab(state, "triage"), hint: 7 },
  { id: "tab-why", place: "ticket", keys: ["3"], run: (state) => openTab(state, "why"), hint: 8 },
  { id: "tab-history", place: "ticket", keys: ["4"], run: (state) => openTab(state, "history"), hint: 9 },
  { id: "tab-customer", place: "ticket", keys: ["5"], run: (state) => openTab(state, "customer") },
  ...onTicket({
    id: "acknowledge",
    keys: ["a"],
    run: (state) => actOnAll(state, { kind: "acknowledge" }),
    disabled: needs("acknowledge"),
    hint: 2,
  }),
  ...onTicket({ id: "take", keys: ["i"], run: take, disabled: needs("take"), hint: 3 }),
  ...onTicket({ id: "reply", keys: ["r"], run: reply, disabled: needs("reply"), hint: 4 }),
  ...onTicket({ id: "reply-blank", keys: ["R"], run: replyBlank, disabled: needs("reply") }),
  ...onTicket({
    id: "reasons",
    keys: ["t"],
    run: (state) => step({ ...state, reasonsOpen: !state.reasonsOpen }),
    disabled: (state) => (suggestionNow(state) === null ? wordsOf(state).noSuggestion : null),
  }),
  ...onTicket({ id: "note", keys: ["n"], run: (state) => write(state, "note"), disabled: needs("note"), hint: 6 }),
  ...onTicket({
    id: "resolve",
    keys: ["x"],
    run: (state) => ask(state, "resolve"),
    disabled: needs("resolve"),
    hint: 5,
  }),
  ...onTicket({ id: "reopen", keys: ["X"], run: (state) => ask(state, "reopen"), disabled: needs("reopen") }),
  ...onTicket({ id: "escalate", keys: ["e"], run: (state) => ask(state, "escalate"), disabled: needs("escalate") }),
  ...onTicket({ id: "snooze", keys: ["z"], run: openSnooze, disabled: needs("snooze") }),
  ...onTicket({
    id: "wake",
    keys: ["Z"],
    run: (state) => actOnAll(state, { kind: "wake" }),
    disabled: needs("wake"),
  }),
  ...onTicket({ id: "correct", keys: ["E"], run: correct, disabled: whyNoCorrection }),
  ...onTicket({ id: "undo", keys: ["u"], run: undo, disabled: whyNoUndo }),
  ...onTicket({ id: "assign", keys: ["I"], run: openPeople, disabled: needs("assign") }),
  ...onTicket(prioritising(0)),
  ...onTicket(prioritising(1)),
  ...onTicket(prioritising(2)),
  ...onTicket(prioritising(3)),
  { id: "mark", place: "list", keys: ["space"], run: mark },
  { id: "mark-range", place: "list", keys: ["V"], run: markRange },
  { id: "mark-all", place: "list", keys: ["*"], run: markAll },
  viewing("view-all", 0),
  viewing("view-mine", 1),
  viewing("view-unowned", 2),
  viewing("view-breaching", 3),
  viewing("view-security", 4),
  viewing("view-chinese", 5),
  viewing("view-resolved", 6),
  viewing("view-snoozed", 7),
  ...onTicket({ id: "filter", keys: ["/"], run: openFilter }),
  ...onTicket({ id: "apply-order", keys: ["."], run: applyOrder }),
  ...everywhere({
    id: "urgent",
    keys: ["!"],
    run: (state) => (state.urgent === null ? step(state) : goTo(state, state.urgent.number)),
    disabled: (state) => (state.urgent === null ? wordsOf(state).nothingUrgent : null),
  }),
  ...onTicket({
    id: "customer",
    keys: ["C"],
    run: openChat,
    disabled: (state) => (state.demo ? null : wordsOf(state).notDemo),
    hint: 11,
  }),
  ...WAYS.flatMap(everywhere),
  ...ROOM_COMMANDS,
  ...onTicket({ id: "next-pane", keys: ["tab", "l"], run: (state) => turnPane(state, 1) }),
  ...onTicket({ id: "previous-pane", keys: ["shift+tab", "h"], run: (state) => turnPane(state, -1) }),
  ...onTicket({
    id: "copy",
    keys: ["y"],
    run: copyTicket,
    disabled: (state) => (state.cursor === null ? wordsOf(state).noTicket : null),
  }),
  ...onTicket({ id: "copy-words", keys: ["Y"], run: copyWords, disabled: whyNothingToCopy }),
  ...everywhere({ id: "mouse", keys: [], run: toggleMouse }),
  ...everywhere({ id: "palette", keys: [":", "ctrl+k"], run: openPalette, hint: 12 }),
  ...everywhere({ id: "help", keys: ["?"], run: openHelp, hint: 13 }),
  ...everywhere({ id: "quit", keys: ["q", "ctrl+c"], run: quit }),
  { id: "send", place: "composer", keys: ["ctrl+s", "alt+enter"], run: send, hint: 1 },
  { id: "override", place: "composer", keys: ["ctrl+o"], run: askOverride, disabled: whyNoOverride, hint: 2 },
  { id: "macros", place: "composer", keys: ["ctrl+t"], run: openMacros, hint: 3 },
  { id: "go-knowledge", place: "composer", keys: ["ctrl+k"], run: openKnowledge, hint: 5 },
  { id: "keep-draft", place: "composer", keys: ["esc"], run: keepDraft, hint: 4 },
  { id: "customer-send", place: "customer", keys: ["enter"], run: say, hint: 1 },
  { id: "customer-newline", place: "customer", keys: ["alt+enter", "ctrl+j"], run: newline, hint: 2 },
  { id: "next-pane", place: "customer", keys: ["tab"], run: (state) => turnPane(state, 1), hint: 3 },
  { id: "previous-pane", place: "customer", keys: ["shift+tab"], run: (state) => turnPane(state, -1) },
  { id: "customer-leave", place: "customer", keys: ["esc"], run: leaveChat, hint: 4 },
  { id: "quit", place: "composer", keys: ["ctrl+c"], run: quit },
  { id: "quit", place: "customer", keys: ["ctrl+c"], run: quit },
  { id: "redraw", place: "any", keys: ["ctrl+l"], run: (state) => step(state, { errand: "redraw" }) },
];

const known = new WeakMap<Keymap, readonly Command[]>();

/** The table, with the keys of whoever sits here. */
export function commandsOf({ keymap }: Pick<State, "keymap">): readonly Command[] {
  const before = known.get(keymap);
  if (before !== undefined) return before;
  const made = withKeymap(COMMANDS, keymap);
  known.set(keymap, made);
  return made;
}

/** The commands that a key can reach where the focus is. */
export const commandsAt = (state: State): readonly Command[] =>
  commandsOf(state).filter(({ place }) => isAt(place, state.focus));

/** `ctrl+s` for people: `^S`; keys in a row as `g g`. */
export const keyLabel = (keys: string): string =>
  keys
    .replace("shift+tab", "⇧tab")
    .replace("down", "↓")
    .replace("up", "↑")
    .replace("page↓", "pgdn")
    .replace("page↑", "pgup");
