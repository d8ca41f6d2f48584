import { z } from "@hono/zod-openapi";

const sar = z
  .object({
    subject: z.object({ identifiers: z.array(z.string()), relationship: z.literal("customer") }),
    activity: z.object({
      from: z.string(),
      to: z.string(),
      amountUsd: z.number().nullable(),
      kinds: z.array(z.string()),
      addresses: z.array(z.string()),
      transactions: z.array(z.string()),
    }),
    reaches: z.boolean().nullable(),
    narrative: z.null(),
    fileBy: z.string(),
  })
  .meta({ id: "SarDraft" });

export const complianceNoteSchema = z
  .object({
    id: z.string(),
    at: z.int(),
    by: z.string(),
    ticket: z.int().nullable(),
    text: z.string(),
    sar: sar.nullable(),
    dueAt: z.int(),
    overdue: z.boolean(),
    filed: z.object({ at: z.int(), by: z.string() }).nullable(),
    reference: z.string().nullable(),
  })
  .meta({ id: "ComplianceNote" });
export type WireComplianceNote = z.output<typeof complianceNoteSchema>;

export const complianceNotesSchema = z.object({ notes: z.array(complianceNoteSchema) });
