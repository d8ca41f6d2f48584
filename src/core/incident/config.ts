import { z } from "zod";
import { duration } from "../config/duration.ts";
import { runbookSchema } from "./runbook.ts";

/** How long anything about an incident may take, and how many look at it. */
export const incidentsSchema = z.strictObject({
  confirmWithin: duration
    .prefault("1m")
    .describe("Somebody is paged when the back office has not confirmed a freeze or a restore by then."),
  policy: z
    .string()
    .min(1)
    .max(40)
    .optional()
    .describe("The escalation policy of that page; default: the one that goes with the ticket."),
  cooling: duration.prefault("24h").describe("An account stays frozen at least this long."),
  approval: duration.prefault("1h").describe("An approval of a restore counts this long."),
  runbook: runbookSchema.describe("What has to be done in an incident, and by whom; it begins with each one."),
  updates: duration
    .prefault("30m")
    .describe("A customer with an open incident hears from the desk at least this often."),
});
