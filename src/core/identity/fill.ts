import type { KeyObject } from "node:crypto";
import type { NotifyCommand } from "../conversation/commands.ts";
import { type CustomerCommand, customerStream, customers } from "../customer/customer.ts";
import type { IncidentCommand, IncidentEvent, Linked } from "../incident/incident.ts";
import type { Policy } from "../policy.ts";
import type { Store, StreamId } from "../ports.ts";
import { replay } from "../streams.ts";
import { linkToken, trueClaim } from "./token.ts";

type Reads = Pick<Store, "read" | "conversation">;

/** The account that the exchange says is a customer's. */
export async function linkedTo(store: Pick<Store, "read">, customer: string): Promise<Linked> {
  const stream = customerStream(customer);
  return replay(customers, stream, await store.read(stream)).state.linked;
}

/** A command to an incident, with what is known of the customer where that decides. */
export async function withLinked(command: IncidentCommand, stream: StreamId, store: Reads): Promise<IncidentCommand> {
  if (!("linked" in command)) return command;
  if ("of" in command) return { ...command, linked: await linkedTo(store, command.of.customer) };
  const [first] = await store.read(stream);
  const reported = first?.data as IncidentEvent | undefined;
  const customer = reported?.type === "incident.reported" ? reported.customer : undefined;
  return { ...command, linked: customer === undefined ? null : await linkedTo(store, customer) };
}

/** A link is named before it is decided upon, and a token is looked at: whoever decides knows no key. */
export function withNonce(command: CustomerCommand, key: KeyObject, newId: () => string): CustomerCommand {
  if (command.type === "ask-link") return { ...command, nonce: newId() };
  if (command.type === "link") return { ...command, nonce: trueClaim(command.token, key)?.nonce ?? null };
  return command;
}

/** A notice with the address to sign in at; the token is made here, and stands nowhere but in what the customer reads. */
export async function withAddress(
  command: NotifyCommand,
  stream: StreamId,
  { store, key, policy }: { store: Reads; key: KeyObject; policy: Policy },
): Promise<NotifyCommand> {
  const { nonce, expiresAt } = command;
  const link = policy.config.exchange?.link;
  const customer = (await store.conversation(stream))?.customer;
  if (nonce === undefined || expiresAt === undefined || link === undefined || customer === undefined) return command;
  const address = new URL(link);
  address.searchParams.set("token", linkToken({ customer, nonce, expiresAt }, key));
  return { ...command, link: address.href };
}
