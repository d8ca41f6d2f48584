import { type Channel, Undeliverable } from "../core/channel.ts";
import type { Desk } from "../core/desk.ts";
import type { EditAct, ModerateAct, SendAct, TriageAct } from "../core/effect.ts";
import type { Exchange } from "../core/exchange/exchange.ts";
import type { Lane } from "../core/lane.ts";
import type { Pager } from "../core/pager.ts";
import type { Policy } from "../core/policy.ts";
import type { ClaimedEffect, Settlement, Store } from "../core/ports.ts";
import type { OpenQueue, Queue } from "../core/queue.ts";
import type { Instant, Millis } from "../core/time.ts";
import { showCard } from "./cards.ts";
import { erase, unsay } from "./erase.ts";
import { noteIndicators } from "./exchange/indicators.ts";
import { placeOrder } from "./exchange/order.ts";
import { afterFailure } from "./failure.ts";
import type { Adviser } from "./model/adviser.ts";
import { tryPage, tryTell } from "./page.ts";
import { pageRoom, showPages } from "./pages.ts";
import { openPrivate } from "./private-place.ts";
import { inlineQueue } from "./queue/inline.ts";
import type { SimilarTickets } from "./similar.ts";
import { spread } from "./spread.ts";
import { sweep } from "./sweep.ts";
import { triageWork } from "./triage-work.ts";
import { within } from "./within.ts";

export interface OutboxPorts {
  store: Store;
  desk: Desk;
  channels: ReadonlyMap<string, Channel>;
  /** A model that reads tickets; without one, suggestions are made by rules. */
  adviser?: Adviser | undefined;
  /** Finds resolved tickets about the same. */
  similar?: SimilarTickets | undefined;
  /** Where triage waits for its turn; in this process when left out. */
  queue?: OpenQueue | undefined;
  /** Reaches people outside the terminal; without one, pages are told on the event stream only. */
  pager?: Pager | undefined;
  /** The operator's back office, where one is connected. */
  exchange?: Exchange | undefined;
  policy(): Policy;
  /** What this process carries out; all of it when left out. */
  lanes?: readonly Lane[] | undefined;
  /** A worker that dies gives its effects back after this: 30 s when left out. A channel gets two thirds of it to take a message. */
  lease?: Millis | undefined;
  now(): Instant;
  /** Hears of every effect that was settled; for logs and metrics. */
  settled?(settlement: Settlement): void;
  /** Hears of an effect that could not be settled: its lease runs out, and it is handed out again. */
  failed?(error: unknown): void;
}

/** At most so many effects are under way at once. */
const AT_ONCE = 256;
const LEASE: Millis = 30_000;
/** Tickets that are read at the same time where nothing else is said. */
const READ_AT_ONCE = 16;

/** The delivery of effects: each is settled when it ends, so that a thread that hangs holds up nothing but itself. */
export function openOutbox(ports: OutboxPorts) {
  const { store, now } = ports;
  const underWay = new Set<Promise<void>>();
  const queue = (ports.queue ?? inlineQueue({ atOnce: READ_AT_ONCE }))(triageWork(ports));

  async function carryOut(claimed: ClaimedEffect, texts: ReadonlyMap<string, string | null>): Promise<void> {
    const settlement = await deliver(claimed, texts, ports, queue);
    if (settlement === undefined) return;
    await store.settle([settlement], now());
    ports.settled?.(settlement);
  }

  return {
    /** Hands out what is due and begins to carry it out; how many there were. */
    async begin(): Promise<number> {
      const limit = AT_ONCE - underWay.size;
      if (limit <= 0) return 0;
      const claimed = await store.claim({
        now: now(),
        limit,
        leaseUntil: now() + (ports.lease ?? LEASE),
        lanes: ports.lanes,
      });
      const needed = claimed.flatMap(({ effect: { act } }) =>
        "content" in act && act.content !== null ? [act.content] : [],
      );
      const texts = needed.length === 0 ? new Map<string, string | null>() : await store.contents(needed);
      for (const effect of claimed) {
        const work: Promise<void> = carryOut(effect, texts)
          .catch((error: unknown) => ports.failed?.(error))
          .finally(() => underWay.delete(work));
        underWay.add(work);
      }
      return claimed.length;
    },
    /** Resolves when nothing is under way. */
    async idle(): Promise<void> {
      await Promise.all(underWay);
      await queue.idle();
    },
    /** Finishes what is under way; what waits for its turn is left to the store. */
    async close(): Promise<void> {
      await Promise.all(underWay);
      await queue.close();
    },
  };
}

/** Hands out due effects once and waits until all of them are settled; how many there were. */
export async function deliverDue(ports: OutboxPorts): Promise<number> {
  const outbox = openOutbox(ports);
  const count = await outbox.begin();
  await outbox.idle();
  await outbox.close();
  return count;
}

/**
 * Carries out one effect. Whatever goes wrong becomes a settlement: try again later, or a dead letter. Undefined when it was put in
 * line: whoever takes it from there settles it.
 */
async function deliver(
  claimed: ClaimedEffect,
  texts: ReadonlyMap<string, string | null>,
  ports: OutboxPorts,
  queue: Queue,
): Promise<Settlement | undefined> {
  const { effect, attempt } = claimed;
  const { id, act } = effect;
  try {
    if (act.kind === "send") return await send(claimed, act, texts, ports);
    if (act.kind === "edit") return await edit(claimed, act, texts, ports);
    if (act.kind === "page") return await tryPage(id, act, attempt, ports);
    if (act.kind === "tell") return await tryTell(id, act, attempt, ports);
    if (act.kind === "page-room") return await pageRoom({ id, attempt }, act, ports);
    if (act.kind === "pages") return await showPages(id, act, ports);
    if (act.kind === "moderate") return await moderate(id, act, texts, ports);
    if (act.kind === "triage") return await putInLine(claimed, act, ports.store, queue);
    if (act.kind === "spread") return await spread(id, act, ports);
    if (act.kind === "card") return await within(patience(ports), showCard({ id, attempt }, act, ports));
    if (act.kind === "indicators") return await noteIndicators(id, act, texts.get(act.content) ?? null, ports);
    if (act.kind === "exchange") {
      const reason = act.content === null ? null : (texts.get(act.content) ?? null);
      return await placeOrder(id, act, { attempt, reason, patience: patience(ports) }, ports);
    }
    if (act.kind === "erase") return await erase(id, act, ports);
    if (act.kind === "unsay") return await within(patience(ports), unsay({ id, attempt }, act, ports));
    if (act.kind === "sweep") return await sweep(id, act, ports);
    if (act.kind === "open") return await openPrivate(claimed, act, patience(ports), ports);
    const result = await ports.desk.execute(act.command, { once: { channel: "outbox", externalId: id } });
    return result.ok
      ? { id, outcome: "done" }
      : { id, outcome: "dropped", error: `${result.reason}: ${result.detail}` };
  } catch (error) {
    return afterFailure(id, attempt, error, ports.now());
  }
}

async function putInLine(
  { effect: { id }, attempt }: ClaimedEffect,
  { ticket }: TriageAct,
  store: Store,
  queue: Queue,
): Promise<undefined> {
  const priority = (await store.ticket({ id: ticket }))?.priority ?? "P3";
  await queue.add({ id, ticket, priority, attempt });
}

async function send(
  { effect: { id }, attempt }: ClaimedEffect,
  act: SendAct,
  texts: ReadonlyMap<string, string | null>,
  ports: OutboxPorts,
): Promise<Settlement> {
  const { channels } = ports;
  const channel = channels.get(act.channel);
  if (channel === undefined) return { id, outcome: "dead", error: `no channel “${act.channel}” is connected` };
  const text = texts.get(act.content);
  if (text === null || text === undefined) return { id, outcome: "dropped", error: "the text was erased" };
  const { thread, content, form, at = ports.now() } = act;
  try {
    const messages = await within(patience(ports), channel.send({ id, thread, content, text, form, at, attempt }));
    return { id, outcome: "done", ...noted(messages, act) };
  } catch (error) {
    if (!(error instanceof Undeliverable && error.gone) || act.conversation === undefined) throw error;
    const place = { channel: act.channel, thread };
    const command = { type: "place-gone", place, held: { content, form } } as const;
    await ports.desk.execute({ to: "conversation", stream: act.conversation, command }, { once: onceOf(id) });
    return { id, outcome: "dropped", error: error.message };
  }
}

const noted = (messages: string[] | undefined, { channel, thread, content }: SendAct | EditAct) =>
  messages === undefined ? {} : { posted: { channel, thread, content, messages } };

async function edit(
  { effect: { id }, attempt }: ClaimedEffect,
  act: EditAct,
  texts: ReadonlyMap<string, string | null>,
  ports: OutboxPorts,
): Promise<Settlement> {
  const { kind: _, channel: name, ...message } = act;
  const channel = ports.channels.get(name);
  if (channel === undefined) return { id, outcome: "dead", error: `no channel “${name}” is connected` };
  if (channel.edit === undefined) return { id, outcome: "done" };
  const text = texts.get(message.content) ?? null;
  const posted = await ports.store.posted({ channel: name, thread: act.thread, content: act.content });
  const messages = await within(patience(ports), channel.edit({ id, ...message, text, attempt, posted }));
  return { id, outcome: "done", ...noted(messages, act) };
}

async function moderate(
  id: string,
  { kind: _, channel: name, content, ...order }: ModerateAct,
  texts: ReadonlyMap<string, string | null>,
  ports: OutboxPorts,
): Promise<Settlement> {
  const channel = ports.channels.get(name);
  if (channel === undefined) return { id, outcome: "dead", error: `no channel “${name}” is connected` };
  if (channel.moderate === undefined) return { id, outcome: "dropped", error: `${name} has no moderation` };
  const text = content === null ? null : (texts.get(content) ?? null);
  await within(patience(ports), channel.moderate({ id, ...order, text }));
  return { id, outcome: "done" };
}

const onceOf = (id: string) => ({ channel: "outbox", externalId: id });

const patience = ({ lease = LEASE }: OutboxPorts): Millis => Math.round((lease * 2) / 3);
