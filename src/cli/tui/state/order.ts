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
  if (!isHeld(state)) return state.list.touched.size === 0 && isSteady(state) ? moved(state, changed) : sorted(state);
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

/** Whether a ticket's place depends on the ticket alone, and not on the time. */
const isSteady = ({ list }: State): boolean => list.view !== "breaching" && !list.filter.includes("sla<");

/** Puts the changed tickets where they belong in an order that is true for all others: sorting ten thousand takes twenty times as long. */
function moved(state: State, changed: Iterable<number>): State {
  const listed = isListed(state);
  const compare = state.list.view === "resolved" ? byChange : byUrgency;
  const news = new Set(changed);
  const order = state.list.order.filter((number) => !news.has(number));
  for (const number of news) {
    const ticket = ticketShown(state, number);
    if (ticket !== undefined && listed(ticket)) order.splice(placeOf(state, order, ticket, compare), 0, number);
  }
  return { ...state, list: { ...state.list, order }, cursor: cursorIn(state, order) };
}

/** The first place whose ticket comes after this one. */
function placeOf(state: State, order: number[], ticket: WireTicket, compare: typeof byUrgency): number {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = ticketShown(state, order[middle] ?? 0);
    if (other !== undefined && compare(other, ticket) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isMisplaced(state: State, ticket: WireTicket): boolean {
  const compare = state.list.view === "resolved" ? byChange : byUrgency;
  const at = state.list.order.indexOf(ticket.number);
  const [before, after] = [state.list.order[at - 1], state.list.order[at + 1]].map((it) =>
    it === undefined ? undefined : ticketShown(state, it),
  );
  return (before !== undefined && compare(before, ticket) > 0) || (after !== undefined && compare(ticket, after) > 0);
}
