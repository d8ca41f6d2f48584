import type { Store } from "../core/ports.ts";
import type { Millis } from "../core/time.ts";
import { type Change, type Changes, changesAfter, type Feed } from "./feed.ts";
import { writeEvent, writeHeartbeat } from "./sse.ts";
import { eventId, fromEventId } from "./wire.ts";

/** A reader further behind than this reloads, which costs less than telling it everything. */
const TOO_FAR_BEHIND = 5_000;

interface StreamPorts {
  store: Store;
  feed: Feed;
  heartbeat: Millis;
  /** Whether the reader may still read; asked at each heartbeat. */
  allowed(): Promise<boolean>;
  /** Aborts when the reader has gone or the server closes. */
  signal: AbortSignal;
}

/**
 * What one reader is sent, in pieces of whole events. Changes that come faster than the reader takes them wait as one entry for each
 * ticket, so a slow reader costs a bounded amount of memory and gets the newest state; one that falls too far behind is told to reload.
 */
export async function* eventStream(ports: StreamPorts, lastEventId: string | undefined): AsyncGenerator<string> {
  const { store, feed, heartbeat, allowed, signal } = ports;
  const id = (position: number) => eventId(store.epoch, position);
  const reset = (position: number) => writeEvent({ event: "reset", data: "{}", id: id(position) });
  const tell = ({ position, ticket }: Change) =>
    writeEvent({ event: "ticket", data: JSON.stringify(ticket), id: id(position) });

  const waiting = mailbox();
  const live = await feed.follow(waiting.put);
  signal.addEventListener("abort", waiting.wake);
  try {
    // The feed may be a moment behind the store, whose head is what the reader has been told of.
    const head = Math.max(live.position, await store.head());
    const { position: after, lost } = placeOf(lastEventId, store.epoch, head);
    yield `: nightdesk\nretry: 1000\n${lost ? reset(after) : `id: ${id(after)}\n\n`}`;

    for (let at = after; at < live.position && !signal.aborted; ) {
      const { upTo, changes } = await changesAfter(store, at);
      if (upTo === at) break;
      at = upTo;
      if (changes.length > 0) yield changes.map(tell).join("");
    }

    let beatAt = performance.now() + heartbeat;
    while (!signal.aborted) {
      await waiting.something(beatAt - performance.now());
      const beat = performance.now() >= beatAt;
      if (signal.aborted || (beat && !(await allowed()))) return;
      const { upTo, changes, overflowed } = waiting.take(Math.max(after, live.position));
      const fresh = changes.filter(({ position }) => position > after);
      if (overflowed) yield reset(upTo);
      else if (fresh.length > 0) yield fresh.map(tell).join("");
      if (!beat) continue;
      yield writeHeartbeat(id(upTo));
      beatAt = performance.now() + heartbeat;
    }
  } finally {
    live.stop();
    signal.removeEventListener("abort", waiting.wake);
  }
}

/** Where a reader goes on. `lost` when this store cannot tell what happened since: another store, a restored one, or too long ago. */
function placeOf(lastEventId: string | undefined, epoch: string, head: number): { position: number; lost: boolean } {
  if (lastEventId === undefined || lastEventId === "") return { position: head, lost: false };
  const last = fromEventId(lastEventId);
  const known =
    last !== undefined && last.epoch === epoch && last.position <= head && head - last.position <= TOO_FAR_BEHIND;
  return known ? { position: last.position, lost: false } : { position: head, lost: true };
}

/** Changes on their way to one reader: the newest of each ticket, in order of position. */
function mailbox() {
  const tickets = new Map<string, Change>();
  let upTo = 0;
  let overflowed = false;
  let wake = () => {};

  return {
    wake: () => wake(),
    put(found: Changes): void {
      upTo = found.upTo;
      for (const change of found.changes) {
        tickets.delete(change.ticket.id);
        tickets.set(change.ticket.id, change);
      }
      if (tickets.size > TOO_FAR_BEHIND) {
        tickets.clear();
        overflowed = true;
      }
      wake();
    },
    /** Resolves when there is something to take, when woken, or after a time. */
    something: (patience: Millis) =>
      new Promise<void>((resolve) => {
        if (tickets.size > 0 || overflowed || patience <= 0) return resolve();
        const timer = setTimeout(resolve, patience);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    take(start: number) {
      const taken = { upTo: Math.max(upTo, start), changes: [...tickets.values()], overflowed };
      tickets.clear();
      overflowed = false;
      return taken;
    },
  };
}
