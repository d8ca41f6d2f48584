import type { Instant } from "../time.ts";
import type { Span } from "./calendar.ts";
import type { Shift } from "./shifts.ts";
import { clockChanges, isShownTwice, onClock } from "./zoned.ts";

export interface CalendarFile {
  desk: string;
  schedule: string;
  zone: string;
  shifts: readonly Shift[];
  span: Span;
  /** When configuration or overrides last changed: a calendar program replaces what it has by what is newer. */
  changedAt: Instant;
  nameOf(person: string): string;
}

/** SEQUENCE is seconds from here, so that it grows with every change and fits into 31 bits until 2088. */
const SEQUENCE_FROM = Date.UTC(2020, 0, 1);

/**
 * A schedule as iCalendar (RFC 5545), each shift an event on the schedule's clocks. A shift keeps its UID as long as it begins at the
 * same moment. VTIMEZONE lists each change of the clocks within the span by itself, as the database has it, instead of guessing a rule.
 */
export function icalendar({ desk, schedule, zone, shifts, span, changedAt, nameOf }: CalendarFile): string {
  const sequence = Math.max(0, Math.floor((changedAt - SEQUENCE_FROM) / 1_000));
  // Programs differ in which of two equal times they take: one that is shown twice is written in UTC.
  const local = (at: Instant) =>
    isShownTwice(at, zone)
      ? `:${utc(at)}`
      : `;TZID=${zone}:${compact(onClock(at, zone).toString({ smallestUnit: "second" }))}`;
  const events = shifts.flatMap(({ person, from, until, because }) => [
    "BEGIN:VEVENT",
    `UID:${schedule}-${from}@${domain(desk)}`,
    `DTSTAMP:${utc(changedAt)}`,
    `SEQUENCE:${sequence}`,
    `DTSTART${local(from)}`,
    `DTEND${local(until)}`,
    `SUMMARY:${escaped(`${nameOf(person)} on call: ${schedule}`)}`,
    `DESCRIPTION:${escaped(because)}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ]);
  const latest = shifts.reduce((last, { until }) => Math.max(last, until), span.until);
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//nightdesk//on-call//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `X-WR-CALNAME:${escaped(`${desk}: ${schedule}`)}`,
    ...timezone(zone, { from: shifts[0]?.from ?? span.from, until: latest + 1 }),
    ...events,
    "END:VCALENDAR",
    "",
  ]
    .map(folded)
    .join("\r\n");
}

function timezone(zone: string, { from, until }: Span): string[] {
  const { offset, changes } = clockChanges(zone, from, until);
  const observance = (start: string, before: number, after: number) => {
    const kind = after > before ? "DAYLIGHT" : "STANDARD";
    return [
      `BEGIN:${kind}`,
      `DTSTART:${start}`,
      `TZOFFSETFROM:${signed(before)}`,
      `TZOFFSETTO:${signed(after)}`,
      `END:${kind}`,
    ];
  };
  return [
    "BEGIN:VTIMEZONE",
    `TZID:${zone}`,
    ...observance("19700101T000000", offset, offset),
    // A change begins at what the clocks showed before it.
    ...changes.flatMap(({ at, before, after }) =>
      observance(utc(at + before * 60_000).replace("Z", ""), before, after),
    ),
    "END:VTIMEZONE",
  ];
}

const utc = (at: Instant): string => `${compact(new Date(at).toISOString().slice(0, 19))}Z`;
const compact = (iso: string): string => iso.replace(/[-:]/g, "");
const signed = (minutes: number): string => {
  const [h, m] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? "-" : "+"}${String(h).padStart(2, "0")}${String(m).padStart(2, "0")}`;
};

const domain = (desk: string): string =>
  `${
    desk
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "") || "desk"
  }.nightdesk`;
const escaped = (text: string): string => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");

/** Lines of at most 75 octets; the rest goes on after a line break and a space, and no character is torn apart. */
function folded(line: string): string {
  const lines: string[] = [];
  let part = "";
  let size = 0;
  for (const character of line) {
    const bytes = Buffer.byteLength(character);
    if (size + bytes > (lines.length === 0 ? 75 : 74)) {
      lines.push(part);
      part = "";
      size = 0;
    }
    part += character;
    size += bytes;
  }
  return [...lines, part].join("\r\n ");
}
