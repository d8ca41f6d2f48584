import type { Commit, CommitResult, Settlement, Store } from "../../core/ports.ts";
import type { Instant } from "../../core/time.ts";
import { judge } from "../judge.ts";
import type { Vault } from "../vault/vault.ts";
import { writing } from "../vault/writing.ts";
import { consoleRows } from "./console.ts";
import type { Db, Engine, Query, Write } from "./engine.ts";
import { effectRows, giveTurns, settlementUpdates } from "./outbox-writes.ts";
import { postedInserts } from "./posted.ts";
import { recall } from "./recall.ts";
import { insertSubjects } from "./subjects.ts";
import { commitInserts, insertConsole, insertEffects, insertNumbers } from "./tables.ts";
import { numberRows } from "./ticket-numbers.ts";

/** What is written durably, and therefore together. */
export type Job =
  | { commit: Commit }
  | { settle: { settlements: Settlement[]; now: Instant } }
  | { deliver: Parameters<Store["consolePut"]>[0] }
  | { number: string };

/** The result of a commit or the number of a ticket; null for what has none to give. */
export type Landed = CommitResult | number | null;

/**
 * One transaction for a batch: all of it, or none. Within it a commit is judged as if those before it had been written. It reads once
 * and writes once, so that a batch costs the same few round trips however large it is. Results come in the order of the jobs.
 */
export const flush = (db: Db, engine: Engine, vault: Vault, jobs: Job[]): Promise<Landed[]> =>
  engine.write(db, (trx) => land(trx, engine, vault, sorted(jobs), jobs));

async function land(
  trx: Write,
  engine: Engine,
  vault: Vault,
  { commits, settles, deliveries, keys }: Sorted,
  jobs: Job[],
): Promise<Landed[]> {
  const recalled = await recall(trx, engine, vault, { commits, keys });
  const { last } = recalled;
  const verdicts = judge(commits, recalled.known);
  const accepted = verdicts.flatMap(({ commit, result }) => (result.ok ? [commit] : []));
  const events = verdicts.flatMap(({ result }) => (result.ok ? result.events : []));
  const texts = writing(vault, recalled.subjects, recalled.owners, accepted);
  const numbers = numberRows(keys, recalled.numbers, last.number);
  const writes: Query[] = [
    ...settlementUpdates(engine, settles),
    ...postedInserts(engine, settles),
    ...commitInserts(engine, accepted, events, texts),
    ...insertEffects(
      engine,
      effectRows(
        accepted.flatMap(({ effects }) => effects),
        last.effect,
        recalled.busyKeys,
        texts,
      ),
    ),
    ...giveTurns(
      engine,
      settles.flatMap(({ settlements }) => settlements.map(({ id }) => id)),
    ),
    ...insertConsole(engine, consoleRows(deliveries, last.message)),
    ...insertNumbers(engine, numbers),
    ...insertSubjects(engine, texts.fresh()),
  ];
  if (writes.length > 0) await engine.all(trx, [...writes, ...engine.announcement()]);
  const results = verdicts.map(({ result }) => result);
  const numberOf = new Map([...recalled.numbers, ...numbers.map(({ key, number }) => [key, number] as const)]);
  return jobs.map((job) => {
    if ("commit" in job) return results.shift() ?? null;
    return "number" in job ? (numberOf.get(job.number) ?? null) : null;
  });
}

interface Sorted {
  commits: Commit[];
  settles: { settlements: Settlement[]; now: Instant }[];
  deliveries: Parameters<Store["consolePut"]>[0][];
  /** Of the tickets that ask for a number. */
  keys: string[];
}

function sorted(jobs: Job[]): Sorted {
  const sorted: Sorted = { commits: [], settles: [], deliveries: [], keys: [] };
  for (const job of jobs) {
    if ("commit" in job) sorted.commits.push(job.commit);
    else if ("settle" in job) sorted.settles.push(job.settle);
    else if ("deliver" in job) sorted.deliveries.push(job.deliver);
    else sorted.keys.push(job.number);
  }
  return sorted;
}
