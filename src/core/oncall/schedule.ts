import { z } from "zod";
import { clock, date, days, hours, zone } from "./calendar.ts";
import { turnLength } from "./rotation.ts";

const person = z.string().min(1).max(40);
const name = z.string().min(1).max(60);
const moment = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d(T([01]\d|2[0-3]):[0-5]\d)?$/, 'must be a time in quotes such as "2026-12-24T18:00"');

const layerSchema = z.strictObject({
  name: name.describe("What people see in answers."),
  people: z.array(person).min(1).max(50).describe("Their turns follow each other in this order."),
  zone: zone.optional().describe("On whose clocks hand-over, hours and days are; default: the schedule's."),
  turn: turnLength.prefault("1 week").describe("`8 hours`, `1 day`, `2 weeks`, `1 month`."),
  start: date.default("2026-01-05").describe("Date of the first hand-over."),
  handover: clock.default("09:00").describe("When a turn passes to the next person."),
  days: days.optional().describe("Only on these days; hours that cross midnight belong to the day they begin on."),
  hours: hours.optional().describe("Only in these hours, such as `18:00-06:00`."),
  holidays: z.enum(["any", "only", "never"]).default("any").describe("Whether it holds on the calendar's holidays."),
});

const layers = z.array(layerSchema).min(1).max(20);

const overrideSchema = z.strictObject({
  person,
  from: moment,
  until: moment,
  for: person.optional().describe("Only where this person would be on call."),
});

/** Who is on call when. Layers lie over each other: the last that has somebody decides. */
export const scheduleSchema = z.strictObject({
  zone: zone.default("UTC").describe("On whose clocks it is shown, and its times are read."),
  calendar: z.string().max(40).optional().describe("Its holidays are those of this one of `calendars`."),
  layers: layers.describe("The last layer that has somebody decides."),
  temporary: z
    .array(z.strictObject({ name, from: moment, until: moment, layers }))
    .max(50)
    .default([])
    .describe("From then until then these layers hold instead of all others."),
  overrides: z.array(overrideSchema).max(500).default([]).describe("Known changes of single turns; the last counts."),
});

export type Schedule = z.output<typeof scheduleSchema>;
export type Layer = Schedule["layers"][number];
