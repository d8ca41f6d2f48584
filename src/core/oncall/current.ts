import type { Store } from "../ports.ts";
import { replay, roster } from "../streams.ts";
import type { Instant, Millis } from "../time.ts";
import { ROSTER, type Roster } from "./roster.ts";

/** A change of turns by another process counts after this at the latest. */
const HOLDS: Millis = 1_000;

/** The changes of turns as the store has them, read again when they are a second old, or when told to forget them. */
export function currentRoster(store: Store, now: () => Instant) {
  let known: { roster: Roster; readAt: Instant } | undefined;
  return {
    async read(): Promise<Roster> {
      const at = now();
      if (known === undefined || at >= known.readAt + HOLDS || at < known.readAt) {
        known = { roster: replay(roster, ROSTER, await store.read(ROSTER)).state, readAt: at };
      }
      return known.roster;
    },
    forget(): void {
      known = undefined;
    },
  };
}
