import { z } from "zod";
import { duration } from "../config/duration.ts";

/** Where checkpoints of the audit log go, and how often. */
export const auditSchema = z.strictObject({
  folder: z
    .string()
    .min(1)
    .max(500)
    .optional()
    .describe(
      "Folder of the signed checkpoints, from this file; default: the data folder's name with .audit behind it. Best on another disk, or one that is copied elsewhere.",
    ),
  reading: z
    .strictObject({
      budget: z
        .int()
        .min(1)
        .max(100_000)
        .default(300)
        .describe(
          "Different tickets that one person may read in a shift; their own and those they are paged for aside.",
        ),
      warnAt: z
        .number()
        .min(0.1)
        .max(1)
        .default(0.8)
        .describe("Share of the budget at which they and the lead are told."),
      shift: duration.prefault("12h").describe("Whoever is not on call has the budget for this long."),
      exports: z.int().min(0).max(10_000).default(20).describe("Evidence that one person may export in that time."),
      canaries: z
        .array(
          z
            .string()
            .regex(/^[a-z]{1,20}:[\w.-]{1,80}$/, "must be a customer as tickets name them, such as discord:1234"),
        )
        .max(1_000)
        .default([])
        .describe("Customers whom nobody has a reason to read: the lead is paged when somebody does."),
    })
    .prefault({})
    .describe("How much of what customers say one person may read."),
  every: duration.prefault("5m").describe("How often the log is signed, when it has grown."),
});
