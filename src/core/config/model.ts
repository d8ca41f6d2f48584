import { z } from "zod";
import { duration } from "./duration.ts";

const tokens = (max: number) => z.int().min(1).max(max);
const money = z.number().min(0).max(1_000_000);

/** The model that advises. Without it every function of the desk works, by rules and the knowledge base. */
export const modelSchema = z
  .strictObject({
    url: z
      .url({ protocol: /^https?$/, error: "must be an address such as https://api.example/v1" })
      .max(500)
      .describe("An OpenAI-compatible endpoint, such as https://api.example/v1; its key is NIGHTDESK_MODEL_KEY."),
    name: z.string().min(1).max(200).describe("The model's name there."),
    deadline: duration
      .prefault("15s")
      .refine((value) => value <= 20_000, "must be at most 20s: a ticket does not wait longer for advice")
      .describe("Given up after this; the suggestion is made by rules then."),
    atOnce: z.int().min(1).max(64).default(4).describe("Requests under way at one time."),
    perMinute: z
      .int()
      .min(1)
      .max(100_000)
      .optional()
      .describe("Tickets read a minute, over all processes; no limit when left out."),
    budget: z
      .strictObject({
        request: tokens(200_000).default(12_000).describe("Tokens of one request and its answer."),
        customer: tokens(10_000_000).default(60_000).describe("Tokens for one customer and day (UTC)."),
        day: tokens(1_000_000_000).default(2_000_000).describe("Tokens for a day (UTC)."),
        money: money.optional().describe("Money for a day (UTC), in the currency of the prices."),
      })
      .prefault({}),
    prices: z
      .strictObject({
        input: money.describe("Of a million tokens that are sent."),
        output: money.describe("Of a million tokens that are answered."),
      })
      .optional(),
  })
  .refine(({ budget, prices }) => budget.money === undefined || prices !== undefined, {
    path: ["budget", "money"],
    error: "needs the model's prices",
  })
  .optional()
  .describe("Optional: a model that reads tickets and suggests. It advises; rules and people decide.");
