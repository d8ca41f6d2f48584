import type { Store } from "../core/ports.ts";
import type { Millis } from "../core/time.ts";
import { startLoop } from "./loop.ts";

export interface ClockPorts {
  store: Pick<Store, "lead">;
  /** Carries out what is due; how much there was. */
  tick(): Promise<number>;
  /** Hears when the clock begins to run here, and when it runs elsewhere. */
  turned(leads: boolean): void;
  failed(error: unknown): void;
}

const PAUSE: Millis = 1_000;

/** Carries out what is due in one process at a time: whichever that is, another takes over when it ends. Returns how to stop. */
export function startClock({ store, tick, turned, failed }: ClockPorts): () => Promise<void> {
  let leads = false;
  const loop = startLoop(async () => (leads ? tick() : 0), { pause: PAUSE, failed });
  const standDown = store.lead("clock", (mine) => {
    leads = mine;
    turned(mine);
    if (mine) loop.wake();
  });
  return async () => {
    await loop.stop();
    await standDown();
  };
}
