import type { WireTicket } from "../../../server/api.ts";
import { parseFilter } from "./filter.ts";
import { inView, ticketShown } from "./select.ts";
import type { State } from "./state.ts";

export const HOLD = 1_500;

/** Most urgent first, as the desk sorts: priority, then the SLA clock (none last), then age. */
export const byUrgency = (a: WireTicket, b: WireTicket): number =>
  Number(a.priority.slice(1)) - Number(b.priority.slice(1)) ||
  (a.dueAt ?? Number.MAX_VALUE) - (b.dueAt ?? Number.MAX_VALUE) ||
  a.openedAt - b.openedAt ||
  a.number - b.number;

const byChange = (a: WireTicket, b: WireTicket): number => b.updatedAt - a.updatedAt || a.number - b.number;

/** Whether the list, as it is filtered now, has this ticket. */
function isListed(state: State): (ticket: WireTicket) => boolean {
  const matches = parseFilter(state.list.filter);
  const context = { now: state.now, me: state.me?.name ?? null };
  return (ticket) => inView(ticket, state.list.view, state) && matches(ticket, context);
}

/** The list in its true order; the cursor stays on its ticket, or in its row when that left the list. */
export function sorted(state: State): State {
  const listed = isListed(state);
  const known = new Set(state.list.order);
  const candidates = [...state.list.order, ...[...state.tickets.keys()].filter((number) => !known.has(number))];
  const tickets = candidates
    .map((number) => ticketShown(state, number))
    .filter((it) => it !== undefined && listed(it)) as WireTicket[];
  tickets.sort(state.list.view === "resolved" ? byChange : byUrgency);
  const order = tickets.map(({ number }) => number);
  const list = { ...state.list, order, touched: new Set<number>() };
  return { ...state, list, cursor: cursorIn(state, order) };
}

function cursorIn({ cursor, focus, list }: State, order: number[]): number | null {
  if (cursor !== null && (order.includes(cursor) || focus === "ticket" || focus === "composer")) return cursor;
  const row = cursor === null ? 0 : list.order.indexOf(cursor);
  return order[Math.min(Math.max(0, row), order.length - 1)] ?? null;
}

/** Whether rows stay where they are: while somebody types, has marked some, or is asked something about one. */
export const isHeld = ({ now, list, marks, overlay }: State): boolean =>
  now < list.holdUntil || marks.size > 0 || (overlay !== null && overlay.is !== "filter");

/** After tickets changed: sorts at once, or notes what has to move later while the order is held. */
export function settle(state: State, changed: Iterable<number>): State {
  if (!isHeld(state)) return sorted(state);
  const listed = isListed(state);
  const present = new Set(state.list.order);
  const touched = new Set(state.list.touched);
  for (const number of changed) {
    const ticket = ticketShown(state, number);
    const belongs = ticket !== undefined && listed(ticket);
    if (belongs !== present.has(number) || (belongs && isMisplaced(state, ticket))) touched.add(number);
    else touched.delete(number);
  }
  return touched.size === 0 && state.list.touched.size === 0 ? state : { ...state, list: { ...state.list, touched } };
}

function isMisplaced(state: State, ticket: WireTicket): boolean {
  const compare = state.list.view === "resolved" ? byChange : byUrgency;
  const at = state.list.order.indexOf(ticket.number);
  const [before, after] = [state.list.order[at - 1], state.list.order[at + 1]].map((it) =>
    it === undefined ? undefined : ticketShown(state, it),
  );
  return (before !== undefined && compare(before, ticket) > 0) || (after !== undefined && compare(ticket, after) > 0);
}
