import { z } from "zod";

const word = z.string().max(120);
const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const many = <T extends z.ZodType>(item: T) => z.array(item).max(50).default([]);

/** What the back office says of an account, to be read and no more. */
export const accountFactsSchema = z.object({
  account: word,
  frozen: z.boolean().nullable().default(null),
  withdrawals: many(
    z.object({ id: word, at: moment, asset: word, amount: word, status: word, to: word.nullable().default(null) }),
  ),
  holds: many(z.object({ since: moment, reason: word })),
  limits: many(z.object({ name: word, left: word })),
  signIns: many(z.object({ at: moment, device: word, place: word })),
});
export type AccountFacts = z.output<typeof accountFactsSchema>;
