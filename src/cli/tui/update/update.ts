import type { Profile } from "../../../core/customer/customer.ts";
import type { Refusal } from "../../../core/errors.ts";
import type { Instant } from "../../../core/time.ts";
import type {
  WireConsoleMessage,
  WireMacro,
  WireMe,
  WireStatus,
  WireTicket,
  WireTicketView,
} from "../../../server/api.ts";
import type { WirePeople } from "../../../server/api-insight.ts";
import { isHeld, settle, sorted } from "../state/order.ts";
import { ticketInSight } from "../state/places.ts";
import { isLive, ticketName, ticketShown, wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { clean } from "../text/clean.ts";
import { acted, failed, refused, withTickets, withView } from "./act.ts";
import { seenMarks } from "./bulk.ts";
import { heard, said } from "./chat.ts";
import { pasted, pressed } from "./keys.ts";
import { macrosLoaded } from "./macros.ts";
import { keepInSight } from "./move.ts";
import { pointed } from "./point.ts";
import { restored } from "./restored.ts";
import { arrived, type RoomMessage, refreshed } from "./rooms.ts";
import { type Errand, type Step, step, toast } from "./step.ts";
import { withSuggestion } from "./suggest.ts";

/** All that can happen to the screen. `now` comes with everything. */
export type Message =
  | { type: "key"; key: string }
  | { type: "pasted"; text: string }
  | { type: "resized"; columns: number; rows: number }
  | { type: "ticked" }
  | { type: "focused"; on: boolean }
  | { type: "pointed"; what: "press" | "wheel-up" | "wheel-down"; x: number; y: number }
  | { type: "introduced"; me: WireMe }
  | { type: "status"; status: WireStatus }
  | { type: "connected" }
  | { type: "lost"; tries: number }
  | { type: "denied" }
  /** All live tickets, in place of what was known. */
  | { type: "snapshot"; tickets: WireTicket[] }
  | { type: "received"; tickets: WireTicket[] }
  /** Tickets that were asked for, to be shown at once. */
  | { type: "listed"; tickets: WireTicket[] }
  | { type: "viewed"; number: number; view: WireTicketView | null }
  | { type: "acted"; id: string; ticket: WireTicket; view: WireTicketView | null }
  | { type: "refused"; id: string; refusal: Refusal; view: WireTicketView | null }
  | { type: "failed"; id: string; detail: string }
  | { type: "people"; people: WirePeople["people"] }
  | { type: "macros"; number: number; macros: WireMacro[] }
  /** Drafts that an earlier terminal left on the disk. */
  | { type: "restored"; drafts: ReadonlyMap<string, string> }
  | { type: "next-shift"; at: Instant | null }
  | RoomMessage
  | { type: "customer"; customer: string; profile: Profile; tickets: WireTicket[] }
  | { type: "complained"; detail: string }
  | { type: "heard"; messages: WireConsoleMessage[] }
  | { type: "said"; id: string; arrived: boolean };

const URGENT = 60_000;
/** From here on the customer is shown beside the ticket. */
const SIDE = 160;

/** The state after something happened at a moment, and what is to be done outside. Pure. */
export function update(before: State, message: Message, now: Instant): Step {
  const [after, errands] = take({ ...before, now }, message);
  const next = keepInSight(seenMarks(forgetUrgent(after)));
  const wanted = ticketInSight(next);
  const load = wanted !== null && wanted !== ticketInSight(before) && !next.views.has(wanted);
  const more: Errand[] = load ? [{ errand: "load", number: wanted }] : [];
  return [next, [...errands, ...more, ...customerWanted(before, next)]];
}

/** Whose other tickets are to be known, once somebody reads one of theirs. */
function customerWanted(before: State, { cursor, focus, tab, tickets, views, customers, size }: State): Errand[] {
  const customer = cursor === null ? undefined : (tickets.get(cursor) ?? views.get(cursor)?.ticket)?.customer;
  const looked = size.columns >= SIDE || (tab === "customer" && focus === "ticket");
  if (customer === undefined || !looked || customers.has(customer)) return [];
  const asked = before.cursor === cursor && before.focus === focus && before.tab === tab && before.size === size;
  return asked ? [] : [{ errand: "load-customer", customer }];
}

function take(state: State, message: Message): Step {
  switch (message.type) {
    case "key":
      return pressed(state, message.key);
    case "pasted":
      return pasted(state, message.text);
    case "resized":
      return step({ ...state, size: { columns: message.columns, rows: message.rows } });
    case "ticked":
      return ticked(state);
    case "focused":
      return step({ ...state, focused: message.on });
    case "pointed":
      return pointed(state, message);
    case "introduced":
      return step(sorted({ ...state, me: message.me }));
    case "status":
      return step({ ...state, status: message.status });
    case "connected":
      return step({ ...state, connection: { is: "live" } });
    case "lost":
      return step({
        ...state,
        connection: {
          is: "lost",
          since: state.connection.is === "lost" ? state.connection.since : state.now,
          tries: message.tries,
        },
      });
    case "denied":
      return step(toast({ ...state, connection: { is: "denied" } }, "bad", wordsOf(state).deniedNext));
    case "snapshot":
      return snapshot(state, message.tickets);
    case "received":
      return received(state, message.tickets);
    case "listed":
      return step(sorted(withTickets(state, message.tickets)));
    case "viewed":
      return step(viewed(state, message.number, message.view));
    case "acted":
      return acted(state, message.id, message.ticket, message.view);
    case "refused":
      return refused(state, message.id, message.refusal, message.view);
    case "failed":
      return failed(state, message.id, message.detail);
    case "people":
      return step({ ...state, people: message.people });
    case "macros":
      return step(macrosLoaded(state, message.number, message.macros));
    case "restored":
      return restored(state, message.drafts);
    case "next-shift":
      return step({ ...state, nextShift: message.at });
    case "complained":
      return step(toast(state, "bad", `✗ ${clean(message.detail)}`));
    case "customer": {
      const { customer, profile, tickets } = message;
      const customers = new Map(state.customers).set(customer, { profile, tickets });
      return step({ ...state, customers });
    }
    case "incidents":
    case "contained":
    case "shift":
    case "traffic":
    case "activity":
    case "found":
    case "article":
    case "handed-over":
    case "retried":
    case "was-away":
      return arrived(state, message);
    case "heard":
      return heard(state, message.messages);
    case "said":
      return said(state, message.id, message.arrived);
  }
}

/** Time passes: what was held is applied, what was to be seen for a while goes. */
function ticked(state: State): Step {
  const toasts = state.toasts.some(({ until }) => until <= state.now)
    ? state.toasts.filter(({ until }) => until > state.now)
    : state.toasts;
  const chord = state.chord !== null && state.chord.until <= state.now ? null : state.chord;
  const next = { ...state, toasts, chord };
  return refreshed(next.list.touched.size > 0 && !isHeld(next) ? sorted(next) : next);
}

function snapshot(state: State, tickets: WireTicket[]): Step {
  const all = new Map(tickets.map((ticket) => [ticket.number, ticket]));
  for (const [number, known] of state.tickets) {
    if ((all.get(number)?.version ?? 0) < known.version && !isLive(known)) all.set(number, known);
  }
  const inSight = ticketInSight(state);
  const next = sorted({ ...state, tickets: all, loaded: true, views: new Map() });
  return inSight === null || next.cursor !== inSight
    ? step(next)
    : step({ ...next, views: keep(state.views, inSight) }, { errand: "load", number: inSight });
}

/** A view that is in sight stays until it is loaded anew; the others are loaded when they are opened. */
function keep(views: State["views"], number: number): State["views"] {
  const view = views.get(number);
  return view === undefined ? new Map() : new Map([[number, view]]);
}

function received(state: State, received: WireTicket[]): Step {
  const news = received.filter(({ number, version }) => (state.tickets.get(number)?.version ?? 0) <= version);
  if (news.length === 0) return step(state);
  const tickets = new Map(state.tickets);
  const views = new Map(state.views);
  const inSight = ticketInSight(state);
  for (const ticket of news) {
    tickets.set(ticket.number, ticket);
    if (ticket.number !== inSight) views.delete(ticket.number);
  }
  const errands: Errand[] =
    news.some(({ number }) => number === inSight) && inSight !== null ? [{ errand: "load", number: inSight }] : [];
  const next = settle(
    { ...state, tickets, views },
    news.map(({ number }) => number),
  );
  const urgent = news.filter((it) => state.loaded && isLive(it) && (isNewAndUrgent(state, it) || pagesMe(state, it)));
  const first = urgent.sort((a, b) => a.priority.localeCompare(b.priority))[0];
  if (first === undefined) return [next, errands];
  const { number, priority, subject } = first;
  const text = `${wordsOf(state).urgent(priority, ticketName(number))} ${subject ?? ""}`;
  const told: Errand[] = state.focused ? [{ errand: "bell" }] : [{ errand: "bell" }, { errand: "notify", text }];
  return [{ ...next, urgent: { number, until: state.now + URGENT } }, [...errands, ...told]];
}

const isNewAndUrgent = (state: State, { number, priority }: WireTicket): boolean =>
  !state.tickets.has(number) && (priority === "P0" || priority === "P1");

/** Whether a page for whoever sits here has gone out since the ticket was last seen. */
const pagesMe = ({ me, tickets }: State, { number, paged, pagedAt }: WireTicket): boolean =>
  me !== null && pagedAt !== null && paged.includes(me.name) && pagedAt > (tickets.get(number)?.pagedAt ?? 0);

function viewed(state: State, number: number, view: WireTicketView | null): State {
  if (view === null) return { ...state, views: new Map(state.views).set(number, null) };
  const next = withSuggestion(withView(state, view), number);
  return next.tickets === state.tickets ? next : settle(next, [number]);
}

/** The banner goes once somebody has acknowledged its ticket, it is being read, or a minute has passed. */
function forgetUrgent(state: State): State {
  if (state.urgent === null) return state;
  const ticket = ticketShown(state, state.urgent.number);
  const read = state.focus === "ticket" && state.cursor === state.urgent.number;
  const over =
    read || state.now >= state.urgent.until || ticket === undefined || ticket.acknowledged || !isLive(ticket);
  return over ? { ...state, urgent: null } : state;
}
