import type { ReplyCommand } from "../core/conversation/commands.ts";
import type { ConversationEvent } from "../core/conversation/conversation.ts";
import { refuse } from "../core/errors.ts";
import type { StoredEvent, TicketListItem } from "../core/ports.ts";
import type { Executed, Once } from "../core/run.ts";
import type { TicketCommand } from "../core/ticket/ticket.ts";
import type { Principal } from "./auth.ts";
import type { Acted } from "./desk-client.ts";
import type { ServerPorts } from "./ports.ts";
import { toWireTicket } from "./wire.ts";

/** Something that a responder wants done to a ticket. */
export interface Order {
  number: number;
  action: string;
  by: Principal;
  /** Of the ticket, as the responder saw it. */
  ifVersion: number | undefined;
  /** Names the order: sent again under the same key it is answered again, and not carried out again. */
  key: string | undefined;
}

type Ports = Pick<ServerPorts, "desk" | "store">;

/** Carries out a command on the ticket itself. */
export const onTicket = (ports: Ports, order: Order, command: TicketCommand): Promise<Acted> =>
  carryOut(ports, order, (ticket, once) =>
    ports.desk.execute({ to: "ticket", stream: ticket.id, command }, { once, ifVersion: order.ifVersion }),
  );

/** Changes what the responder said in the ticket's conversation. */
export const correction = (
  ports: Ports,
  order: Order,
  { message, ...said }: Pick<ReplyCommand, "text" | "override"> & { message: string },
): Promise<Acted> =>
  carryOut(ports, order, ({ conversation: stream }, once) => {
    const command = { type: "correct", by: order.by.name, of: { content: message }, ...said, redacted: 0 } as const;
    return ports.desk.execute({ to: "conversation", stream, command }, { once });
  });

/** Takes back the responder's newest reply in the ticket's conversation, while it is held. */
export const takenBack = (ports: Ports, order: Order): Promise<Acted> =>
  carryOut(ports, order, ({ conversation: stream }, once) =>
    ports.desk.execute({ to: "conversation", stream, command: { type: "withhold", by: order.by.name } }, { once }),
  );

const TRIES = 5;

/**
 * Says something to the customer, in the ticket's conversation. The ticket itself hears of a reply only a moment later, so its version
 * alone does not keep two responders from answering at the same time: neither may anyone else have written since that version.
 */
export function toCustomer(
  ports: Ports,
  order: Order,
  { hold, ...said }: Pick<ReplyCommand, "text" | "override"> & { hold: number },
): Promise<Acted> {
  const { by, ifVersion } = order;
  const command = { type: "reply", by: by.name, ...said, from: null, redacted: 0, hold: hold * 1_000 } as const;
  return carryOut(ports, order, async (ticket, once) => {
    const stream = ticket.conversation;
    if (ifVersion === undefined) return ports.desk.execute({ to: "conversation", stream, command }, { once });
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      const said = await ports.store.read(stream);
      const current = (await ports.store.ticket({ id: ticket.id })) ?? ticket;
      const other = said.findLast((event) => event.at > current.updatedAt && isReplyOfAnother(event, by.name));
      if (current.version !== ifVersion || other !== undefined) break;
      const seen = said.at(-1)?.version ?? 0;
      const done = await ports.desk.execute({ to: "conversation", stream, command }, { once, ifVersion: seen });
      if (done.ok || done.reason !== "version_changed") return done;
    }
    return refuse("version_changed", `T-${ticket.number} changed since version ${ifVersion}: somebody was faster`);
  });
}

function isReplyOfAnother({ data }: StoredEvent, name: string): boolean {
  const event = data as ConversationEvent;
  return event.type === "message.received" && event.from.side === "responder" && event.from.name !== name;
}

async function carryOut(
  { store }: Ports,
  { number, action, by, key }: Order,
  run: (ticket: TicketListItem, once: Once | undefined) => Promise<Executed>,
): Promise<Acted> {
  const ticket = await store.ticket({ number });
  if (ticket === undefined) return refuse("not_found", `there is no ticket T-${number}`);
  const once = key === undefined ? undefined : { channel: "api", externalId: `${by.id}:${ticket.id}:${action}:${key}` };
  const seen = async () => once !== undefined && (await store.seen(once.channel, once.externalId));
  if (!(await seen())) {
    const done = await run(ticket, once);
    // The same order may have been on its way twice: what the first of the two did is no reason to refuse the second.
    if (!done.ok && !(await seen())) return done;
  }
  return { ok: true, ticket: toWireTicket((await store.ticket({ number })) ?? ticket) };
}
