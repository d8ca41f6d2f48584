import { type AuditRecord, type AuditRow, chained } from "../../core/audit/entry.ts";
import type { Commit, CommitResult, Content, Settlement, Store } from "../../core/ports.ts";
import type { Instant } from "../../core/time.ts";
import { judge } from "../judge.ts";
import type { Vault } from "../vault/vault.ts";
import { writing } from "../vault/writing.ts";
import { auditHead, insertAudit } from "./audit.ts";
import { consoleRows } from "./console.ts";
import type { Db, Engine, Query, Write } from "./engine.ts";
import { effectRows, giveTurns, settlementUpdates } from "./outbox-writes.ts";
import { postedInserts } from "./posted.ts";
import { recall } from "./recall.ts";
import { insertSubjects } from "./subjects.ts";
import { commitInserts, insertConsole, insertContents, insertEffects, insertNumbers } from "./tables.ts";
import { numberRows } from "./ticket-numbers.ts";

/** What is written durably, and therefore together. */
export type Job =
  | { commit: Commit }
  | { settle: { settlements: Settlement[]; now: Instant } }
  | { deliver: Parameters<Store["consolePut"]>[0] }
  | { number: string }
  | { record: AuditRecord[]; contents: Content[] };

/** The result of a commit, the number of a ticket, or new entries of the audit log; null for what has none to give. */
export type Landed = CommitResult | number | AuditRow[] | null;

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
  { commits, settles, deliveries, keys, records }: Sorted,
  jobs: Job[],
): Promise<Landed[]> {
  const reasons = records.flatMap(({ contents }) => contents);
  const recalled = await recall(trx, engine, vault, { commits, keys, reasons });
  const { last } = recalled;
  const verdicts = judge(commits, recalled.known);
  const accepted = verdicts.flatMap(({ commit, result }) => (result.ok ? [commit] : []));
  const events = verdicts.flatMap(({ result }) => (result.ok ? result.events : []));
  const texts = writing(vault, recalled.subjects, recalled.owners, accepted);
  const numbers = numberRows(keys, recalled.numbers, last.number);
  const audited = [...accepted.flatMap(({ audit = [] }) => audit), ...records.flatMap(({ record }) => record)];
  const entries = audited.length === 0 ? [] : chained(audited, await auditHead(trx));
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
    ...insertAudit(engine, entries),
    ...insertContents(
      engine,
      reasons.map(({ id, subject, text }) => texts.seal(subject, id, text)),
    ),
    ...insertSubjects(engine, texts.fresh()),
  ];
  if (writes.length > 0) await engine.all(trx, [...writes, ...engine.announcement()]);
  const results = verdicts.map(({ result }) => result);
  const numberOf = new Map([...recalled.numbers, ...numbers.map(({ key, number }) => [key, number] as const)]);
  const recorded = entries.slice(entries.length - records.reduce((sum, { record }) => sum + record.length, 0));
  return jobs.map((job) => {
    if ("commit" in job) return results.shift() ?? null;
    if ("record" in job) return recorded.splice(0, job.record.length);
    return "number" in job ? (numberOf.get(job.number) ?? null) : null;
  });
}

interface Sorted {
  commits: Commit[];
  settles: { settlements: Settlement[]; now: Instant }[];
  deliveries: Parameters<Store["consolePut"]>[0][];
  /** Of the tickets that ask for a number. */
  keys: string[];
  records: { record: AuditRecord[]; contents: Content[] }[];
}

function sorted(jobs: Job[]): Sorted {
  const sorted: Sorted = { commits: [], settles: [], deliveries: [], keys: [], records: [] };
  for (const job of jobs) {
    if ("commit" in job) sorted.commits.push(job.commit);
    else if ("settle" in job) sorted.settles.push(job.settle);
    else if ("deliver" in job) sorted.deliveries.push(job.deliver);
    else if ("record" in job) sorted.records.push(job);
    else sorted.keys.push(job.number);
  }
  return sorted;
}
