import type { Policy } from "../policy.ts";
import type { Store } from "../ports.ts";
import { type Around, asksOfCustomers } from "../rules/gather.ts";
import { replay } from "../streams.ts";
import type { Instant } from "../time.ts";
import { customerStream, customers } from "./customer.ts";

const MONTH = 30 * 86_400_000;
const COUNTED = 100;

/** What the desk knows of a customer; it is read only where a rule asks for it. */
export async function aroundCustomer(
  customer: string,
  { store, policy, now }: { store: Pick<Store, "read" | "tickets">; policy: Policy; now: Instant },
): Promise<Pick<Around, "tier" | "since" | "contacts"> | undefined> {
  if (!asksOfCustomers(policy)) return undefined;
  const stream = customerStream(customer);
  const [events, { items }] = await Promise.all([
    store.read(stream),
    store.tickets({ customer, openedSince: now - MONTH, limit: COUNTED }),
  ]);
  return { ...replay(customers, stream, events).state, contacts: items.length };
}
