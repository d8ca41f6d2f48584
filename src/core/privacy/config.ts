import { z } from "zod";
import { duration } from "../config/duration.ts";

const WEEK = 7 * 86_400_000;
const word = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, "must be a short lower-case name such as aml-records");

const keepSchema = z.strictObject({
  because: z.string().min(5).max(300).describe("The law that requires it, as the customer is told."),
  for: duration.describe("How long after a ticket was last touched: 1826d for five years."),
  categories: z.array(z.string().min(1).max(40)).max(50).default([]).describe("Tickets of these categories."),
  tags: z.array(z.string().min(1).max(40)).max(50).default([]).describe("Tickets with one of these tags."),
});

const retained = duration.optional();

/** What the law says must stay, and when the rest goes by itself. */
export const privacySchema = z.strictObject({
  keep: z
    .record(word, keepSchema)
    .default({})
    .describe(
      "What an erasure leaves until its time is over, by name: records that anti-money-laundering law requires.",
    ),
  retention: z
    .strictObject({
      conversations: retained.describe(
        "What was said, after the last word while no ticket is open: 730d for two years. Kept until it is erased when left out.",
      ),
      tickets: retained.describe(
        "Notes, reasons and suggestions of resolved tickets, after the last change. The same.",
      ),
      moderation: retained.describe("What stood in a message in public about which something was done. The same."),
      inbound: duration
        .prefault("30d")
        .refine((length) => length >= WEEK, "must be at least 7d: a platform may send a message again")
        .describe("Which messages were taken, so that none counts twice."),
    })
    .prefault({}),
});

export type PrivacyConfig = z.output<typeof privacySchema>;
