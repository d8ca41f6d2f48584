import type { Instant } from "../../core/time.ts";
import type { WireTicket } from "../../server/api.ts";
import { initial, type Start, type State } from "./state/state.ts";
import type { Errand } from "./update/step.ts";
import { type Message, update } from "./update/update.ts";

/** Holds the state; tells who looks at it; hands errands on. */
export interface Screen {
  get(): State;
  subscribe(onChange: () => void): () => void;
  dispatch(message: Message): void;
  /** Tickets from the event stream: taken in at once when a key comes, shown together at most every 200 ms. */
  receive(ticket: WireTicket): void;
  close(): void;
}

interface ScreenPorts {
  start: Omit<Start, "now">;
  now(): Instant;
  run(errand: Errand): void;
}

/** Drawing costs Ink 10 to 20 ms a frame however little has changed: five a second keep a busy desk below a sixth of one core. */
const FLUSH = 200;
/** Where nobody looks, a frame a second is plenty. */
const UNSEEN = 1_000;
const SECOND = 1_000;

export function openScreen({ start, now, run }: ScreenPorts): Screen {
  let state = initial({ ...start, now: now() });
  let waiting: WireTicket[] = [];
  let flushed = 0;
  let flushTimer: NodeJS.Timeout | undefined;
  let tickTimer: NodeJS.Timeout | undefined;
  let closed = false;
  const watchers = new Set<() => void>();

  function apply(message: Message): void {
    if (closed) return;
    const [next, errands] = update(state, message, now());
    state = next;
    schedule();
    for (const notify of watchers) notify();
    for (const errand of errands) run(errand);
  }

  function flush(): void {
    clearTimeout(flushTimer);
    flushTimer = undefined;
    if (waiting.length === 0) return;
    const tickets = waiting;
    waiting = [];
    flushed = now();
    apply({ type: "received", tickets });
  }

  /** On each full second, and when something that is shown for a while ends before that. */
  function schedule(): void {
    clearTimeout(tickTimer);
    const at = now();
    const ends = [
      ...state.toasts.map(({ until }) => until),
      state.chord?.until,
      state.list.touched.size > 0 ? state.list.holdUntil : undefined,
    ];
    const next = Math.min(
      (Math.floor(at / SECOND) + 1) * SECOND,
      ...ends.filter((it) => it !== undefined && it > at).map(Number),
    );
    tickTimer = setTimeout(() => apply({ type: "ticked" }), Math.max(1, next - at));
  }

  schedule();
  return {
    get: () => state,
    subscribe(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    dispatch(message) {
      flush();
      apply(message);
    },
    receive(ticket) {
      waiting = [...waiting.filter(({ number }) => number !== ticket.number), ticket];
      const wait = flushed + (state.focused ? FLUSH : UNSEEN) - now();
      if (wait <= 0) flush();
      else flushTimer ??= setTimeout(flush, wait);
    },
    close() {
      closed = true;
      clearTimeout(flushTimer);
      clearTimeout(tickTimer);
      watchers.clear();
    },
  };
}
