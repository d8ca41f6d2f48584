import { z } from "zod";

export const outageSchema = z
  .object({
    id: z.string(),
    /** Null for one that the desk opened by itself. */
    by: z.string().nullable(),
    articles: z.array(z.string()),
    patterns: z.array(z.string()),
    openedAt: z.int(),
    changedAt: z.int(),
    /** The estimate; null while nobody knows. */
    until: z.int().nullable(),
    /** What was last said of it, by language. */
    words: z.record(z.string(), z.string()),
    /** Null while it is open; `by` is null where it ended because no person said anything of it. */
    over: z.object({ at: z.int(), by: z.string().nullable() }).nullable(),
    /** How many conversations wait about it instead of being tickets. */
    attached: z.int(),
  })
  .meta({ id: "Outage" });
export const outagesSchema = z
  .object({
    outages: z.array(outageSchema),
    /** Whether an outage is open, or far more customers than usual write at this moment, as this process sees it. */
    surging: z.boolean(),
  })
  .meta({ id: "Outages" });
export type WireOutages = z.output<typeof outagesSchema>;
