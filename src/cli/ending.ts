/** Resolves when somebody ends the process. */
export const signalled = (): Promise<void> =>
  new Promise((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });

/** Says what has to be done once it is over. */
export type AtEnd = (end: () => unknown) => void;

/** Runs what begins things, and ends them, the newest first, when it is over or did not come that far. */
export async function withEnds(run: (atEnd: AtEnd) => Promise<void>): Promise<void> {
  const ends: (() => unknown)[] = [];
  const faults: unknown[] = [];
  try {
    await run((end) => ends.push(end));
  } finally {
    for (const end of ends.reverse())
      await Promise.resolve(end)
        .then((it) => it())
        .catch((fault) => faults.push(fault));
  }
  if (faults.length > 0) throw faults[0];
}
