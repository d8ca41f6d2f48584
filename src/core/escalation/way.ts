import { z } from "zod";

const name = z.string().min(1).max(60);

/** How a person can be reached besides the terminal, which hears of every page by itself. Tried in order, each when the one before failed. */
export const waySchema = z.union([
  z.strictObject({ webhook: name }).describe("One of `paging.webhooks`."),
  z.strictObject({ mail: z.email().max(200) }),
]);
export type Way = z.output<typeof waySchema>;
