import { z } from "zod";
import { leadsTo } from "./leads-to.ts";
import { NETWORKS } from "./networks.ts";

const place = z
  .string()
  .max(300)
  .refine(
    (text) => leadsTo(text, "a") !== undefined && text.split("{value}").length === 2,
    "must be an https address with {value} once, after the host: https://mempool.space/tx/{value}",
  );

/** Explorers of the operator's choice, by network. */
export const explorersSchema = z
  .partialRecord(
    z.enum(NETWORKS),
    z.union([
      z.literal(false),
      z.strictObject({
        address: place.optional().describe("Where an address is shown: https://mempool.space/address/{value}."),
        transaction: place.optional().describe("Where a transaction is shown: https://mempool.space/tx/{value}."),
      }),
    ]),
  )
  .default({})
  .describe("Where staff look up addresses and transactions, by network; false links none. Customers never see it.");

export type ExplorersConfig = z.output<typeof explorersSchema>;
