import { understand } from "../ask.ts";
import type { Question } from "../conversation/conversation.ts";
import type { CurrentOutages } from "../outage/current.ts";
import { goingOn } from "../outage/news.ts";
import { openOnes } from "../outage/outage.ts";
import type { Policy } from "../policy.ts";
import type { Store } from "../ports.ts";
import { type Around, asksOfCustomers } from "../rules/gather.ts";
import { replay } from "../streams.ts";
import type { Instant } from "../time.ts";
import { customerStream, customers } from "./customer.ts";

const MONTH = 30 * 86_400_000;
const COUNTED = 100;

interface Ports {
  store: Pick<Store, "read" | "tickets">;
  policy: Policy;
  now: Instant;
  /** What is going on while the message comes. */
  going?: { surge: boolean; current: CurrentOutages } | undefined;
}

/** What the guard, the knowledge base and the rules may make of a customer's text. */
export async function understandFrom(customer: string, text: string, ports: Ports): Promise<Question> {
  const { going } = ports;
  const outage = going !== undefined && openOnes(going.current.outages).length > 0;
  // An outage that is open is a surge too, before the first hundred have written.
  const flags = { outage, surge: outage || going?.surge === true };
  const question = await understand(text, ports.policy, { ...(await aroundCustomer(customer, ports)), ...flags });
  return outage ? { ...question, outages: goingOn(question.text, going.current) } : question;
}

/** What the desk knows of a customer; it is read only where a rule asks for it. */
async function aroundCustomer(
  customer: string,
  { store, policy, now }: Ports,
): Promise<Pick<Around, "tier" | "since" | "contacts"> | undefined> {
  if (!asksOfCustomers(policy)) return undefined;
  const stream = customerStream(customer);
  const [events, { items }] = await Promise.all([
    store.read(stream),
    store.tickets({ customer, openedSince: now - MONTH, limit: COUNTED }),
  ]);
  const { tier, since } = replay(customers, stream, events).state;
  return { tier, since, contacts: items.length };
}
