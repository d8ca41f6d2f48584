import { sql } from "kysely";
import type { Commit, StreamId } from "../../core/ports.ts";
import { inboundKey, type Known } from "../judge.ts";
import type { Engine, Query, Write } from "./engine.ts";
import { unsettled } from "./outbox-writes.ts";

interface Recalled {
  known: Known;
  /** The newest place in the outbox. */
  lastEffect: number;
  /** Keys that have an unsettled effect. */
  busyKeys: Set<string>;
}

/** Reads what a batch of commits is judged by, in one go. */
export async function recall(trx: Write, engine: Engine, commits: Commit[]): Promise<Recalled> {
  const streams = unique(commits.map(({ stream }) => stream));
  const externalIds = unique(commits.flatMap(({ inbound }) => (inbound ? [inbound.externalId] : [])));
  const keys = unique(commits.flatMap(({ effects }) => effects.map(({ key }) => key)));
  const queries: Query[] = [
    sql`select id, version from streams where id ${engine.among(streams)}`,
    sql`select channel, external_id from inbound where external_id ${engine.among(externalIds)}`,
    sql`
      select value as key from ${engine.table(keys)}
      where (select min(seq) from effects where key = value and ${unsettled}) is not null`,
    sql`select (select max(position) from events) as position, (select max(seq) from effects) as seq`,
  ];
  const [versions, inbound, busy, last] = (commits.length === 0 ? [] : await engine.all(trx, queries)) as [
    { id: StreamId; version: number }[]?,
    { channel: string; external_id: string }[]?,
    { key: string }[]?,
    { position: number | null; seq: number | null }[]?,
  ];
  return {
    known: {
      versions: new Map(versions?.map(({ id, version }) => [id, version])),
      inbound: new Set(inbound?.map(({ channel, external_id }) => inboundKey(channel, external_id))),
      position: last?.[0]?.position ?? 0,
    },
    lastEffect: last?.[0]?.seq ?? 0,
    busyKeys: new Set(busy?.map(({ key }) => key)),
  };
}

const unique = <T>(values: T[]): T[] => [...new Set(values)];
