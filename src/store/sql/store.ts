import type { AuditRow } from "../../core/audit/entry.ts";
import { Fault } from "../../core/errors.ts";
import type { Commit, CommitResult, Store, StreamId } from "../../core/ports.ts";
import type { MasterKeys } from "../vault/master.ts";
import { watchers } from "../watchers.ts";
import { attached, attachedCounts } from "./attached.ts";
import { auditHead, auditRows, auditSubjects } from "./audit.ts";
import { claim } from "./claim.ts";
import { consoleAfter } from "./console.ts";
import { counts } from "./counts.ts";
import type { Db, Engine } from "./engine.ts";
import { erase, held, pruneInbound, removeTexts, rested } from "./erasing.ts";
import { flush, type Job, type Landed } from "./flush.ts";
import { grouped } from "./group-commit.ts";
import { incidents } from "./incidents.ts";
import { line } from "./line.ts";
import { agree, amend, epochOf, migrate } from "./migrate.ts";
import { moderations } from "./moderations.ts";
import { effects, prune, RETENTION, revive } from "./outbox.ts";
import { pages } from "./pages.ts";
import { posted } from "./posted.ts";
import { sealOld } from "./seal-old.ts";
import * as streams from "./streams.ts";
import { type Subjects, subjectReader } from "./subjects.ts";
import { knownNumber } from "./ticket-numbers.ts";
import { ticket, tickets } from "./tickets.ts";
import { putToken, revokeToken, tokenByHash, tokens } from "./tokens.ts";
import { vaultOf } from "./vault-meta.ts";

export interface SqlStoreParts {
  db: Db;
  engine: Engine;
  /** Gives the database a new name: for a restored copy. */
  renew: boolean;
  /** Listens for what other processes commit; returns how to stop. */
  listen(changed: () => void): () => void;
  /** Stands for a task that one process does at a time; see Store.lead. `epoch` names the store. */
  lead(epoch: string, task: string, turned: (leads: boolean) => void): () => Promise<void>;
}

/** The store on either engine: migrated, sealed, pruned and ready. */
export async function sqlStore({ db, engine, renew, listen, lead }: SqlStoreParts, master: MasterKeys): Promise<Store> {
  let closed = false;

  /** Makes whatever goes wrong in the engine a fault. */
  const safely = async <T>(run: () => Promise<T>): Promise<T> => {
    if (closed) throw new Fault("store_unavailable", "the store has been closed");
    try {
      return await run();
    } catch (error) {
      throw engine.fault(error);
    }
  };
  const guard =
    <Args extends unknown[], T>(run: (db: Db, ...args: Args) => Promise<T>) =>
    (...args: Args): Promise<T> =>
      safely(() => run(db, ...args));
  const withEngine =
    <Args extends unknown[], T>(run: (db: Db, engine: Engine, ...args: Args) => Promise<T>) =>
    (...args: Args): Promise<T> =>
      safely(() => run(db, engine, ...args));

  const { epoch, subjects } = await safely(async () => {
    await migrate(db, engine);
    const subjects = subjectReader(engine, await vaultOf(db, engine, master));
    await sealOld(db, engine, subjects.vault);
    await prune(db, engine, Date.now() - RETENTION);
    return { epoch: await epochOf(db, engine, renew), subjects };
  });
  const opening =
    <Args extends unknown[], T>(run: (db: Db, subjects: Subjects, ...args: Args) => Promise<T>) =>
    (...args: Args): Promise<T> =>
      safely(() => run(db, subjects, ...args));
  const openingWithEngine =
    <Args extends unknown[], T>(run: (db: Db, engine: Engine, subjects: Subjects, ...args: Args) => Promise<T>) =>
    (...args: Args): Promise<T> =>
      safely(() => run(db, engine, subjects, ...args));

  const watching = watchers(() => listen(() => watching.changed()));
  const announced =
    <Args extends unknown[], T>(write: (...args: Args) => Promise<T>) =>
    async (...args: Args): Promise<T> => {
      const result = await write(...args);
      watching.changed();
      return result;
    };
  const land = announced((jobs: Job[]) => safely(() => flush(db, engine, subjects.vault, jobs)));
  const group = grouped<Job, Landed>(land);
  // What is asked for together is read together: a thousand deadlines are a few reads and not a thousand.
  const reading = grouped((asked: StreamId[]) => safely(() => streams.readAll(db, engine, subjects, asked)));

  return {
    epoch,
    read: (stream) => reading.add(stream),
    commit: (commit: Commit) => group.add({ commit }) as Promise<CommitResult>,
    seen: guard(streams.seen),
    async ticketNumber(key) {
      const known = await safely(() => knownNumber(db, key));
      return known ?? ((await group.add({ number: key })) as number);
    },
    contents: openingWithEngine(streams.contents),
    held: opening(held),
    rested: opening(rested),
    removeTexts: announced(withEngine(removeTexts)),
    pruneInbound: withEngine(pruneInbound),
    erase: announced(openingWithEngine(erase)),
    conversation: opening(streams.conversation),
    conversationAt: guard(streams.conversationAt),
    threads: guard(streams.threads),
    attached: guard(attached),
    attachedCounts: guard(attachedCounts),
    ticket: opening(ticket),
    tickets: opening(tickets),
    line: guard(line),
    moderations: opening(moderations),
    incidents: opening(incidents),
    changes: opening(streams.changes),
    head: guard(streams.head),
    claim: openingWithEngine(claim),
    async settle(settlements, now) {
      if (settlements.length > 0) await group.add({ settle: { settlements, now } });
    },
    posted: guard(posted),
    pages: opening(pages),
    effects: opening(effects),
    revive: announced(withEngine(revive)),
    due: guard(streams.due),
    async consolePut(message) {
      await group.add({ deliver: message });
    },
    consoleAfter: opening(consoleAfter),
    putToken: withEngine(putToken),
    tokens: guard(tokens),
    tokenByHash: guard(tokenByHash),
    revokeToken: withEngine(revokeToken),
    record: async (records, contents = []) =>
      records.length === 0 ? [] : ((await group.add({ record: records, contents })) as AuditRow[]),
    auditHead: guard(auditHead),
    auditRows: guard(auditRows),
    auditSubjects: guard(auditSubjects),
    counts: guard(counts),
    agree: withEngine(agree),
    amend: withEngine(amend),
    lead: (task, turned) => lead(epoch, task, turned),
    watch: (onChange) => watching.watch(onChange),
    async close() {
      watching.stop();
      await group.idle();
      closed = true;
      await db.destroy();
    },
  };
}
