import type { Refusal } from "../../../core/errors.ts";
import type { Instant } from "../../../core/time.ts";
import type { WireArticle, WireEffect, WireHits } from "../../../server/api.ts";
import type { WireIncident, WireIncidentRow } from "../../../server/api-incident.ts";
import type { WireActivity, WireTraffic } from "../../../server/api-insight.ts";
import type { WireHandovers } from "../../../server/api-oncall.ts";
import { chosen, roomExtent } from "../panes/rooms/rows.ts";
import { isRoom, type Room, type ShiftNews } from "../state/rooms.ts";
import { wordsOf } from "../state/select.ts";
import type { State } from "../state/state.ts";
import { clean } from "../text/clean.ts";
import { contained } from "./danger.ts";
import { handedOver, withShift } from "./handover.ts";
import { articleRead, found } from "./knowledge.ts";
import { type Distance, rowsFor } from "./move.ts";
import { goTo } from "./open.ts";
import { type Errand, type Step, step, toast, whyReadOnly } from "./step.ts";

/** What the desk has to say to the screens beside the queue. */
export type RoomMessage =
  | { type: "incidents"; items: WireIncidentRow[]; views: WireIncident[] }
  | {
      type: "contained";
      what: "freeze" | "restore" | "approve";
      number: number;
      result: ({ ok: true } & WireIncident) | Refusal;
    }
  | { type: "shift"; news: ShiftNews }
  | { type: "traffic"; hours: number; traffic: WireTraffic }
  | { type: "activity"; all: boolean; done: WireActivity["items"]; dead: WireEffect[] }
  | { type: "found"; of: string; hits: WireHits["hits"] }
  | { type: "article"; id: string; article: WireArticle | null }
  /** `id`: the hand-over that was taken over; null for one that was left. */
  | { type: "handed-over"; id: string | null; result: { ok: true; handovers: WireHandovers["handovers"] } | Refusal }
  | { type: "retried"; refusal: Refusal | null }
  /** How long somebody was away, and what happened. */
  | { type: "was-away"; length: string; opened: number; missed: number };

/** A screen that is looked at is asked for anew after so long. */
const FRESH = 30_000;
/** Nobody knows when they were here last: a shift's length, and some. */
const HALF_DAY = 12 * 3_600_000;

export const lastHere = ({ lastHere, now }: State): Instant => lastHere ?? now - HALF_DAY;

function errandFor(state: State, room: Room): Errand[] {
  switch (room) {
    case "security":
      return [{ errand: "visit-security" }];
    case "shift":
      return [{ errand: "visit-shift", since: lastHere(state), now: state.now }];
    case "stats":
      return [{ errand: "visit-stats", hours: state.rooms.stats.hours }];
    case "activity":
      return [{ errand: "visit-activity", by: state.rooms.activity.all ? null : (state.me?.name ?? null) }];
    case "knowledge":
      return [];
  }
}

/** Goes to a screen, and asks for what it shows. */
export function visit(state: State, room: Room): Step {
  return [{ ...state, focus: room, rooms: { ...state.rooms, askedAt: state.now } }, errandFor(state, room)];
}

/** Asks anew for what is looked at, when that is some time ago. */
export function refreshed(state: State): Step {
  const { focus, rooms, now, connection } = state;
  if (!isRoom(focus) || connection.is !== "live" || now - rooms.askedAt < FRESH) return step(state);
  return visit(state, focus);
}

export function walk(state: State, distance: Distance): Step {
  const { focus } = state;
  if (!isRoom(focus)) return step(state);
  const { targets, rows, height } = roomExtent(state);
  const count = targets.length > 0 ? targets.length : Math.max(1, rows - height + 1);
  const from = Math.min(state.rooms[focus].at, count - 1);
  const at = Math.min(count - 1, Math.max(0, from + rowsFor(distance, height, count)));
  return step({ ...state, rooms: { ...state.rooms, [focus]: { ...state.rooms[focus], at } } });
}

export const leaveRoom = (state: State): Step => step({ ...state, focus: "list" });

/** To the ticket that is chosen. */
export function openChosen(state: State): Step {
  const target = chosen(state);
  if (target !== undefined && "incident" in target) return goTo(state, target.incident);
  return target !== undefined && "ticket" in target ? goTo(state, target.ticket) : step(state);
}

export function statsFor(state: State, hours: number): Step {
  return visit({ ...state, rooms: { ...state.rooms, stats: { at: 0, hours, traffic: null } } }, "stats");
}

export function activityOf(state: State, all: boolean): Step {
  const activity = { ...state.rooms.activity, at: 0, all, done: null };
  return visit({ ...state, rooms: { ...state.rooms, activity } }, "activity");
}

/** Why the chosen failure cannot be tried again; null when it can. */
export function whyNoRetry(state: State): string | null {
  const readOnly = whyReadOnly(state);
  if (readOnly !== null) return readOnly;
  const words = wordsOf(state).room;
  if (state.me?.role !== "lead") return words.onlyLead;
  const target = chosen(state);
  return target !== undefined && "effect" in target ? null : words.noFailure;
}

export function retryChosen(state: State): Step {
  const target = chosen(state);
  if (target === undefined || !("effect" in target)) return step(state);
  return step(state, { errand: "retry", id: target.effect });
}

/** Takes in what was asked for; what belongs to another wish by now is dropped. */
export function arrived(state: State, message: RoomMessage): Step {
  const { rooms } = state;
  switch (message.type) {
    case "incidents": {
      const views = new Map(message.views.map((view) => [view.number, view]));
      return step({ ...state, rooms: { ...rooms, security: { ...rooms.security, items: message.items, views } } });
    }
    case "contained": {
      const [told, errands] = contained(state, message);
      return told.focus === "security" ? [told, [...errands, { errand: "visit-security" }]] : [told, errands];
    }
    case "shift":
      return step(withShift(state, { news: message.news }));
    case "traffic":
      return step(
        message.hours === rooms.stats.hours
          ? { ...state, rooms: { ...rooms, stats: { ...rooms.stats, traffic: message.traffic } } }
          : state,
      );
    case "activity": {
      const { all, done, dead } = message;
      return step(
        all === rooms.activity.all
          ? { ...state, rooms: { ...rooms, activity: { ...rooms.activity, done, dead } } }
          : state,
      );
    }
    case "found":
      return found(state, message.of, message.hits);
    case "article":
      return articleRead(state, message.id, message.article);
    case "handed-over":
      return handedOver(state, message);
    case "retried": {
      const { refusal } = message;
      const words = wordsOf(state).room;
      const said =
        refusal === null ? toast(state, "good", words.retried) : toast(state, "bad", `✗ ${clean(refusal.detail)}`);
      return isRoom(said.focus) ? visit(said, said.focus) : step(said);
    }
    case "was-away":
      return step(toast(state, "good", wordsOf(state).room.away(message.length, message.opened, message.missed)));
  }
}
