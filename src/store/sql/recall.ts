import { sql } from "kysely";
import type { Commit, StreamId } from "../../core/ports.ts";
import { inboundKey, type Known } from "../judge.ts";
import type { Engine, Write } from "./engine.ts";
import { unsettled } from "./outbox-writes.ts";

export interface Recalled {
  known: Known;
  /** Keys that have an unsettled effect. */
  busyKeys: Set<string>;
  /** Of the keys that have a ticket number. */
  numbers: Map<string, number>;
  /** The highest of each numbering. */
  last: { effect: number; message: number; number: number };
}

interface Last {
  position: number | null;
  effect: number | null;
  message: number | null;
  number: number | null;
}

/** Reads what a batch is decided by, in one go. */
export async function recall(
  trx: Write,
  engine: Engine,
  { commits, keys }: { commits: Commit[]; keys: string[] },
): Promise<Recalled> {
  const streams = unique(commits.map(({ stream }) => stream));
  const externalIds = unique(commits.flatMap(({ inbound }) => (inbound ? [inbound.externalId] : [])));
  const effectKeys = unique(commits.flatMap(({ effects }) => effects.map(({ key }) => key)));
  const [versions, inbound, busy, numbers, last] = (await engine.all(trx, [
    sql`select id, version from streams where id ${engine.among(streams)}`,
    sql`select channel, external_id from inbound where external_id ${engine.among(externalIds)}`,
    sql`
      select value as key from ${engine.table(effectKeys)}
      where (select min(seq) from effects where key = value and ${unsettled}) is not null`,
    sql`select key, number from ticket_numbers where key ${engine.among(unique(keys))}`,
    sql`
      select (select max(position) from events) as position, (select max(seq) from effects) as effect,
             (select max(seq) from console) as message, (select max(number) from ticket_numbers) as number`,
  ])) as [
    { id: StreamId; version: number }[],
    { channel: string; external_id: string }[],
    { key: string }[],
    { key: string; number: number }[],
    Last[],
  ];
  return {
    known: {
      versions: new Map(versions.map(({ id, version }) => [id, version])),
      inbound: new Set(inbound.map(({ channel, external_id }) => inboundKey(channel, external_id))),
      position: last[0]?.position ?? 0,
    },
    busyKeys: new Set(busy.map(({ key }) => key)),
    numbers: new Map(numbers.map(({ key, number }) => [key, number])),
    last: { effect: last[0]?.effect ?? 0, message: last[0]?.message ?? 0, number: last[0]?.number ?? 0 },
  };
}

const unique = <T>(values: T[]): T[] => [...new Set(values)];
