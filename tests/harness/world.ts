import { expect } from "vitest";
import { consoleChannel } from "../../src/bots/console/console.ts";
import { openDesk } from "../../src/core/desk.ts";
import type { Exchange } from "../../src/core/exchange/exchange.ts";
import type { Pager } from "../../src/core/pager.ts";
import type { Policy } from "../../src/core/policy.ts";
import type { Store } from "../../src/core/ports.ts";
import { parseDuration } from "../../src/core/time.ts";
import { viewTicket } from "../../src/core/view.ts";
import { memoryStore } from "../../src/store/memory.ts";
import type { Adviser } from "../../src/worker/model/adviser.ts";
import { deliverDue } from "../../src/worker/outbox.ts";
import { openSimilar } from "../../src/worker/similar.ts";
import { testPolicy } from "./policy.ts";

/**
 * A desk with a clock of its own, in the words of its trade: customers say and hear, responders act, time is fast-forwarded.
 * Everything in it is the real thing but the clock.
 */
export function openWorld({
  store = memoryStore(),
  policy = testPolicy(),
  start = Date.UTC(2026, 10, 22, 3),
  adviser,
  pager,
  exchange,
}: {
  store?: Store;
  policy?: Policy;
  start?: number;
  adviser?: Adviser | undefined;
  pager?: Pager | undefined;
  exchange?: Exchange | undefined;
} = {}) {
  let time = start;
  let ids = 0;
  const now = () => time;
  const desk = openDesk({
    store,
    now,
    newId: () => `id${String(++ids).padStart(6, "0")}`,
    key: new Uint8Array(32).fill(7),
    policy: () => policy,
  });
  const channels = new Map([["console", consoleChannel(store, now)]]);
  const similar = openSimilar(store);
  const heard = new Map<string, number>();

  /** Delivers until nothing is due. */
  async function settle(): Promise<void> {
    while (
      (await deliverDue({ store, desk, channels, pager, exchange, policy: () => policy, adviser, similar, now })) > 0
    );
  }

  function customer(name: string) {
    let said = 0;
    const listen = async () => {
      await settle();
      const messages = await store.consoleAfter(name, heard.get(name) ?? 0, 100);
      const last = messages.at(-1);
      if (last !== undefined) heard.set(name, last.seq);
      return messages.map(({ text }) => text ?? "(erased)");
    };
    return {
      says: (text: string, externalId = `${name}-${++said}`) =>
        desk.receive({ channel: "console", thread: name, externalId, customer: `console:${name}`, text }),
      /** What the desk has said since the last time, in order: one pattern a message. */
      async hears(...patterns: (string | RegExp)[]) {
        const texts = await listen();
        expect(texts).toHaveLength(patterns.length);
        patterns.forEach((pattern, i) => void expect(texts[i]).toMatch(pattern));
      },
      hearsNothing: async () => expect(await listen()).toEqual([]),
    };
  }

  function responder(by: string) {
    const onTicket = async (number: number) => {
      await settle();
      const ticket = await store.ticket({ number });
      if (ticket === undefined) throw new Error(`there is no T-${number}`);
      return ticket;
    };
    return {
      /** `reason` lets out what no fact says. */
      replies: async (number: number, text: string, reason?: string) => {
        const { conversation } = await onTicket(number);
        return desk.execute({
          to: "conversation",
          stream: conversation,
          command: {
            type: "reply",
            by,
            text,
            from: null,
            redacted: 0,
            override: reason === undefined ? undefined : { reason },
          },
        });
      },
      acknowledges: async (number: number) =>
        desk.execute({ to: "ticket", stream: (await onTicket(number)).id, command: { type: "acknowledge", by } }),
      takes: async (number: number) =>
        desk.execute({ to: "ticket", stream: (await onTicket(number)).id, command: { type: "assign", by, to: by } }),
      resolves: async (number: number, reason = "done") =>
        desk.execute({
          to: "ticket",
          stream: (await onTicket(number)).id,
          command: { type: "resolve", by, text: reason },
        }),
    };
  }

  return {
    store,
    desk,
    policy: () => policy,
    customer,
    responder,
    settle,
    now,
    ticket: async (number: number) => {
      await settle();
      return viewTicket(store, number);
    },
    /** Lets time pass, ticking at every deadline on the way as the clock would. */
    async fastForward(length: string): Promise<void> {
      const end = time + (parseDuration(length) ?? 0);
      await settle();
      for (;;) {
        const next = (await store.due(end, 500)).reduce(
          (least, { at }) => Math.min(least, at),
          Number.POSITIVE_INFINITY,
        );
        if (next > end) break;
        time = Math.max(time, next);
        await desk.tick();
        await settle();
      }
      time = end;
      await settle();
    },
  };
}
