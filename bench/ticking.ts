import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDesk } from "../src/core/desk.ts";
import type { Policy } from "../src/core/policy.ts";
import type { OpenTicket } from "../src/core/ticket/ticket.ts";
import { sqliteStore } from "../src/store/sql/sqlite.ts";
import { master } from "../tests/harness/master.ts";

const TOGETHER = 500;

export interface Ticked {
  deadlines: number;
  /** Milliseconds until the last is durable. */
  took: number;
  /** Milliseconds of CPU. */
  worked: number;
}

/** Carries out `count` deadlines that fall due in one moment, each durable in SQLite with what it causes. */
export async function tickWithStore(
  count: number,
  policy: Policy,
  opening: Omit<OpenTicket, "type" | "number">,
  { start, after }: { start: number; after: number },
): Promise<Ticked> {
  const folder = mkdtempSync(join(tmpdir(), "nightdesk-ticking-"));
  const store = await sqliteStore(join(folder, "desk.db"), { master });
  let now = start;
  const open = () =>
    openDesk({ store, now: () => now, newId: () => "unused", key: new Uint8Array(32).fill(1), policy: () => policy });
  const filling = open();
  for (let i = 0; i < count; i += TOGETHER)
    await Promise.all(
      Array.from({ length: TOGETHER }, (_, k) =>
        filling.execute({ to: "ticket", stream: `ticket:${i + k}`, command: { type: "open", number: 0, ...opening } }),
      ),
    );
  // A desk that remembers nothing, as after a restart.
  const desk = open();
  now = start + after;
  const begun = performance.now();
  const before = process.cpuUsage();
  let deadlines = 0;
  for (let found = -1; found !== 0; deadlines += found) found = await desk.tick();
  const took = performance.now() - begun;
  const { user, system } = process.cpuUsage(before);
  await store.close();
  rmSync(folder, { recursive: true, force: true });
  return { deadlines, took, worked: (user + system) / 1_000 };
}
