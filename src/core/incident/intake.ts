import { z } from "zod";

const answer = (most: number) => z.string().trim().min(1).max(most).optional();

/** What an investigation asks first. Nothing of it is secret, and secrets are taken out of it all the same. */
export const intakeSchema = z
  .strictObject({
    when: answer(200).describe("When it was noticed."),
    what: answer(1_000).describe("What happened, in the customer's words."),
    amount: answer(60),
    asset: answer(40),
    network: answer(40),
    transactions: answer(1_000).describe("Transaction hashes."),
    addresses: answer(1_000).describe("Where it went."),
    lastSignIn: answer(200).describe("The last sign-in that was the customer's own."),
  })
  .refine((given) => Object.values(given).some((it) => it !== undefined), "needs at least one answer");
export type Intake = z.output<typeof intakeSchema>;

/** The answers of a stored text; null where it was erased. */
export function intakeFrom(text: string | null | undefined): Intake | null {
  if (text === null || text === undefined) return null;
  const read = intakeSchema.safeParse(JSON.parse(text));
  return read.success ? read.data : null;
}
