import type { Millis } from "../core/time.ts";

export interface Loop {
  /** Do not wait for the pause to end. */
  wake(): void;
  /** Resolves when the work under way has ended; nothing is begun after that. */
  stop(): Promise<void>;
}

/**
 * Calls `work` again and again: at once while it finds something to do, else after `pause` or when woken. A failure is reported and
 * answered with a longer pause; the loop itself never ends before it is stopped.
 */
export function startLoop(work: () => Promise<number>, options: { pause: Millis; failed(error: unknown): void }): Loop {
  const { pause, failed } = options;
  let stopping = false;
  let woken = false;
  let rouse: (() => void) | undefined;
  let failures = 0;

  const rest = (length: Millis) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(done, length);
      function done() {
        clearTimeout(timer);
        rouse = undefined;
        resolve();
      }
      rouse = done;
    });

  const run = async () => {
    while (!stopping) {
      woken = false;
      let found = 0;
      try {
        found = await work();
        failures = 0;
      } catch (error) {
        failures += 1;
        failed(error);
        if (!stopping) await rest(Math.min(30_000, pause * 2 ** failures));
        continue;
      }
      if (found === 0 && !woken && !stopping) await rest(pause);
    }
  };
  const ended = run();

  return {
    wake() {
      woken = true;
      if (failures === 0) rouse?.();
    },
    stop() {
      stopping = true;
      rouse?.();
      return ended;
    },
  };
}
