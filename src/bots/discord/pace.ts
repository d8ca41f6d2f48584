import type { Millis } from "../../core/time.ts";

const SHORTEST: Millis = 1_000;
const LONGEST: Millis = 60_000;
/** One key that always fails must not keep the others for longer. */
const LONGEST_REST: Millis = 10_000;
const backOff = (failures: number): Millis => Math.min(LONGEST, SHORTEST * 2 ** (failures - 1));

interface PaceOptions {
  /** So many at the same time while all goes well; one while nothing does. */
  atOnce: number;
  /** Resolves with whether it is done; if not it is tried again, ever later. Never rejects. */
  work(key: string): Promise<boolean>;
  /** Milliseconds to wait after so many failures in a row. */
  wait?(failures: number): Millis;
}

/**
 * Does a piece of work for each of many keys without pressing a server that does not answer: after a failure one goes
 * on at a time, after two in a row all rest, then one tries for all. The first success lets the others go on.
 */
export function openPace({ atOnce, work, wait = backOff }: PaceOptions) {
  const ready = new Set<string>();
  const urgent = new Set<string>();
  const later = new Map<string, NodeJS.Timeout>();
  const failures = new Map<string, number>();
  let underWay = 0;
  let inRow = 0;
  let rest: NodeJS.Timeout | undefined;
  let stopped = false;

  function next(): void {
    while (!stopped && rest === undefined && underWay < (inRow === 0 ? atOnce : 1)) {
      const [key] = urgent.size > 0 ? urgent : ready;
      if (key === undefined) return;
      urgent.delete(key);
      ready.delete(key);
      underWay += 1;
      void work(key).then((done) => {
        underWay -= 1;
        if (done) succeeded(key);
        else failed(key);
        next();
      });
    }
  }

  function succeeded(key: string): void {
    failures.delete(key);
    const nothingWorked = inRow > 1;
    inRow = 0;
    if (!nothingWorked) return;
    for (const [other, timer] of later) {
      clearTimeout(timer);
      ready.add(other);
    }
    later.clear();
  }

  function failed(key: string): void {
    const times = (failures.get(key) ?? 0) + 1;
    failures.set(key, times);
    const again = () => {
      later.delete(key);
      ready.add(key);
      next();
    };
    later.set(key, setTimeout(again, wait(times)).unref());
    // Those that were under way together fail together, which is one failure.
    if (rest !== undefined) return;
    inRow += 1;
    // One alone may be that key's own trouble.
    if (inRow === 1) return;
    const rested = () => {
      rest = undefined;
      next();
    };
    rest = setTimeout(rested, Math.min(LONGEST_REST, wait(inRow - 1))).unref();
  }

  return {
    add(key: string): void {
      if (later.has(key) || urgent.has(key)) return;
      ready.add(key);
      next();
    },
    /** Somebody waits for this one: it comes before the others, unless it has just failed. */
    hurry(key: string): void {
      if (ready.delete(key)) urgent.add(key);
    },
    stop(): void {
      stopped = true;
      for (const timer of [...later.values(), rest]) clearTimeout(timer);
    },
  };
}
