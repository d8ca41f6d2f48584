import { z } from "@hono/zod-openapi";

const custody = z.object({
  export: z.string(),
  at: z.int(),
  by: z.string(),
  desk: z.string(),
  to: z.string(),
  why: z.string(),
  request: z.string().nullable(),
  ticket: z.int(),
  log: z.object({ size: z.int(), hash: z.string() }),
});
const item = z.object({ name: z.string(), bytes: z.int(), sha256: z.string(), link: z.string() });

export const evidenceSchema = z
  .object({
    format: z.literal("nightdesk-evidence-1"),
    key: z.string(),
    manifest: z.object({ custody, items: z.array(item) }),
    signature: z.string(),
    items: z.record(z.string(), z.string()),
  })
  .meta({ id: "Evidence" });
export type WireEvidence = z.output<typeof evidenceSchema>;

export const authorityRequestsSchema = z
  .object({
    requests: z.array(
      z.object({
        id: z.string(),
        by: z.string(),
        at: z.int(),
        ticket: z.int().nullable(),
        dueAt: z.int(),
        text: z.string().nullable(),
        answered: z.object({ at: z.int(), by: z.string(), text: z.string().nullable() }).nullable(),
        warned: z.boolean(),
        breached: z.boolean(),
      }),
    ),
  })
  .meta({ id: "AuthorityRequests" });
export type WireAuthorityRequests = z.output<typeof authorityRequestsSchema>;
