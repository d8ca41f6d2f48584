import { z } from "zod";

/** What goes over the wire about who is on call. Times are milliseconds since 1970 UTC. */

const span = { from: z.int(), until: z.int() };

export const onCallSchema = z
  .object({
    at: z.int(),
    schedules: z.array(
      z.object({
        schedule: z.string(),
        zone: z.string(),
        person: z.string().nullable(),
        because: z.string(),
        /** When that ends; null when not within a week. */
        until: z.int().nullable(),
      }),
    ),
  })
  .meta({ id: "OnCall" });

export const shiftsSchema = z
  .object({
    schedules: z.array(
      z.object({
        schedule: z.string(),
        zone: z.string(),
        /** Of people who have a zone of their own. */
        zones: z.record(z.string(), z.string()),
        shifts: z.array(z.object({ person: z.string(), because: z.string(), ...span })),
      }),
    ),
  })
  .meta({ id: "Shifts" });

export const rosterSchema = z
  .object({
    overrides: z.array(
      z.object({
        id: z.string(),
        schedule: z.string(),
        person: z.string(),
        instead: z.string().nullable(),
        because: z.string(),
        ...span,
      }),
    ),
    offers: z.array(
      z.object({
        id: z.string(),
        schedule: z.string(),
        by: z.string(),
        to: z.string(),
        mine: z.object(span),
        theirs: z.object(span).nullable(),
      }),
    ),
  })
  .meta({ id: "Roster" });
export const handoversSchema = z
  .object({
    handovers: z.array(
      z.object({
        id: z.string(),
        schedule: z.string(),
        by: z.string(),
        to: z.string(),
        at: z.int(),
        /** Null when they were erased. */
        notes: z.string().nullable(),
        /** How often people were reminded. */
        reminded: z.int(),
        /** Null while it waits; `notes` is what the next responder answered. */
        accepted: z.object({ by: z.string(), at: z.int(), notes: z.string().nullable() }).nullable(),
      }),
    ),
  })
  .meta({ id: "Handovers" });
export const pagesSchema = z
  .object({
    people: z.array(z.object({ person: z.string(), pages: z.int(), night: z.int(), weekend: z.int() })),
  })
  .meta({ id: "Pages" });
export type WirePages = z.output<typeof pagesSchema>;
export type WireHandovers = z.output<typeof handoversSchema>;
export type WireRoster = z.output<typeof rosterSchema>;
export type WireOnCall = z.output<typeof onCallSchema>;
export type WireShifts = z.output<typeof shiftsSchema>;
