import { z } from "zod";
import { refuse } from "../errors.ts";
import type { Policy } from "../policy.ts";
import type { StreamId } from "../ports.ts";
import { decided, type StreamKind } from "../stream.ts";
import type { Instant } from "../time.ts";

/** What the exchange says of a customer: it is for rules to look at. */
export interface Profile {
  tier: string | null;
  /** Customer since. */
  since: Instant | null;
}

export const profileSchema = z.strictObject({
  tier: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "must be a short lower-case word such as vip")
    .nullable(),
  since: z.int().min(0).max(8e12).nullable(),
});

export type CustomerCommand = { type: "describe"; by: string } & Profile;
export type CustomerEvent = { type: "customer.described"; by: string } & Profile;

export const noProfile: Profile = { tier: null, since: null };

/** One stream a customer, named by the channel's identity: "discord:1234". */
export const customerStream = (customer: string): StreamId => `customer:${customer}`;

export const customers: StreamKind<Profile, CustomerCommand, CustomerEvent, Policy> = {
  initial: noProfile,
  decide: ({ type: _, by, tier, since }, state) =>
    tier === state.tier && since === state.since
      ? refuse("nothing_to_change", "that is known of the customer already")
      : decided({ event: { type: "customer.described", by, tier, since } }),
  evolve: (_, { event: { tier, since } }) => ({ tier, since }),
  react: () => [],
  deadlines: () => [],
};
