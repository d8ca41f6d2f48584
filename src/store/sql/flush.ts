import type { Commit, CommitResult, StoredEvent } from "../../core/ports.ts";
import { judge } from "../judge.ts";
import type { Db, Engine, Query } from "./engine.ts";
import { effectRows, giveTurns, type SettleJob, settlementUpdates } from "./outbox-writes.ts";
import { recall } from "./recall.ts";
import { insertEffects, inserts } from "./tables.ts";

/** What is written durably, and therefore together. */
export type Job = { commit: Commit } | { settle: SettleJob };

/** The result of each job, in their order; null for what has none to give. */
export type Landed = CommitResult | null;

/**
 * One transaction for a batch: all of it, or none. Within it a commit is judged as if those before it had been written. It reads once
 * and writes once, so that a batch costs the same few round trips however large it is.
 */
export async function flush(db: Db, engine: Engine, jobs: Job[]): Promise<Landed[]> {
  const commits = jobs.flatMap((job) => ("commit" in job ? [job.commit] : []));
  const settles = jobs.flatMap((job) => ("settle" in job ? [job.settle] : []));
  return engine.write(db, async (trx) => {
    const { known, lastEffect, busyKeys } = await recall(trx, engine, commits);
    const verdicts = judge(commits, known);
    const accepted: Commit[] = [];
    const events: StoredEvent[] = [];
    for (const { commit, result } of verdicts) {
      if (!result.ok) continue;
      accepted.push(commit);
      events.push(...result.events);
    }
    const effects = effectRows(
      accepted.flatMap((commit) => commit.effects),
      lastEffect,
      busyKeys,
    );
    const writes: Query[] = [
      ...settlementUpdates(engine, settles),
      ...inserts(engine, accepted, events),
      ...insertEffects(engine, effects),
      ...giveTurns(
        engine,
        settles.flatMap(({ settlements }) => settlements.map(({ id }) => id)),
      ),
    ];
    if (writes.length > 0) await engine.all(trx, [...writes, ...engine.announcement()]);
    const results = verdicts.map(({ result }) => result);
    return jobs.map((job) => ("commit" in job ? (results.shift() ?? null) : null));
  });
}
