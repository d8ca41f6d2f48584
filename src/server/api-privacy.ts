import { z } from "@hono/zod-openapi";
import { HOLD_KINDS } from "../core/privacy/obstacle.ts";
import { GROUNDS } from "../core/privacy/privacy.ts";

const instant = z.int();

export const standingSchema = z
  .object({
    customer: z.string(),
    goes: z.int().meta({ description: "Texts that an erasure would remove now." }),
    stays: z.int(),
    obstacles: z.array(
      z.object({
        why: z.enum(["legal_hold", "authority_request", "open_incident", "open_ticket", "kept_by_law"]),
        says: z.string(),
      }),
    ),
    erasure: z
      .object({ state: z.enum(["asked", "confirmed"]), by: z.string(), at: instant })
      .nullable()
      .meta({ description: "Asked for and not yet confirmed; or confirmed, and not all of it done." }),
  })
  .meta({ id: "Standing" });
export type WireStanding = z.output<typeof standingSchema>;

export const dataRequestsSchema = z.object({
  requests: z.array(
    z.object({
      ticket: z.int(),
      customer: z.string(),
      startedAt: instant,
      dueAt: instant,
      owner: z.string().nullable(),
    }),
  ),
  erasures: z.array(
    z.object({ customer: z.string(), state: z.enum(["asked", "confirmed"]), by: z.string(), at: instant }),
  ),
});
export type WireDataRequest = z.output<typeof dataRequestsSchema>;

export const sweptSchema = z.object({
  conversations: z.int(),
  tickets: z.int(),
  moderation: z.int(),
  inbound: z.int(),
});

const decision = z.object({
  at: instant,
  what: z.enum(["answer", "route"]),
  outcome: z.string(),
  reasons: z.array(z.string()),
});

/** As `exportOf` makes it. */
export const exportedSchema = z.object({
  format: z.literal("nightdesk-export-1"),
  desk: z.string(),
  customer: z.string(),
  language: z.string(),
  madeAt: instant,
  profile: z.object({ tier: z.string().nullable(), since: instant.nullable() }),
  conversations: z.array(
    z.object({
      channel: z.string(),
      begunAt: instant,
      said: z.array(z.object({ at: instant, by: z.enum(["customer", "desk", "staff"]), text: z.string() })),
      decisions: z.array(decision),
    }),
  ),
  tickets: z.array(
    z.object({
      number: z.int(),
      state: z.enum(["open", "pending", "resolved", "closed"]),
      category: z.string().nullable(),
      priority: z.string(),
      openedAt: instant,
      updatedAt: instant,
      decisions: z.array(decision),
    }),
  ),
  moderation: z.array(z.object({ at: instant, text: z.string() })),
  recipients: z.array(z.string()),
  retention: z.array(z.object({ class: z.string(), days: z.int().nullable(), because: z.string().nullable() })),
});

export const askSchema = z.strictObject({
  ground: z.enum(GROUNDS).meta({ description: "GDPR art. 17(1) (a) to (e)." }),
});
export const holdSchema = z.strictObject({
  kind: z.enum(HOLD_KINDS),
  until: z.int().min(0).max(8e12).nullable().default(null),
  reason: z.string().trim().min(1).max(1_000),
});
export const releaseSchema = z.strictObject({ kind: z.enum(HOLD_KINDS) });
