import type { Rect } from "../../state/layout.ts";
import { rectOf } from "../../state/places.ts";
import { isRoom, type Room } from "../../state/rooms.ts";
import type { State } from "../../state/state.ts";
import { type Block, fitBlock, type Line, span } from "../../text/line.ts";
import { activityRows } from "./activity.ts";
import { securityRows } from "./security.ts";
import { shiftRows } from "./shift.ts";
import { statsRows } from "./stats.ts";

/** What a row of a screen stands for, when it can be chosen. */
export type Target = { ticket: number } | { handover: string } | { effect: string } | { incident: number };

export interface RoomRow {
  line: Line;
  target?: Target;
}

const ROWS: Record<Exclude<Room, "knowledge">, (state: State, columns: number) => RoomRow[]> = {
  security: securityRows,
  shift: shiftRows,
  stats: statsRows,
  activity: activityRows,
};

/** All rows of the screen one is on, however many. */
export const roomRows = (state: State, room: Room, columns: number): RoomRow[] =>
  room === "knowledge" ? [] : ROWS[room](state, columns);

/** One column stays free on each side. */
export const roomColumns = (rect: Rect): number => Math.max(12, rect.columns - 2);

/** How many rows there are, those that can be chosen, and the height in sight. */
export function roomExtent(state: State): { targets: Target[]; rows: number; height: number } {
  const { focus } = state;
  if (!isRoom(focus)) return { targets: [], rows: 0, height: 0 };
  const rect = rectOf(state, focus);
  const rows = roomRows(state, focus, roomColumns(rect));
  return { targets: rows.flatMap(({ target }) => target ?? []), rows: rows.length, height: rect.rows };
}

/** What is chosen on the screen one is on; undefined when nothing can be. */
export function chosen(state: State): Target | undefined {
  if (!isRoom(state.focus)) return undefined;
  const { targets } = roomExtent(state);
  return targets[Math.min(state.rooms[state.focus].at, targets.length - 1)];
}

/** A screen of rows: what is chosen stays in sight, with what is around it. */
export function rowsPane(state: State, room: Room, rect: Rect): Block {
  const columns = roomColumns(rect);
  const rows = roomRows(state, room, columns);
  const places = rows.flatMap(({ target }, i) => (target === undefined ? [] : [i]));
  const { at } = state.rooms[room];
  const here = places[Math.min(at, places.length - 1)];
  const most = Math.max(0, rows.length - rect.rows);
  // The first thing that can be chosen brings everything above it along.
  const wanted = here === undefined ? at : here === places[0] ? 0 : here - Math.floor(rect.rows / 2);
  const top = Math.min(most, Math.max(0, wanted));
  const lines = rows.slice(top, top + rect.rows).map(({ line, target }, i): Line => {
    const isHere = top + i === here;
    const mark = span(isHere ? ">" : " ", "accent", { bold: true });
    return [mark, ...(isHere && target !== undefined ? line.map((it) => ({ ...it, bold: true })) : line)];
  });
  return { lines: fitBlock(lines, rect) };
}
