import { openDesk } from "../../src/core/desk.ts";
import type { DeskCommand } from "../../src/core/desk-command.ts";
import type { Exchange } from "../../src/core/exchange/exchange.ts";
import type { Page, Pager } from "../../src/core/pager.ts";
import type { Policy } from "../../src/core/policy.ts";
import type { Store } from "../../src/core/ports.ts";
import type { TicketCommand } from "../../src/core/ticket/ticket.ts";
import { memoryStore } from "../../src/store/memory.ts";
import { deliverDue } from "../../src/worker/outbox.ts";
import { testPolicy } from "./policy.ts";

export const PAGING_YAML = `
desk: { name: Borealis }
teams: [frontline, security]
people:
  mei: { name: Mei, team: security, reach: [{ webhook: phone }] }
  bob: { name: Bob, team: security, reach: [{ webhook: phone }, { mail: bob@example.org }] }
  ana: { name: Ana, reach: [{ webhook: phone }] }
  leo: { name: Leo, reach: [{ webhook: phone }] }
paging:
  lead: leo
  webhooks: { phone: { url: "https://gateway.example/page" } }
  mail: { host: mail.example, from: desk@example.org }
schedules:
  security: { layers: [{ name: days, people: [mei, bob], turn: 1 day, start: "2026-01-01", handover: "09:00" }] }
  office: { layers: [{ name: office, people: [ana], hours: "09:00-17:00", days: [mon, tue, wed, thu, fri] }] }
escalation:
  urgent:
    steps:
      - { page: [{ schedule: security }, { schedule: office }], wait: 5m }
      - { page: [{ team: security }, { person: ana }], wait: 10m }
    repeat: 1
    acknowledge: 30m
    end: { every: 15m }
tickets: { escalate: { P1: urgent } }
rules: [{ name: urgent, when: {}, do: { priority: P1, team: security } }]
`;

/** Thrown where the process of a test dies: what was written before is durable, and nothing comes after. */
class Crash extends Error {}

/** A store whose process dies right after each of its transactions. */
export function dying(store: Store): Store {
  return {
    ...store,
    async commit(commit) {
      const result = await store.commit(commit);
      if (result.ok) throw new Crash();
      return result;
    },
    async settle(settlements, now) {
      await store.settle(settlements, now);
      throw new Crash();
    },
  };
}

/** A desk with tickets and pages, whose clock is the test's. `crashing`: the process dies after every transaction, and starts again. */
export function openPaging({
  policy = testPolicy({ yaml: PAGING_YAML }),
  crashing = false,
  start = Date.UTC(2026, 0, 5, 8),
  exchange,
}: {
  policy?: Policy;
  crashing?: boolean;
  start?: number;
  exchange?: Exchange | undefined;
} = {}) {
  const memory = memoryStore();
  const store = crashing ? dying(memory) : memory;
  let time = start;
  const pages = new Map<string, Page & { way: string; at: number }>();
  /** Ways that fail, as "webhook" or "mail". */
  const broken = new Set<string>();
  let inForce: Policy = policy;
  const pager: Pager = {
    ways: (person) => inForce.config.people[person]?.reach ?? [],
    tell: () => Promise.reject(new Error("no hand-over in these tests")),
    async page(way, page) {
      const name = "webhook" in way ? "webhook" : "mail";
      if (broken.has(name)) throw new Error(`${name} is down`);
      if (!pages.has(page.id)) pages.set(page.id, { ...page, way: name, at: time });
    },
  };
  const begin = () =>
    openDesk({
      store,
      now: () => time,
      newId: () => "unused",
      key: new Uint8Array(32).fill(7),
      policy: () => inForce,
    });
  let desk = begin();

  /** Runs something until it ends without the process dying. */
  async function alive(work: () => Promise<unknown>): Promise<void> {
    for (;;) {
      try {
        await work();
        return;
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
        desk = begin();
      }
    }
  }

  async function settle(): Promise<void> {
    const deliver = () =>
      deliverDue({ store, desk, channels: new Map(), policy: () => inForce, pager, exchange, now: () => time });
    for (;;) {
      while ((await deliver()) > 0) desk = crashing ? begin() : desk;
      if ((await memory.counts(time)).effects.leased === 0) return;
      // What a dead process had in hand is handed out again when its lease has run out.
      time += 31_000;
    }
  }

  return {
    store: memory,
    pages,
    broken,
    settle,
    now: () => time,
    adopt(next: Policy): void {
      inForce = next;
    },
    /** Carries out a command, once however often the process dies on the way. */
    async execute(command: DeskCommand, name = `${time}:${command.stream}:${command.command.type}`): Promise<void> {
      await alive(() => desk.execute(command, { once: { channel: "test", externalId: name } }));
      await settle();
    },
    order(number: number, command: TicketCommand): Promise<void> {
      return this.execute({ to: "ticket", stream: `ticket:${number}`, command });
    },
    open(number: number): Promise<void> {
      const subject = { content: null, article: null, category: null, confidence: 0, signals: [] };
      return this.order(number, {
        type: "open",
        conversation: `conversation:${number}`,
        customer: "console:a",
        channel: "console",
        language: "en",
        subjectContent: "x",
        reason: "security",
        subject,
      });
    },
    /** Lets time pass until a moment, ticking at every deadline on the way. */
    async until(end: number): Promise<void> {
      for (;;) {
        const [next] = await memory.due(end, 1);
        if (next === undefined) break;
        time = Math.max(time, next.at);
        let busy = true;
        while (busy) {
          await alive(async () => {
            busy = (await desk.tick()) > 0;
          });
        }
        await settle();
      }
      time = Math.max(time, end);
    },
    /** "mei 0.0 08:05", in order. */
    told: () =>
      [...pages.values()].map(
        ({ person, round, step, at }) => `${person} ${round}.${step} ${new Date(at).toISOString().slice(11, 16)}`,
      ),
  };
}
