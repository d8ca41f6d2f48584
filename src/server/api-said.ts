import { z } from "zod";
import { NETWORKS } from "../core/explorers/networks.ts";

const author = z.union([
  z.object({ side: z.literal("customer") }),
  z.object({ side: z.literal("desk") }),
  z.object({ side: z.literal("responder"), name: z.string() }),
]);

/** One thing said in a conversation. */
export const utteranceSchema = z.object({
  id: z.string(),
  at: z.int(),
  author,
  text: z.string().nullable(),
  article: z.string().nullable(),
  edited: z.boolean().optional(),
});

/** A wallet address or a transaction that it names. */
export const linkedEntitySchema = z.object({
  kind: z.string(),
  value: z.string(),
  /** None where the network is unclear, or the value may be a private key. */
  links: z.array(z.object({ network: z.enum(NETWORKS), url: z.string() })),
});
