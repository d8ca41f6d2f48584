import { z } from "zod";
import { parseDuration } from "../time.ts";

/** A length of time as the configuration writes it; milliseconds once parsed. */
export const duration = z
  .string()
  .max(20)
  .transform((text, context) => {
    const length = parseDuration(text);
    if (length !== undefined && length > 0) return length;
    context.addIssue({ code: "custom", message: "must be a duration such as 90s, 5m, 1h30m or 7d" });
    return z.NEVER;
  });
