import { sql } from "kysely";
import type { Commit, Content, StreamId } from "../../core/ports.ts";
import { inboundKey, type Known } from "../judge.ts";
import { erasedName, identityOfStream, streamOf } from "../vault/names.ts";
import type { SubjectRow, Vault } from "../vault/vault.ts";
import { type ContentOwner, concealedKey, identitiesOf } from "../vault/writing.ts";
import type { Engine, Write } from "./engine.ts";
import { unsettled } from "./outbox-writes.ts";
import { refuseRotated, VAULT } from "./vault-meta.ts";

export interface Recalled {
  known: Known;
  /** Keys that have an unsettled effect. */
  busyKeys: Set<string>;
  /** Of the keys that have a ticket number. */
  numbers: Map<string, number>;
  /** The highest of each numbering. */
  last: { effect: number; message: number; number: number };
  /** Of the identities that the commits speak of, those that are known. */
  subjects: SubjectRow[];
  /** Whose the contents are that are rewritten. */
  owners: ContentOwner[];
}

interface Last {
  position: number | null;
  effect: number | null;
  message: number | null;
  number: number | null;
  vault: string;
}

/** Reads what a batch is decided by, in one go. */
export async function recall(
  trx: Write,
  engine: Engine,
  vault: Vault,
  { commits, keys, reasons }: { commits: Commit[]; keys: string[]; reasons: Content[] },
): Promise<Recalled> {
  const streams = unique(commits.map(({ stream }) => stream));
  const externalIds = unique(commits.flatMap(({ inbound }) => (inbound ? [inbound.externalId] : [])));
  const effectKeys = unique(commits.flatMap(({ effects }) => effects.map(({ key }) => concealedKey(key, vault))));
  const identities = [...identitiesOf(commits, reasons)];
  const lookups = identities.map(vault.lookup);
  const named = streams.flatMap((stream) => {
    const identity = identityOfStream(stream);
    return identity === undefined ? [] : [{ stream, name: erasedName(identity), lookup: vault.lookup(identity) }];
  });
  const rewritten = commits.flatMap(({ rewrites = [] }) => rewrites.map(({ id }) => id));
  const [versions, inbound, busy, numbers, last, found, customers, owned] = (await engine.all(trx, [
    sql`select id, version from streams where id ${engine.among(streams)}`,
    sql`select channel, external_id from inbound where external_id ${engine.among(externalIds)}`,
    sql`
      select value as key from ${engine.table(effectKeys)}
      where (select min(seq) from effects where key = value and ${unsettled}) is not null`,
    sql`select key, number from ticket_numbers where key ${engine.among(unique(keys))}`,
    sql`
      select (select max(position) from events) as position, (select max(seq) from effects) as effect,
             (select max(seq) from console) as message, (select max(number) from ticket_numbers) as number,
             (select value from meta where key = ${VAULT}) as vault`,
    sql`select id, lookup, identity, key from subjects where lookup ${engine.among(lookups)}`,
    ...(named.length + rewritten.length === 0
      ? []
      : [
          sql`
            select streams.id, lookup, version from streams left join subjects on streams.id = 'customer:' || subjects.id
            where lookup ${engine.among(named.map(({ lookup }) => lookup))}
               or streams.id ${engine.among(named.flatMap(({ name }) => (name === undefined ? [] : [streamOf(name)])))}`,
          sql`
            select contents.id as content, subjects.id, lookup, identity, key
            from contents join subjects on subjects.id = contents.subject
            where contents.id ${engine.among(rewritten)}`,
        ]),
  ])) as [
    { id: StreamId; version: number }[],
    { channel: string; external_id: string }[],
    { key: string }[],
    { key: string; number: number }[],
    Last[],
    SubjectRow[],
    { id: StreamId; lookup: string | null; version: number }[] | undefined,
    (SubjectRow & { content: string })[] | undefined,
  ];
  refuseRotated(vault, last[0]?.vault);
  return {
    known: {
      versions: new Map([
        ...versions.map(({ id, version }) => [id, version] as const),
        ...(customers ?? []).flatMap(({ id, lookup, version }) =>
          named
            .filter((it) => it.lookup === lookup || id === `customer:${it.name}`)
            .map((it) => [it.stream, version] as const),
        ),
      ]),
      inbound: new Set(inbound.map(({ channel, external_id }) => inboundKey(channel, external_id))),
      position: last[0]?.position ?? 0,
    },
    busyKeys: new Set(busy.map(({ key }) => key)),
    numbers: new Map(numbers.map(({ key, number }) => [key, number])),
    last: { effect: last[0]?.effect ?? 0, message: last[0]?.message ?? 0, number: last[0]?.number ?? 0 },
    subjects: found,
    owners: (owned ?? []).map(({ content, ...subject }) => ({ content, subject })),
  };
}

const unique = <T>(values: T[]): T[] => [...new Set(values)];
