import { Fault } from "../core/errors.ts";
import type { Millis } from "../core/time.ts";
import type { WireTicket } from "./api.ts";
import type { DeskEvent, EventsOptions, EventsTiming } from "./desk-client.ts";
import { faultOf, problemOf, unreachable } from "./outcome.ts";
import { type SseEvent, sseReader } from "./sse.ts";

const TIMING: EventsTiming = { retryFrom: 250, retryTo: 15_000, silence: 15_000 };

/** A connection that lived this long was a good one: the next wait begins at the shortest again. */
const GOOD: Millis = 5_000;

interface Source {
  url: string;
  headers: Record<string, string>;
  send: typeof fetch;
}

/** Reads an event stream until the signal aborts, connecting again and again. @throws Fault when trying again is useless. */
export async function follow(
  source: Source,
  onEvent: (event: DeskEvent) => void,
  options: EventsOptions = {},
): Promise<void> {
  const signal = options.signal ?? new AbortController().signal;
  const { retryFrom, retryTo, silence } = { ...TIMING, ...options.timing };
  let lastId = options.lastEventId ?? "";
  let tries = 0;
  while (!signal.aborted) {
    const began = performance.now();
    let lost: unknown;
    try {
      for await (const piece of pieces(source, lastId, { signal, silence })) {
        if (piece === "open") onEvent({ type: "open" });
        else {
          lastId = piece.lastId;
          for (const event of piece.events) tell(event, onEvent);
        }
      }
    } catch (error) {
      lost = error;
    }
    if (signal.aborted) return;
    const fault = lost instanceof Fault ? lost : unreachable(source.url, lost);
    if (fault.code === "unauthorised" || fault.code === "forbidden" || fault.code === "usage") throw fault;
    tries = performance.now() - began > GOOD ? 1 : tries + 1;
    const wait = Math.min(retryTo, retryFrom * 2 ** (tries - 1)) * (0.5 + Math.random() / 2);
    onEvent({ type: "lost", fault, tries, retryAt: Date.now() + wait });
    await pause(wait, signal);
  }
}

function tell({ event, data, id }: SseEvent, onEvent: (event: DeskEvent) => void): void {
  if (event === "reset") onEvent({ type: "reset", id });
  else if (event === "ticket") onEvent({ type: "ticket", ticket: JSON.parse(data) as WireTicket, id });
}

type Piece = "open" | { events: SseEvent[]; lastId: string };

/** One connection, until it ends. Silence counts as an end: a desk that lives says so every few seconds. */
async function* pieces(
  { url, headers, send }: Source,
  lastId: string,
  watch: { signal: AbortSignal; silence: Millis },
): AsyncGenerator<Piece> {
  const over = new AbortController();
  const watchdog = setTimeout(() => over.abort(new DOMException("no heartbeat", "TimeoutError")), watch.silence);
  const signal = AbortSignal.any([watch.signal, over.signal]);
  try {
    const place = lastId === "" ? {} : { "last-event-id": lastId };
    const response = await send(url, { headers: { ...headers, accept: "text/event-stream", ...place }, signal });
    if (!response.ok || response.body === null) throw faultOf(response.status, await problemOf(response));
    const body = response.body.getReader();
    const cancel = () => void body.cancel().catch(() => {});
    signal.addEventListener("abort", cancel);
    const decoder = new TextDecoder();
    const reader = sseReader(lastId);
    for (let first = true; ; first = false) {
      const { done, value } = await body.read();
      signal.throwIfAborted();
      if (done) return;
      watchdog.refresh();
      // The desk listens from its first word on, not from its headers on.
      if (first) yield "open";
      yield { events: reader.push(decoder.decode(value, { stream: true })), lastId: reader.lastId() };
    }
  } finally {
    clearTimeout(watchdog);
    over.abort();
  }
}

function pause(length: Millis, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, length);
    signal.addEventListener("abort", done);
  });
}
