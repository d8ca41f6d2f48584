import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import type { Millis } from "../../core/time.ts";

/** How often a process that waits looks whether the lock is free, and one that has it whether the server still knows. */
const LOOK: Millis = 500;
/** A server that does not answer for so long has given the lock on, or is about to. */
const PATIENCE: Millis = 5_000;
/** "lead" in ASCII: the advisory locks of tasks. */
const TASKS = 0x6c_65_61_64;

/**
 * Asks again and again for the advisory lock of a task, on a connection of its own, and has it for as long as the connection lasts: the
 * server frees it at once when the process dies, and within ten seconds when its machine does. For a moment two may think that it is
 * theirs; whatever they do is decided on versions. Returns how to stand down.
 */
export function lead(config: pg.ClientConfig, task: string, turned: (leads: boolean) => void): () => Promise<void> {
  const standing = new AbortController();
  let leads = false;
  const turn = (to: boolean): void => {
    if (leads !== to) turned(to);
    leads = to;
  };

  async function stand(): Promise<void> {
    const client = new pg.Client({ ...config, query_timeout: PATIENCE, application_name: "nightdesk lead" });
    client.on("error", () => turn(false));
    try {
      await client.connect();
      await client.query("set tcp_keepalives_idle = 3; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3");
      while (!standing.signal.aborted) {
        const { rows } = await client.query(leads ? "select true as mine" : TRY, leads ? [] : [TASKS, task]);
        turn(rows[0]?.mine === true);
        await pause(LOOK, undefined, { signal: standing.signal });
      }
    } finally {
      turn(false);
      // One that does not answer is not waited for.
      await Promise.race([client.end(), pause(LOOK)]).catch(() => undefined);
    }
  }

  const stood = (async () => {
    while (!standing.signal.aborted) {
      await stand().catch(() => undefined);
      await pause(LOOK, undefined, { signal: standing.signal }).catch(() => undefined);
    }
  })();
  return async () => {
    standing.abort();
    await stood;
  };
}

const TRY = "select pg_try_advisory_lock($1, hashtext($2)) as mine";
