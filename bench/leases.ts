import { setTimeout as pause } from "node:timers/promises";
import type { Store } from "../src/core/ports.ts";
import { postgresParts } from "../src/store/sql/postgres.ts";
import { sqlStore } from "../src/store/sql/store.ts";
import { master } from "../tests/harness/master.ts";
import { printTable, quantile } from "./figures.ts";
import { nextMessage } from "./store.ts";

const WRITERS = 64;
const PROCESSES = 4;
const SECONDS = 4;
const LEASE = 30_000;

/** A store of its own for each process: beside the writers (SKIP LOCKED), or one at a time with them (under their lock). */
const open = (url: string, skipsLocked: boolean): Promise<Store> => {
  const parts = postgresParts(url);
  return sqlStore({ ...parts, engine: { ...parts.engine, skipsLocked } }, master);
};

interface Measured {
  claims: number[];
  handedOut: number;
  committed: number;
  twice: number;
}

/** What a claim takes while 64 writers commit messages and four processes hand out their effects and settle them. */
async function measure(url: string, skipsLocked: boolean): Promise<Measured> {
  const stores = await Promise.all(Array.from({ length: PROCESSES }, () => open(url, skipsLocked)));
  const [writing, ...claiming] = stores as [Store, ...Store[]];
  const end = performance.now() + SECONDS * 1_000;
  const measured: Measured = { claims: [], handedOut: 0, committed: 0, twice: 0 };
  const seen = new Set<string>();
  const write = async () => {
    for (; performance.now() < end; measured.committed += 1) await writing.commit(nextMessage());
  };
  const claim = async (store: Store) => {
    while (performance.now() < end) {
      const begun = performance.now();
      const claimed = await store.claim({ now: Date.now(), limit: 64, leaseUntil: Date.now() + LEASE });
      if (claimed.length === 0) {
        await pause(5);
        continue;
      }
      measured.claims.push(performance.now() - begun);
      for (const { effect } of claimed) {
        if (seen.has(effect.id)) measured.twice += 1;
        seen.add(effect.id);
      }
      await store.settle(
        claimed.map(({ effect: { id } }) => ({ id, outcome: "done" })),
        Date.now(),
      );
    }
  };
  await Promise.all([...Array.from({ length: WRITERS }, write), ...claiming.map(claim)]);
  measured.handedOut = seen.size;
  await Promise.all(stores.map((store) => store.close()));
  return measured;
}

/** Both ways in turns, on one database. */
export async function benchLeases(url: string): Promise<void> {
  const ways = { "under the writers' lock": false, "SKIP LOCKED": true };
  const all = new Map<string, Measured[]>(Object.keys(ways).map((way) => [way, []]));
  for (let round = 0; round < 3; round++)
    for (const [way, skips] of Object.entries(ways)) all.get(way)?.push(await measure(url, skips));
  printTable(`Handing out on PostgreSQL, ${PROCESSES - 1} processes, while ${WRITERS} writers commit`, [
    ["leases", "claim p50 ms", "claim p99 ms", "handed out a second", "committed a second", "twice"],
    ...[...all].map(([way, rounds]) => {
      const claims = rounds.flatMap((it) => it.claims);
      const rate = (of: (it: Measured) => number) =>
        rounds.reduce((sum, it) => sum + of(it), 0) / (rounds.length * SECONDS);
      return [
        way,
        quantile(claims, 0.5),
        quantile(claims, 0.99),
        rate((it) => it.handedOut),
        rate((it) => it.committed),
        String(rounds.reduce((sum, it) => sum + it.twice, 0)),
      ];
    }),
  ]);
}
