import type { Desk } from "../../src/core/desk.ts";
import type { DeskCommand } from "../../src/core/desk-command.ts";
import type { Store, StreamId } from "../../src/core/ports.ts";
import { withWait } from "../../src/core/ticket/tell-wait.ts";
import type { ExpectedWait } from "../../src/core/ticket/wait.ts";
import type { Instant, Millis } from "../../src/core/time.ts";

export interface AnswerFigures {
  /** Tickets whose first answer was promised by a target, and for how many of them it came in time. */
  promised: number;
  kept: number;
  /** Hours until the last was answered. */
  lastAnswer: number;
  /** Tickets whose customers were told a range, and how many were answered before, within and after it. */
  told: number;
  sooner: number;
  within: number;
  later: number;
}

interface Ports {
  store: Store;
  desk: Desk;
  responders: number;
  settle(): Promise<void>;
  pass(length: Millis): void;
  now(): Instant;
}

/** One answer takes a responder so long. */
export const ANSWER: Millis = 4 * 60_000;
const MINUTE: Millis = 60_000;

/** Responders, who answer from the top of the queue, and what customers were told of when that would be. */
export function openAnswering({ store, desk, responders, settle, pass, now }: Ports) {
  const dueAt = new Map<string, Instant>();
  const told = new Map<string, { at: Instant; range: ExpectedWait }>();
  const figures: AnswerFigures = { promised: 0, kept: 0, lastAnswer: 0, told: 0, sooner: 0, within: 0, later: 0 };
  let from = 0;

  function judge(id: StreamId): void {
    figures.promised += 1;
    if (now() <= (dueAt.get(id) ?? 0)) figures.kept += 1;
    figures.lastAnswer = (now() - from) / 3_600_000;
    const word = told.get(id);
    if (word === undefined) return;
    const waited = (now() - word.at) / MINUTE;
    figures.told += 1;
    if (waited < word.range.from) figures.sooner += 1;
    else if (waited > word.range.to) figures.later += 1;
    else figures.within += 1;
  }

  return {
    figures,
    /** What customers heard before counts no longer. */
    begin(): void {
      from = now();
      Object.assign(figures, { promised: 0, kept: 0, lastAnswer: 0, told: 0, sooner: 0, within: 0, later: 0 });
    },
    /** Hears what a customer is about to be told, as the desk works it out. */
    async heard({ command }: DeskCommand): Promise<void> {
      if (command.type !== "notify" || command.notice !== "ticket_opened" || command.wait === undefined) return;
      const range = (await withWait(command, { store, now: now(), busy: async () => false })).wait?.expected;
      if (range != null) told.set(command.ticket.id, { at: now(), range });
    },
    /** Each responder answers one ticket; how many there were. */
    async round(): Promise<number> {
      const { items } = await store.tickets({ states: ["open"], limit: 500 });
      for (const { id, dueAt: due, dueKind } of items)
        if (due !== null && dueKind === "first" && !dueAt.has(id)) dueAt.set(id, due);
      const waiting = items.slice(0, responders);
      pass(ANSWER);
      for (const [i, { id, conversation: stream }] of waiting.entries()) {
        const command = {
          type: "reply",
          by: `r${i}`,
          text: "We are looking into it.",
          from: null,
          redacted: 0,
        } as const;
        const done = await desk.execute({ to: "conversation", stream, command });
        if (!done.ok) throw new Error(`${done.reason}: ${done.detail}`);
        judge(id);
      }
      while ((await desk.tick()) > 0);
      await settle();
      return waiting.length;
    },
  };
}
