import { z } from "zod";
import type { Author } from "../core/guard/circumstances.ts";

/** A moment as a platform or a person writes it: milliseconds, or a date. */
const moment = z
  .union([
    z.number(),
    z
      .string()
      .max(40)
      .transform((text) => Date.parse(text)),
  ])
  .refine(Number.isFinite)
  .optional()
  .catch(undefined);
const text = z.coerce.string().max(500).optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);

const authorSchema = z.object({
  id: text,
  name: text,
  displayName: text,
  avatar: text,
  createdAt: moment,
  joinedAt: moment,
  isStaff: flag,
  isBot: flag,
  firstMessage: flag,
  answersHelpSeeker: flag,
  mentions: z.number().int().min(0).optional().catch(undefined),
  massMention: flag,
});

/** The author of a line of a batch, as far as it says; a name alone will do. What cannot be read counts as not said. */
export function readAuthor(given: unknown): Author | undefined {
  const fields = typeof given === "string" ? { displayName: given } : given;
  return authorSchema.safeParse(fields).data;
}
