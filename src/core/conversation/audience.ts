import { INCIDENT_NOTICES } from "../incident/phrases.ts";
import type { Notice } from "./conversation.ts";
import type { LinkedPlace, Place } from "./place.ts";

/** News of a ticket is the customer's own business; the rest may be said where others read along. */
const PERSONAL: ReadonlySet<Notice> = new Set<Notice>([
  ...INCIDENT_NOTICES,
  "ticket_opened",
  "ticket_reopened",
  "ask_identity",
  "taken",
  "resolved",
  "taken_back",
]);

export const isPersonal = (notice: Notice): boolean => PERSONAL.has(notice);

export const samePlace = (a: Place, b: Place): boolean => a.channel === b.channel && a.thread === b.thread;

/** The customer's places that nobody else can read. */
export const privatePlaces = ({ places }: { places: LinkedPlace[] }): LinkedPlace[] =>
  places.filter((place) => place.side === "customer" && place.public !== true);
