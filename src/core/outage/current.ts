import type { Store } from "../ports.ts";
import { outages, replay } from "../streams.ts";
import type { Instant, Millis } from "../time.ts";
import { OUTAGES, type Outages, type Words } from "./outage.ts";

/** What another process says of an outage counts after this at the latest. */
export const HOLDS: Millis = 1_000;

/** Outages, and what was last said of each, by the content's id. */
export interface CurrentOutages {
  outages: Outages;
  words: ReadonlyMap<string, Words>;
}

/** The outages as the store has them, read again when they are a second old, or when told to forget them. */
export function currentOutages(store: Pick<Store, "read" | "contents">, now: () => Instant) {
  let known: { current: Promise<CurrentOutages>; readAt: Instant } | undefined;
  return {
    read(): Promise<CurrentOutages> {
      const at = now();
      if (known === undefined || at >= known.readAt + HOLDS || at < known.readAt) {
        const current = readOutages(store);
        known = { current, readAt: at };
        current.catch(() => (known = undefined));
      }
      return known.current;
    },
    forget(): void {
      known = undefined;
    },
  };
}

export async function readOutages(store: Pick<Store, "read" | "contents">): Promise<CurrentOutages> {
  const { state } = replay(outages, OUTAGES, await store.read(OUTAGES));
  const ids = state.flatMap(({ words }) => (words === null ? [] : [words]));
  const texts = ids.length === 0 ? new Map<string, string | null>() : await store.contents(ids);
  const words = [...texts].flatMap(([id, text]) => (text === null ? [] : [[id, JSON.parse(text) as Words] as const]));
  return { outages: state, words: new Map(words) };
}
