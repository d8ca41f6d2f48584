import { hostname } from "node:os";
import type { Connection } from "../../core/channel.ts";
import type { Store } from "../../core/ports.ts";
import { noted, ofOthers, type Presence, presenceFrom } from "../../core/presence/presence.ts";
import type { Instant, Millis } from "../../core/time.ts";
import { startLoop } from "../../worker/loop.ts";
import type { Parts } from "./parts.ts";

const EVERY: Millis = 5_000;

interface PresencePorts {
  store: Pick<Store, "amend">;
  parts: Parts;
  /** This process's own. */
  connections(): Connection[];
  /** Parts that some process has to run. */
  wanted(): string[];
  now(): Instant;
  failed(error: unknown): void;
}

/** Tells the other processes of the desk how this one is, and hears how they are. */
export function startPresence({ store, parts, connections, wanted, now, failed }: PresencePorts) {
  const id = `${hostname()}:${process.pid}:${now()}`;
  let known: Presence | undefined;
  const note = (there: boolean): Promise<void> =>
    store.amend("processes", (before) => {
      const own = { host: hostname(), parts: [...parts], connections: connections(), at: now() };
      known = noted(presenceFrom(before), id, there ? own : null, now());
      return JSON.stringify(known);
    });
  const work = async (): Promise<number> => {
    await note(true);
    return 0;
  };
  const loop = startLoop(work, { pause: EVERY, failed });
  return {
    others: (): Connection[] => (known === undefined ? [] : ofOthers(known, id, wanted(), now())),
    async stop(): Promise<void> {
      await loop.stop();
      await note(false).catch(failed);
    },
  };
}
