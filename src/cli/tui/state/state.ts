import type { Profile } from "../../../core/customer/customer.ts";
import type { FactFinding } from "../../../core/outbound/check.ts";
import type { Instant } from "../../../core/time.ts";
import type { WireMacro, WireMe, WireStatus, WireTicket, WireTicketView } from "../../../server/api.ts";
import type { WirePeople } from "../../../server/api-insight.ts";
import { type Keymap, noKeymap } from "../commands/keymap.ts";
import { emptyField, type Field } from "../text/field.ts";
import type { Language } from "../words/words.ts";
import type { Bulk, Inflight, Undo, Writing } from "./action.ts";
import type { Chat } from "./chat.ts";
import type { Overlay } from "./overlay.ts";
import { noRooms, type Room, type Rooms } from "./rooms.ts";

export const VIEWS = ["all", "mine", "unowned", "breaching", "security", "chinese", "resolved", "snoozed"] as const;
export type ViewId = (typeof VIEWS)[number];

export const TABS = ["chat", "triage", "why", "history", "customer"] as const;
export type Tab = (typeof TABS)[number];

/** Where typing goes when no overlay is open. */
export type Focus = "list" | "ticket" | "composer" | "customer" | "handover" | Room;

export type Connection =
  | { is: "connecting" }
  | { is: "live" }
  /** `since` the data may be old. */
  | { is: "lost"; since: Instant; tries: number }
  | { is: "denied" };

/** What is being written, on which ticket. */
export interface Draft {
  number: number;
  kind: Writing;
  /** Its ticket is on its way, and the suggestion in it is to be put into a field that is still empty then. */
  awaits?: boolean;
  /** The reply that is changed. */
  message?: string;
}

export interface Toast {
  kind: "good" | "bad";
  text: string;
  until: Instant;
}

export interface List {
  view: ViewId;
  filter: string;
  /** Numbers of the tickets in the order in which they are shown. */
  order: readonly number[];
  /** The first row in sight. */
  top: number;
  /** The order stays as it is until then. */
  holdUntil: Instant;
  /** Tickets whose place in the order has changed while it is held. */
  touched: ReadonlySet<number>;
}

/** All that the screen is made of. Never changed in place. */
export interface State {
  size: { columns: number; rows: number };
  now: Instant;
  language: Language;
  demo: boolean;
  /** The command that talks as a customer in another terminal; null when there is none to show. */
  chatCommand: string | null;
  /** Makes the ids of this terminal's actions unique. */
  terminal: string;
  url: string;
  keepsDrafts: boolean;
  counter: number;
  connection: Connection;
  me: WireMe | null;
  status: WireStatus | null;
  /** The first page of tickets has arrived. */
  loaded: boolean;
  /** As the desk told them last. What is shown has the actions in flight on top: see ticketShown. */
  tickets: ReadonlyMap<number, WireTicket>;
  /** Null: there is no ticket of that number. */
  views: ReadonlyMap<number, WireTicketView | null>;
  /** Who asks, by the names that tickets give them: what the exchange says, and their tickets, the newest first. */
  customers: ReadonlyMap<string, { profile: Profile; tickets: readonly WireTicket[] }>;
  inflight: ReadonlyMap<string, Inflight>;
  /** Actions on several tickets that are under way. */
  bulks: ReadonlyMap<string, Bulk>;
  /** Tickets that were chosen in the list. */
  marks: ReadonlySet<number>;
  /** The responders that a ticket can be given to; null before anybody asked. */
  people: WirePeople["people"] | null;
  /** Whether the terminal is looked at; one that never says so is taken to be. */
  focused: boolean;
  mouse: boolean;
  /** One's own keys. */
  keymap: Keymap;
  list: List;
  cursor: number | null;
  tab: Tab;
  /** Rows scrolled: up from the newest in the chat, down from the top in the other tabs. */
  scroll: number;
  focus: Focus;
  writing: Draft | null;
  /** Whether the reasons of a suggestion are shown with it. */
  reasonsOpen: boolean;
  /** Unsent texts, by draftKey. */
  drafts: ReadonlyMap<string, Field>;
  /** Texts of which nobody knows whether they arrived, by draftKey: sent again unchanged, they go out under the same id, so once. */
  unsure: ReadonlyMap<string, { id: string; text: string }>;
  /** What the facts did not let out of a reply, by draftKey. */
  stopped: ReadonlyMap<string, readonly FactFinding[]>;
  /** Canned replies by the ticket that they were read for. */
  macros: ReadonlyMap<number, readonly WireMacro[]>;
  overlay: Overlay | null;
  /** The last action while it can be taken back. */
  undo: Undo | null;
  /** When the next shift of whoever sits here begins; null when none is known. */
  nextShift: Instant | null;
  chat: Chat;
  rooms: Rooms;
  /** When whoever sits here was here last, before this terminal was opened; null when nobody knows. */
  lastHere: Instant | null;
  toasts: readonly Toast[];
  /** The newest ticket of P0 or P1 that arrived and was not looked at. */
  urgent: { number: number; until: Instant } | null;
  chord: { keys: string; until: Instant } | null;
}

export const draftKey = (number: number, kind: Writing): string => `${kind}/${number}`;

export interface Start {
  columns: number;
  rows: number;
  now: Instant;
  language: Language;
  demo: boolean;
  chatCommand?: string | null | undefined;
  terminal: string;
  /** Where the desk is, for people. */
  url: string;
  /** Drafts are kept on the disk: quitting loses none. */
  keepsDrafts?: boolean;
  lastHere?: Instant | null;
  keymap?: Keymap;
}

export function initial({
  columns,
  rows,
  now,
  language,
  demo,
  chatCommand = null,
  terminal,
  url,
  keepsDrafts = false,
  lastHere = null,
  keymap = noKeymap,
}: Start): State {
  return {
    size: { columns, rows },
    now,
    language,
    demo,
    chatCommand,
    terminal,
    url,
    keepsDrafts,
    counter: 0,
    connection: { is: "connecting" },
    me: null,
    status: null,
    loaded: false,
    tickets: new Map(),
    views: new Map(),
    customers: new Map(),
    inflight: new Map(),
    bulks: new Map(),
    marks: new Set(),
    people: null,
    focused: true,
    mouse: false,
    keymap,
    list: { view: "all", filter: "", order: [], top: 0, holdUntil: 0, touched: new Set() },
    cursor: null,
    tab: "chat",
    scroll: 0,
    focus: "list",
    writing: null,
    reasonsOpen: false,
    drafts: new Map(),
    unsure: new Map(),
    stopped: new Map(),
    macros: new Map(),
    overlay: null,
    undo: null,
    nextShift: null,
    chat: { open: false, thread: `terminal-${terminal}`, listening: false, field: emptyField, messages: [], scroll: 0 },
    rooms: noRooms,
    lastHere,
    toasts: [],
    urgent: null,
    chord: null,
  };
}
