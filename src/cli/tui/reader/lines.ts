import type { WireTicket } from "../../../server/api.ts";
import { commandsAt } from "../commands/table.ts";
import { articleLines } from "../panes/rooms/knowledge.ts";
import { chosen, roomRows } from "../panes/rooms/rows.ts";
import { ticketLines } from "../panes/ticket.ts";
import { isRoom } from "../state/rooms.ts";
import { isLive, isOffline, ticketName, ticketShown, wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { cell } from "../text/clean.ts";
import { lineText } from "../text/line.ts";
import { draftOf } from "../update/write.ts";
import { overlayLines } from "./overlay.ts";

const WIDE = 100;
/** Rows of a ticket or a screen that are read at once. */
const ROWS = 14;

/** Signs that a reader would spell out, or leave out: a word says the same elsewhere in the sentence. */
const SIGNS = /[▲■□●○◐◌•✗✓✎↕│─┌┐└┘█▌▁▂▃▄▅▆▇★]+/gu;
const spoken = (text: string): string => text.replace(SIGNS, " ").replace(/\s+/g, " ").trim();

/** When a promise is due, in words and whole minutes: what changes every second cannot be read. */
function due(state: State, { dueAt }: WireTicket): string {
  const words = wordsOf(state).reader;
  if (dueAt === null) return words.noPromise;
  const minutes = Math.floor(Math.abs(dueAt - state.now) / 60_000);
  return dueAt < state.now ? words.missed(minutes) : words.due(minutes);
}

/** One ticket as one sentence. */
function sentence(state: State, ticket: WireTicket): string {
  const words = wordsOf(state);
  return [
    ticketName(ticket.number),
    words.reader.priority[ticket.priority],
    isLive(ticket) ? due(state, ticket) : words.state[ticket.state],
    ticket.subject === null ? words.erased : cell(ticket.subject),
    cell(ticket.channel),
    cell(ticket.language),
    cell(ticket.category ?? ""),
    words.owner(ticket.owner === null ? null : cell(ticket.owner)),
    ticket.acknowledged ? words.acknowledged : words.unacknowledged,
    ticket.snoozedUntil === null ? "" : words.view.snoozed,
    state.marks.has(ticket.number) ? words.reader.marked : "",
  ]
    .filter((it) => it !== "")
    .join(", ");
}

function listLines(state: State): string[] {
  const words = wordsOf(state);
  const { order, view, filter } = state.list;
  const place = state.cursor === null ? 0 : order.indexOf(state.cursor) + 1;
  const ticket = state.cursor === null ? undefined : ticketShown(state, state.cursor);
  const shown = filter === "" ? "" : ` ${words.reader.filtered(cell(filter))}`;
  return [
    `${words.reader.queue(words.view[view], order.length)}${shown}`,
    ...(ticket === undefined
      ? [state.loaded ? words.noTicket : words.loading]
      : [`${words.reader.place(place, order.length)} ${sentence(state, ticket)}`]),
  ];
}

function tabLines(state: State): string[] {
  const words = wordsOf(state);
  const ticket = state.cursor === null ? undefined : ticketShown(state, state.cursor);
  const all = ticketLines(state, WIDE)
    .map((line) => spoken(lineText(line)))
    .filter((line) => line !== "");
  const hidden = Math.max(0, all.length - ROWS);
  const top = state.tab === "chat" ? hidden - Math.min(hidden, state.scroll) : Math.min(hidden, state.scroll);
  const rows = all.slice(top, top + ROWS);
  return [
    ...(ticket === undefined ? [] : [sentence(state, ticket)]),
    words.reader.rows(words.command[`tab-${state.tab}`], top + 1, top + rows.length, all.length),
    ...rows,
  ];
}

function roomLines(state: State): string[] {
  const { focus } = state;
  if (!isRoom(focus)) return [];
  const words = wordsOf(state).room;
  if (focus === "knowledge") {
    const { field, found, at, article } = state.rooms.knowledge;
    const hit = found?.hits[at];
    const shown = articleLines(state, article, WIDE).map((line) => spoken(lineText(line)));
    return [
      `${words.knowledge}: ${cell(field.text)}`,
      ...(found === null ? [words.searchHint] : [words.hits(found.hits.length)]),
      ...(hit === undefined ? [] : [wordsOf(state).reader.place(at + 1, found?.hits.length ?? 0)]),
      ...shown.filter((line) => line !== "").slice(0, ROWS),
    ];
  }
  const rows = roomRows(state, focus, WIDE);
  const target = chosen(state);
  const here = rows.findIndex((it) => it.target !== undefined && sameTarget(it.target, target));
  const from = Math.max(0, here === -1 ? state.rooms[focus].at : here - 2);
  return rows
    .slice(from, from + ROWS)
    .map(({ line }, i) => `${from + i === here ? `${wordsOf(state).reader.here} ` : ""}${spoken(lineText(line))}`)
    .filter((line) => line !== "");
}

const sameTarget = (a: object, b: object | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

function writing(state: State): string[] {
  const words = wordsOf(state);
  if (state.focus === "customer") return [`${words.chatTitle}: ${state.chat.field.text}`];
  if (state.focus === "handover") {
    const { note } = state.rooms.shift;
    return note === null ? [] : [words.room.writing(cell(note.schedule), null), note.field.text];
  }
  if (state.writing === null) return [];
  const { kind, number } = state.writing;
  const title = { reply: words.replyTo, note: words.noteOn, correct: words.correctionOf }[kind](ticketName(number));
  return [`${title}:`, draftOf(state).text];
}

function connection(state: State): string[] {
  const words = wordsOf(state);
  if (state.connection.is === "live" || state.connection.is === "connecting") return [];
  return [
    spoken(isOffline(state) ? words.offline : state.connection.is === "denied" ? words.denied : words.reader.stale),
  ];
}

function body(state: State): string[] {
  if (state.overlay !== null) return overlayLines(state, state.overlay);
  if (state.focus === "list") return listLines(state);
  if (state.focus === "ticket") return tabLines(state);
  return isRoom(state.focus) ? roomLines(state) : writing(state);
}

/** The keys that matter here, as the footer has them. */
function hints(state: State): string {
  const words = wordsOf(state);
  const keys = commandsAt(state)
    .filter(({ hint, disabled }) => hint !== undefined && (disabled?.(state) ?? null) === null)
    .sort((a, b) => (a.hint ?? 0) - (b.hint ?? 0))
    .slice(0, 6)
    .map(({ id, keys }) => `${keys[0] ?? ""} ${words.command[id]}`);
  return `${words.reader.keys}: ${keys.join(", ")}`;
}

/** The screen as a linear text: what is new first, then where one is, then the keys. Nothing in it changes by the second. */
export function readerLines(state: State): string[] {
  const words = wordsOf(state);
  const urgent = state.urgent === null ? undefined : ticketShown(state, state.urgent.number);
  return [
    ...connection(state),
    ...(urgent === undefined
      ? []
      : [
          `${spoken(words.urgent(urgent.priority, ticketName(urgent.number)))}: ${cell(urgent.subject ?? "")}. ${words.urgentKey}`,
        ]),
    ...state.toasts.map(({ text }) => spoken(text)),
    ...body(state),
    ...(state.overlay === null ? [hints(state)] : []),
  ];
}
