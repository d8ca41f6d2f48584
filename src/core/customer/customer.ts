import { z } from "zod";
import { refuse } from "../errors.ts";
import {
  decideLink,
  evolveLink,
  type Identity,
  type LinkCommand,
  type LinkEvent,
  nobody,
  reactLink,
} from "../identity/link.ts";
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

export type CustomerCommand = ({ type: "describe"; by: string } & Profile) | LinkCommand;
export type CustomerEvent = ({ type: "customer.described"; by: string } & Profile) | LinkEvent;
/** What is known of a customer, and of who they are at the exchange. */
export type Customer = Profile & Identity;

const unknown: Customer = { tier: null, since: null, ...nobody };

/** One stream a customer, named by the channel's identity: "discord:1234". */
export const customerStream = (customer: string): StreamId => `customer:${customer}`;

export const customers: StreamKind<Customer, CustomerCommand, CustomerEvent, Policy> = {
  initial: unknown,
  decide(command, state, context) {
    if (command.type !== "describe") return decideLink(command, state, context);
    const { by, tier, since } = command;
    return tier === state.tier && since === state.since
      ? refuse("nothing_to_change", "that is known of the customer already")
      : decided({ event: { type: "customer.described", by, tier, since } });
  },
  evolve(state, { event, at }) {
    if (event.type !== "customer.described") return { ...state, ...evolveLink(state, event, at) };
    return { ...state, tier: event.tier, since: event.since };
  },
  react: ({ event, id }) =>
    event.type === "customer.described" ? [] : reactLink(event, id.slice("customer:".length, id.lastIndexOf("/"))),
  deadlines: () => [],
};
