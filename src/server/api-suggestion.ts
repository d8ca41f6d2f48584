import { z } from "zod";
import { MENTIONS, RISKS, SENTIMENTS, SEVERITIES } from "../core/triage/suggestion.ts";

export const traceSchema = z
  .object({
    outcome: z.string(),
    steps: z.array(
      z.object({ step: z.string(), result: z.enum(["applied", "passed", "skipped"]), because: z.string() }),
    ),
  })
  .meta({ id: "Trace" });

export const suggestionSchema = z
  .object({
    id: z.string(),
    at: z.int(),
    /** `rules`: made with no model. */
    by: z.enum(["rules", "model"]),
    category: z.string().nullable(),
    /** sev1 is the worst. */
    severity: z.enum(SEVERITIES),
    sentiment: z.enum(SENTIMENTS),
    language: z.string(),
    risks: z.array(z.enum(RISKS)),
    needsHuman: z.boolean(),
    confidence: z.number(),
    summary: z.string(),
    mentions: z.array(z.object({ kind: z.enum(MENTIONS), value: z.string() })),
    /** A reply to start from: each sentence with the words of the article that bear it out. */
    draft: z.array(z.object({ text: z.string(), article: z.string(), quote: z.string() })),
    prompt: z.object({ id: z.string(), version: z.int(), model: z.string() }).nullable(),
    /** Numbers of resolved tickets about the same, the most alike first. */
    similar: z.array(z.int()),
    /** The macro that fits, by its id. */
    macro: z.string().nullable(),
    trace: traceSchema,
  })
  .meta({ id: "Suggestion" });
