import { isRoom, type Room } from "./rooms.ts";
import type { Focus } from "./state.ts";

export interface Rect {
  x: number;
  y: number;
  columns: number;
  rows: number;
}

export type PaneId = "list" | "ticket" | "side" | "customer" | Room;

export interface Layout {
  shape: "small" | "one" | "two" | "three";
  /** From left to right, with one column between them. */
  panes: { id: PaneId; rect: Rect }[];
}

const LEAST = { columns: 60, rows: 15 };

/** Rows that belong to no pane: status and views above, keys below. */
const ABOVE = 2;
const BELOW = 1;

interface Wish {
  focus: Focus;
  customerOpen: boolean;
}

function panesFor(columns: number, { focus, customerOpen }: Wish): [PaneId, share: number][] {
  const onTicket = focus === "ticket" || focus === "composer";
  if (focus === "handover") return [["shift", 1]];
  if (isRoom(focus)) return [[focus, 1]];
  if (columns < 100) return [[focus === "customer" ? "customer" : onTicket ? "ticket" : "list", 1]];
  if (columns < 160) {
    if (customerOpen)
      return [
        ["customer", 0.45],
        [onTicket ? "ticket" : "list", 1],
      ];
    return [
      ["list", 0.5],
      ["ticket", 1],
    ];
  }
  if (customerOpen)
    return [
      ["customer", 0.3],
      ["list", 0.36],
      ["ticket", 1],
    ];
  return [
    ["list", 0.4],
    ["ticket", 0.34],
    ["side", 1],
  ];
}

/** Which pane is where, from the size of the terminal alone: nothing is ever measured. */
export function layout(columns: number, rows: number, wish: Wish): Layout {
  if (columns < LEAST.columns || rows < LEAST.rows) return { shape: "small", panes: [] };
  const wanted = panesFor(columns, wish);
  let x = 0;
  const panes = wanted.map(([id, share], i) => {
    const last = i === wanted.length - 1;
    const wide = last ? columns - x : Math.floor(columns * share);
    const rect = { x, y: ABOVE, columns: wide, rows: rows - ABOVE - BELOW };
    x += wide + 1;
    return { id, rect };
  });
  return { shape: columns < 100 ? "one" : columns < 160 ? "two" : "three", panes };
}
