import { type Refusal, refuse } from "../errors.ts";
import type { Store, StreamId } from "../ports.ts";

/** A customer talks about one ticket at a time: an older one is not reopened while another holds the conversation. */
export async function heldByAnother(
  store: Pick<Store, "ticket" | "conversation">,
  ticket: StreamId,
): Promise<Refusal | undefined> {
  const own = await store.ticket({ id: ticket });
  const holder = own && (await store.conversation(own.conversation))?.ticket;
  if (!holder || holder === ticket) return undefined;
  const other = await store.ticket({ id: holder });
  return refuse("already_open", `the customer is talking with us in T-${other?.number ?? "?"}; go on there`);
}
