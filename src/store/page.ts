import { Fault } from "../core/errors.ts";
import { PRIORITIES, type Priority, type TicketRow } from "../core/ports.ts";
import { excerpt } from "../core/text.ts";
import type { TicketQuery } from "../core/ticket/query.ts";

/** Sorts what has no SLA clock behind everything that has one. */
export const NEVER_DUE = Number.MAX_SAFE_INTEGER;

/** A ticket's place in the order of urgency. The id makes it unique, so that paging neither skips nor repeats. */
export type Place = readonly [priority: Priority, due: number, openedAt: number, id: string];

export const placeOf = ({ priority, dueAt, openedAt, id }: TicketRow): Place => [
  priority,
  dueAt ?? NEVER_DUE,
  openedAt,
  id,
];

/** Negative when `a` comes first. */
export function comparePlaces(a: Place, b: Place): number {
  for (const i of [0, 1, 2, 3] as const) {
    if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
  }
  return 0;
}

export const toCursor = (place: Place): string => Buffer.from(JSON.stringify(place)).toString("base64url");

/** @throws Fault `usage` when the text is not a cursor that a page came with. */
export function fromCursor(cursor: string): Place {
  const place = parsed(cursor);
  if (isPlace(place)) return place;
  throw new Fault("usage", "the cursor is not one that a page of tickets came with", {
    next: "Ask for the first page, without a cursor.",
  });
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    return undefined;
  }
}

function isPlace(place: unknown): place is Place {
  if (!Array.isArray(place) || place.length !== 4) return false;
  const [priority, due, openedAt, id] = place;
  return (
    PRIORITIES.includes(priority) &&
    Number.isSafeInteger(due) &&
    Number.isSafeInteger(openedAt) &&
    typeof id === "string"
  );
}

/** 1 to 500; 50 when the query does not say. */
export const pageSize = ({ limit = 50 }: TicketQuery): number => Math.min(500, Math.max(1, Math.floor(limit)));

/** What lists show of a customer's text. */
export const subjectOf = (text: string | null): string | null => (text === null ? null : excerpt(text, 200));
