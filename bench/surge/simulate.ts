import { consoleChannel } from "../../src/bots/console/console.ts";
import type { Channel } from "../../src/core/channel.ts";
import { openDesk } from "../../src/core/desk.ts";
import type { Pager } from "../../src/core/pager.ts";
import type { Policy } from "../../src/core/policy.ts";
import type { Store } from "../../src/core/ports.ts";
import type { Instant, Millis } from "../../src/core/time.ts";
import { startLoop } from "../../src/worker/loop.ts";
import { deliverDue, openOutbox } from "../../src/worker/outbox.ts";
import { quantile } from "../figures.ts";
import { ANSWER, type AnswerFigures, openAnswering } from "./answering.ts";
import { type PageFigures, pageFigures } from "./pages.ts";

/** What customers write when withdrawals stop: most of it about that, some about anything else, a little of it urgent. */
const TEXTS: readonly (readonly [share: number, text: string])[] = [
  [0.4, "my withdrawal is stuck, it says pending for an hour"],
  [0.25, "提币一直处理中，一直没到账"],
  [0.1, "my deposit has not arrived"],
  [0.1, "is the site down? i cannot log in"],
  [0.07, "what are your trading fees"],
  [0.05, "human"],
  [0.02, "someone is in my account please freeze everything now"],
  [0.01, "my lawyer will contact you tomorrow"],
];

const RISE: Millis = 4 * 60_000;
const BEFORE: Millis = 10 * 60_000;
const TIMES = 5;
/** On the ordinary evening so many messages share a commit. */
const TOGETHER = 25;

export interface SurgeOptions {
  store: Store;
  policy: Policy;
  /** Who write within the four minutes; before that it is a fifth as many. */
  customers: number;
  /** How much faster than the clock the four minutes pass. */
  speed: number;
  /** People who each answer a ticket in four minutes, from the top of the queue. */
  responders: number;
}

export interface SurgeFigures extends AnswerFigures, PageFigures {
  /** Milliseconds until the first answer was there, of those who wrote in the rise. */
  p50: number;
  p99: number;
  unanswered: number;
  /** Opened in the rise. */
  tickets: number;
  attached: number;
  outages: number;
}

/** A five-fold rise within four minutes, as Coinbase saw on 1 June 2020, through the desk, its store and its outbox. */
export async function simulateSurge(options: SurgeOptions): Promise<SurgeFigures> {
  const { store, policy, customers, speed, responders } = options;
  let time: Instant = Date.UTC(2020, 5, 1, 23);
  let ids = 0;
  const now = () => time;
  const desk = openDesk({
    store,
    now,
    newId: () => `id${String(++ids).padStart(8, "0")}`,
    key: new Uint8Array(32).fill(1),
    policy: () => policy,
  });
  const wroteAt = new Map<string, number>();
  const took: number[] = [];
  const room = consoleChannel(store, now);
  const heard: Channel = {
    ...room,
    async send(message) {
      await room.send(message);
      const wrote = wroteAt.get(message.thread);
      if (wrote === undefined) return;
      wroteAt.delete(message.thread);
      if (message.thread.startsWith("rise-")) took.push(performance.now() - wrote);
    },
  };
  const paged = new Map<string, number>();
  const pager: Pager = {
    ways: () => [{ webhook: "phone" }],
    page: async (_, { id }) => {
      const event = id.split("#")[0] ?? "";
      paged.set(event, (paged.get(event) ?? 0) + 1);
    },
    tell: async () => undefined,
  };
  /** The outbox's desk: what it is about to tell customers is heard on the way. */
  const execute: typeof desk.execute = async (order, options) => {
    await answering.heard(order);
    return desk.execute(order, options);
  };
  const listening = Object.assign(Object.create(desk) as typeof desk, { execute });
  const ports = { store, desk: listening, channels: new Map([["console", heard]]), pager, policy: () => policy, now };
  const settle = async () => {
    while ((await deliverDue(ports)) > 0);
  };
  const pass = (length: Millis) => {
    time += length;
  };
  const answering = openAnswering({ store, desk, responders, settle, pass, now });
  const write = (thread: string, i: number) => {
    wroteAt.set(thread, performance.now());
    const text = textFor(i);
    return desk.receive({ channel: "console", thread, externalId: thread, customer: `console:${thread}`, text });
  };

  // An ordinary evening, as fast as it goes, on which responders answer what comes.
  const usual = Math.round((customers / TIMES) * (BEFORE / RISE));
  let answered = time;
  for (let i = 0; i < usual; i += TOGETHER) {
    time += Math.round((BEFORE * TOGETHER) / usual);
    await Promise.all(Array.from({ length: TOGETHER }, (_, k) => write(`calm-${i + k}`, i + k)));
    if (time < answered + ANSWER) continue;
    await settle();
    await answering.round();
    answered = time;
  }
  await settle();
  const before = (await store.counts(now())).tickets.open;

  const outbox = openOutbox(ports);
  const failed = (error: unknown) => {
    throw error;
  };
  const delivery = startLoop(outbox.begin, { pause: 1_000, failed });
  const unwatch = store.watch(() => delivery.wake());
  const began = performance.now();
  const start = time;
  const underWay: Promise<unknown>[] = [];
  for (let i = 0; i < customers; i++) {
    const due = (i * RISE) / customers / speed;
    const early = due - (performance.now() - began);
    if (early > 1) await new Promise((resolve) => setTimeout(resolve, early));
    time = start + Math.max(time - start, Math.round((performance.now() - began) * speed));
    underWay.push(write(`rise-${i}`, i));
  }
  await Promise.all(underWay);
  unwatch();
  await delivery.stop();
  await outbox.idle();
  await settle();
  answering.begin();
  while ((await answering.round()) > 0);
  const counts = await store.attachedCounts();
  const { outages } = await desk.outages();
  return {
    p50: quantile(took, 0.5),
    p99: quantile(took, 0.99),
    unanswered: [...wroteAt.keys()].filter((thread) => thread.startsWith("rise-")).length,
    tickets: answering.figures.promised - before,
    attached: [...counts.values()].reduce((sum, count) => sum + count, 0),
    outages: outages.length,
    ...(await pageFigures(store, paged)),
    ...answering.figures,
  };
}

/** The same mix for any number of customers: the i-th text is where i falls in the shares. */
function textFor(i: number): string {
  let place = (i * 0.618_033_988_75) % 1;
  for (const [share, text] of TEXTS) {
    if (place < share) return text;
    place -= share;
  }
  return TEXTS[0]?.[1] ?? "";
}
