import type { DeskClient, DeskEvent, EventsOptions } from "../../src/server/desk-client.ts";

/** Follows a desk's events and remembers them. `until` resolves with the first event, old or new, that fits. */
export function listenTo(client: DeskClient, options: Omit<EventsOptions, "signal"> = {}) {
  const events: DeskEvent[] = [];
  const waiting = new Set<() => void>();
  const stopping = new AbortController();
  const note = (event: DeskEvent) => {
    events.push(event);
    for (const look of [...waiting]) look();
  };
  const ended = client.events(note, { ...options, signal: stopping.signal });
  ended.catch(() => {});

  return {
    events,
    ended,
    until: <Type extends DeskEvent["type"]>(
      type: Type,
      fits: (event: Extract<DeskEvent, { type: Type }>) => boolean = () => true,
    ) =>
      new Promise<Extract<DeskEvent, { type: Type }>>((resolve) => {
        const look = () => {
          const found = events.find(
            (event): event is Extract<DeskEvent, { type: Type }> => event.type === type && fits(event as never),
          );
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    tickets: () => events.flatMap((event) => (event.type === "ticket" ? [event] : [])),
    async stop(): Promise<void> {
      stopping.abort();
      await ended.catch(() => {});
    },
  };
}
