import { z } from "zod";
import { duration } from "../config/duration.ts";

const address = z.url({ protocol: /^https?$/, error: "must be an address such as https://office.example/nightdesk" });

/** The operator's back office. What is sent there is signed; the keys come from NIGHTDESK_EXCHANGE_KEYS. */
export const exchangeSchema = z
  .strictObject({
    url: address.max(500).describe("Where orders and questions go, as signed webhooks."),
    link: address
      .max(500)
      .optional()
      .describe(
        "Where customers sign in to show which account is theirs; `token` is added to it. Without it, only staff name accounts.",
      ),
    linkLasts: duration
      .prefault("10m")
      .refine((length) => length <= 3_600_000, "must be at most 1h")
      .describe("How long such a link works."),
    timeout: duration
      .prefault("5s")
      .refine((length) => length <= 15_000, "must be at most 15s")
      .describe("How long it has to answer one of them."),
    allow: z
      .array(z.string().regex(/^[0-9a-fA-F.:]{2,45}\/\d{1,3}$/, "must be a range such as 10.20.0.0/16 or 127.0.0.1/32"))
      .max(20)
      .default([])
      .describe("Private ranges that its name may resolve to; without one, only public addresses are called."),
  })
  .describe("The exchange's back office, which freezes accounts. Its keys never stand here.");
