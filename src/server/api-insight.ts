import { z } from "zod";
import { PRIORITIES } from "../core/ports.ts";

/** What goes over the wire about how things went. Times are milliseconds since 1970 UTC. */

const count = z.int().min(0);
const shares = z.array(z.object({ of: z.string(), count }));

export const trafficSchema = z
  .object({
    from: z.int(),
    until: z.int(),
    /** Of equal length, the oldest first. `backlog`: tickets that were not resolved when it ended. */
    slots: z.array(z.object({ from: z.number(), arrived: count, resolved: count, backlog: count })),
    arrived: count,
    resolved: count,
    backlog: count,
    /** Of the tickets that arrived, those that have missed a promise of the SLA. */
    missed: count,
    /** Median wait for the first words of a person, in milliseconds; null where nobody was answered. */
    firstReply: z.number().nullable(),
    languages: shares,
    categories: shares,
    priorities: shares,
    /** Conversations with a question, and those of them that no person had to take. */
    asked: count,
    alone: count,
    aloneByLanguage: z.array(z.object({ language: z.string(), asked: count, alone: count })),
    /** What customers gave, from 1 to 5. */
    ratings: z.object({ count, mean: z.number().nullable() }),
  })
  .meta({ id: "Traffic" });
export type WireTraffic = z.output<typeof trafficSchema>;

export const catchUpSchema = z
  .object({
    since: z.int(),
    until: z.int(),
    counts: z.object({
      opened: count,
      resolved: count,
      reopened: count,
      missed: count,
      /** Times that nobody was on call, or nobody took it. */
      unheard: count,
    }),
    /** The grave first, then the newest; `more` are left out. */
    tickets: z.array(
      z.object({
        number: z.int(),
        priority: z.enum(PRIORITIES),
        state: z.string(),
        owner: z.string().nullable(),
        subject: z.string().nullable(),
        grave: z.boolean(),
        at: z.int(),
        what: z.array(z.string()),
      }),
    ),
    more: count,
    others: z.array(z.object({ at: z.int(), what: z.string() })),
  })
  .meta({ id: "CatchUp" });
export type WireCatchUp = z.output<typeof catchUpSchema>;

export const activitySchema = z
  .object({
    items: z.array(
      z.object({ id: z.string(), at: z.int(), ticket: z.int().nullable(), by: z.string(), what: z.string() }),
    ),
  })
  .meta({ id: "Activity" });
export type WireActivity = z.output<typeof activitySchema>;

export const peopleSchema = z
  .object({
    people: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        /** Schedules in which they are on call now. */
        onCall: z.array(z.string()),
        /** Live tickets that they own. */
        tickets: count,
      }),
    ),
  })
  .meta({ id: "People" });
export type WirePeople = z.output<typeof peopleSchema>;
