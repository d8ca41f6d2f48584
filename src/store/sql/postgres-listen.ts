import pg from "pg";
import type { Millis } from "../../core/time.ts";
import { NOTIFICATIONS } from "./engine.ts";

const FIRST_PAUSE: Millis = 100;
const LONGEST_PAUSE: Millis = 5_000;

/**
 * Calls back when another process has announced a change, and whenever the connection is made, because what was announced before is
 * not told again. A connection that breaks is made anew, for as long as it takes. Returns how to stop.
 */
export function listenForChanges(config: pg.ClientConfig, self: string, changed: () => void): () => void {
  let stopped = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  function connect(pause: Millis): void {
    const fresh = new pg.Client(config);
    client = fresh;
    let lost = false;
    const again = (after: Millis) => {
      if (lost || stopped) return;
      lost = true;
      fresh.end().catch(() => {});
      timer = setTimeout(() => connect(Math.min(LONGEST_PAUSE, after * 2)), after);
      timer.unref();
    };
    fresh.on("error", () => again(FIRST_PAUSE));
    fresh.on("end", () => again(FIRST_PAUSE));
    fresh.on("notification", ({ payload }) => {
      if (payload !== self) changed();
    });
    fresh
      .connect()
      .then(() => fresh.query(`listen ${NOTIFICATIONS}`))
      .then(changed, () => again(pause));
  }

  connect(FIRST_PAUSE);
  return () => {
    stopped = true;
    clearTimeout(timer);
    client?.end().catch(() => {});
  };
}
