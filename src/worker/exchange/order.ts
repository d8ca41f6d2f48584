import { Unreachable } from "../../core/channel.ts";
import type { Desk } from "../../core/desk.ts";
import type { ExchangeAct } from "../../core/effect.ts";
import type { Exchange, ExchangeOrder } from "../../core/exchange/exchange.ts";
import type { ExchangeAnswer, LiveIncident } from "../../core/incident/incident.ts";
import type { Settlement, Store } from "../../core/ports.ts";
import { incidents, replay } from "../../core/streams.ts";
import type { Millis } from "../../core/time.ts";
import { within } from "../within.ts";

interface Ports {
  store: Store;
  desk: Desk;
  exchange?: Exchange | undefined;
}

/**
 * One try to have the back office freeze or restore an account. What it answers becomes the incident's own event in one commit; where
 * that commit is lost, the order is sent again under the same name, and a back office carries it out once.
 */
export async function placeOrder(
  id: string,
  { kind: _, content: __, incident: stream, number, ...order }: ExchangeAct,
  more: { attempt: number; reason: string | null; patience: Millis },
  { store, desk, exchange }: Ports,
): Promise<Settlement> {
  const { state } = replay(incidents, stream, await store.read(stream));
  if (state.state === "none" || !waitsFor(order.action, state))
    return { id, outcome: "dropped", error: "nobody waits for it any more" };
  const { patience, ...said } = more;
  const answer = await ask(exchange, { ...order, incident: `INC-${number}`, ...said }, patience);
  const command = { type: "exchange-answered", action: order.action, answer } as const;
  await desk.execute({ to: "incident", stream, command }, { once: { channel: "outbox", externalId: id } });
  return { id, outcome: "done" };
}

const waitsFor = (action: string, { asked, restore }: LiveIncident): boolean =>
  asked.includes(action) || (restore.state === "ordered" && restore.request === action);

/** A back office that cannot be reached is asked again for as long as it takes: an account that should be frozen is not given up. */
async function ask(exchange: Exchange | undefined, order: ExchangeOrder, patience: Millis): Promise<ExchangeAnswer> {
  if (exchange === undefined) return { answer: "refused", because: "no back office is connected" };
  try {
    return await within(patience, exchange.order(order));
  } catch (error) {
    throw new Unreachable(error instanceof Error ? error.message : String(error));
  }
}
