import type { Store, StreamId } from "../core/ports.ts";
import type { Millis } from "../core/time.ts";
import type { WireTicket } from "./api.ts";
import { toWireTicket } from "./wire.ts";

/** A ticket as it is now, and the position of the newest event that concerns it. */
export interface Change {
  position: number;
  ticket: WireTicket;
}

export interface Changes {
  /** Everything up to here has been looked at. */
  upTo: number;
  /** By position; each ticket once. */
  changes: Change[];
}

const PAGE = 500;

/** The tickets that the next events after a position concern: their own events, and those of the conversation that they hold. */
export async function changesAfter(store: Store, after: number): Promise<Changes> {
  const events = await store.changes(after, PAGE);
  const newest = new Map<StreamId, number>();
  for (const { stream, position } of events) newest.set(stream, position);
  const byTicket = new Map<StreamId, number>();
  await Promise.all(
    [...newest].map(async ([stream, position]) => {
      const id = stream.startsWith("ticket:") ? stream : (await store.conversation(stream))?.ticket;
      if (id) byTicket.set(id, Math.max(position, byTicket.get(id) ?? 0));
    }),
  );
  const tickets = await Promise.all(
    [...byTicket].map(async ([id, position]) => ({ position, ticket: await store.ticket({ id }) })),
  );
  const changes = tickets.flatMap(({ position, ticket }) =>
    ticket === undefined ? [] : [{ position, ticket: toWireTicket(ticket) }],
  );
  return { upTo: events.at(-1)?.position ?? after, changes: changes.sort((a, b) => a.position - b.position) };
}

export interface Feed {
  /** Calls back with everything that happens after the position that it resolves with. */
  follow(onChanges: (changes: Changes) => void): Promise<{ position: number; stop(): void }>;
}

/**
 * What happens, read from the store once for everybody who listens. It listens to the store only while somebody listens to it, and
 * asks at every `nudge` as well, should the store's own notice be lost.
 */
export function ticketFeed(store: Store, { nudge, failed }: { nudge: Millis; failed(error: unknown): void }): Feed {
  const listeners = new Set<(changes: Changes) => void>();
  let position = 0;
  let starting: Promise<void> | undefined;
  let stop = () => {};
  let reading = false;
  let again = false;

  async function read(): Promise<void> {
    again = true;
    if (reading) return;
    reading = true;
    try {
      while (again && listeners.size > 0) {
        again = false;
        const found = await changesAfter(store, position);
        if (found.upTo === position) continue;
        position = found.upTo;
        again = true;
        for (const listener of listeners) listener(found);
      }
    } catch (error) {
      failed(error);
    } finally {
      reading = false;
    }
  }

  async function start(): Promise<void> {
    position = await store.head();
    const unwatch = store.watch(() => void read());
    const timer = setInterval(() => void read(), nudge).unref();
    stop = () => {
      unwatch();
      clearInterval(timer);
    };
  }

  return {
    async follow(onChanges) {
      listeners.add(onChanges);
      starting ??= start();
      try {
        await starting;
      } catch (error) {
        listeners.delete(onChanges);
        starting = undefined;
        throw error;
      }
      return {
        position,
        stop() {
          listeners.delete(onChanges);
          if (listeners.size > 0 || starting === undefined) return;
          stop();
          starting = undefined;
        },
      };
    },
  };
}
