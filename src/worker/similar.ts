import { similarIndex } from "../core/insight/similar.ts";
import type { Store, StreamId } from "../core/ports.ts";
import type { TicketEvent } from "../core/ticket/ticket.ts";

/** Tickets that were resolved and are about the same. */
export interface SimilarTickets {
  /** Their numbers, the most alike first. */
  find(text: string, limit: number): Promise<number[]>;
}

const PAGE = 500;
/** A store with a long history is read over many calls: a ticket does not wait for it. */
const PAGES_A_CALL = 20;

/** Finds resolved tickets by what their customers asked. Follows the store; one that was reopened is no longer an example. */
export function openSimilar(store: Pick<Store, "changes" | "contents">): SimilarTickets {
  const index = similarIndex<number>();
  const opened = new Map<StreamId, { number: number; content: string }>();
  let position = 0;
  let reading: Promise<void> | undefined;

  async function follow(): Promise<void> {
    for (let page = 0; page < PAGES_A_CALL; page++) {
      const events = await store.changes(position, PAGE);
      const resolved = new Map<string, number>();
      for (const { stream, data } of events) {
        if (!stream.startsWith("ticket:")) continue;
        const event = data as TicketEvent;
        if (event.type === "opened") opened.set(stream, { number: event.number, content: event.subjectContent });
        const ticket = opened.get(stream);
        if (ticket === undefined) continue;
        if (event.type === "resolved") resolved.set(ticket.content, ticket.number);
        if (event.type === "erased") opened.delete(stream);
        if (event.type === "reopened" || event.type === "erased") {
          resolved.delete(ticket.content);
          index.remove(ticket.number);
        }
      }
      const texts = await store.contents([...resolved.keys()]);
      for (const [content, number] of resolved) {
        const text = texts.get(content);
        if (typeof text === "string") index.put(number, text);
      }
      position = events.at(-1)?.position ?? position;
      if (events.length < PAGE) return;
    }
  }

  return {
    async find(text, limit) {
      reading ??= follow().finally(() => {
        reading = undefined;
      });
      await reading;
      return index.find(text, limit);
    },
  };
}
