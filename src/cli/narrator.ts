import { happening } from "../core/happening.ts";
import type { Store, StoredEvent } from "../core/ports.ts";

/**
 * Tells each thing that happens in the store, this process's doing or another's, one line each: what and to which conversation or
 * ticket, never what was written. Returns how to stop.
 */
export async function narrate(store: Store, tell: (line: string) => void): Promise<() => void> {
  let position = await store.head();
  let reading = false;
  let again = false;
  const read = async () => {
    again = true;
    if (reading) return;
    reading = true;
    while (again) {
      again = false;
      const events = await store.changes(position, 500).catch(() => []);
      for (const event of events) {
        position = event.position;
        const line = lineOf(event);
        if (line !== undefined) tell(line);
      }
      again ||= events.length === 500;
    }
    reading = false;
  };
  return store.watch(() => void read());
}

function lineOf(event: StoredEvent): string | undefined {
  const { stream, data, at } = event;
  const what = data.type === "message.received" ? "message received" : happening(event)?.what;
  if (what === undefined) return undefined;
  const [kind = "", id = ""] = stream.split(":");
  return `${new Date(at).toISOString().slice(11, 19)}Z  ${kind.padEnd(12)} ${id.slice(-6)}  ${what}`;
}
