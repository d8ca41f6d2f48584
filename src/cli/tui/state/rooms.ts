import type { Instant } from "../../../core/time.ts";
import type { WireArticle, WireEffect, WireHits } from "../../../server/api.ts";
import type { WireIncident, WireIncidentRow } from "../../../server/api-incident.ts";
import type { WireActivity, WireCatchUp, WireTraffic } from "../../../server/api-insight.ts";
import type { WireHandovers, WireOnCall, WireShifts } from "../../../server/api-oncall.ts";
import { emptyField, type Field } from "../text/field.ts";

/** Screens that take the whole width, in place of the queue and its tickets. */
export const ROOMS = ["security", "shift", "knowledge", "stats", "activity"] as const;
export type Room = (typeof ROOMS)[number];

export const isRoom = (focus: string): focus is Room => ROOMS.some((it) => it === focus);

/** What the shift's screen is made of. */
export interface ShiftNews {
  catchUp: WireCatchUp;
  turns: WireOnCall["schedules"];
  shifts: WireShifts["schedules"];
  handovers: WireHandovers["handovers"];
}

interface Walked {
  /** Which of the things that can be chosen; the first row in sight where nothing can. */
  at: number;
}

/** A note for the next responder, while it is written. */
export interface HandoverNote {
  schedule: string;
  field: Field;
}

export interface Rooms {
  security: Walked & { items: WireIncidentRow[] | null; views: ReadonlyMap<number, WireIncident> };
  shift: Walked & { news: ShiftNews | null; note: HandoverNote | null };
  knowledge: Walked & {
    field: Field;
    /** Null while nothing was searched. `of`: what was typed. */
    found: { of: string; hits: WireHits["hits"] } | null;
    /** The chosen one; null when it is gone. */
    article: WireArticle | null | undefined;
    scroll: number;
    /** Opened while a reply was being written. */
    forDraft: boolean;
  };
  stats: Walked & { hours: number; traffic: WireTraffic | null };
  activity: Walked & { all: boolean; done: WireActivity["items"] | null; dead: WireEffect[] };
  /** When what is shown was asked for last. */
  askedAt: Instant;
}

export const noRooms: Rooms = {
  security: { at: 0, items: null, views: new Map() },
  shift: { at: 0, news: null, note: null },
  knowledge: { at: 0, field: emptyField, found: null, article: undefined, scroll: 0, forDraft: false },
  stats: { at: 0, hours: 24, traffic: null },
  activity: { at: 0, all: false, done: null, dead: [] },
  askedAt: 0,
};
