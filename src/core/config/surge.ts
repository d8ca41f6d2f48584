import { z } from "zod";
import { personTargetSchema } from "../escalation/policy.ts";
import { duration } from "./duration.ts";

/** When the desk takes what comes in for a surge, and what it then does by itself. */
export const surgeSchema = z.strictObject({
  window: duration.prefault("4m").describe("Arrivals are counted in this."),
  baseline: duration.prefault("1h").describe("What is usual is counted in this, before the window."),
  times: z.number().min(1.5).max(100).default(3).describe("So many times the usual is a surge,"),
  atLeast: z.int().min(2).max(1_000_000).default(50).describe("if it is at least so many messages in the window."),
  share: z
    .number()
    .min(0.2)
    .max(1)
    .default(0.5)
    .describe("In a surge, an article that this share of the messages is about becomes an outage."),
  unconfirmed: duration
    .prefault("2h")
    .describe("An outage that the desk opened by itself is over after this, unless a person has said something of it."),
  page: z
    .array(personTargetSchema)
    .max(20)
    .default([])
    .describe("Who is told of such an outage: `person`, `schedule` or `team`; default: `paging.lead`."),
});
