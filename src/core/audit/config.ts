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
  every: duration.prefault("5m").describe("How often the log is signed, when it has grown."),
});
