import { sql } from "kysely";
import type { Commit, StoredEvent } from "../../core/ports.ts";
import { inboundKey } from "../judge.ts";
import type { Writing } from "../vault/writing.ts";
import { bulkInsert } from "./bulk.ts";
import type { Engine, Query } from "./engine.ts";
import { incidentToRow } from "./incidents.ts";
import { moderationToRow } from "./moderations.ts";
import { concealedStream, conversationToRow, eventToRow, ticketToRow } from "./rows.ts";

/** The statements that write what commits hold, their effects aside. */
export function commitInserts(engine: Engine, commits: Commit[], events: StoredEvent[], texts: Writing): Query[] {
  const heads = new Map(events.map(({ stream, version }) => [stream, { id: concealedStream(stream, texts), version }]));
  const conversations = newest(
    commits.map(({ conversation }) => conversation),
    ({ id }) => id,
  );
  const tickets = newest(
    commits.map(({ ticket }) => ticket),
    ({ id }) => id,
  );
  const moderations = newest(
    commits.map(({ moderation }) => moderation),
    ({ id }) => id,
  );
  const incidents = newest(
    commits.map(({ incident }) => incident),
    ({ id }) => id,
  );
  const threads = newest(
    commits.flatMap((commit) => commit.threads ?? []),
    ({ channel, thread }) => inboundKey(channel, thread),
  );
  const taken = Date.now();
  const inbound = commits.flatMap((commit) => (commit.inbound ? [commit.inbound] : []));
  return [
    ...upsertStreams(engine, [...heads.values()]),
    ...insertEvents(
      engine,
      events.map((event) => eventToRow(event, texts)),
    ),
    ...insertContents(
      engine,
      commits.flatMap(({ contents }) => contents).map(({ id, subject, text }) => texts.seal(subject, id, text)),
    ),
    ...rewriteContents(commits, texts),
    ...insertInbound(
      engine,
      inbound.map(({ channel, externalId }) => ({ channel, external_id: externalId, at: taken })),
    ),
    ...replaceDeadlines(engine, commits, texts),
    ...upsertConversations(
      engine,
      conversations.map((row) => conversationToRow(row, texts)),
    ),
    ...upsertTickets(
      engine,
      tickets.map((row) => ticketToRow(row, texts)),
    ),
    ...upsertModerations(
      engine,
      moderations.map((row) => moderationToRow(row, texts)),
    ),
    ...upsertIncidents(
      engine,
      incidents.map((row) => incidentToRow(row, texts)),
    ),
    ...upsertThreads(engine, threads),
  ];
}

/** One row per key, the last one: a statement may not change a row twice. */
function newest<Row>(rows: (Row | undefined)[], keyOf: (row: Row) => string): Row[] {
  const last = new Map<string, Row>();
  for (const row of rows) if (row !== undefined) last.set(keyOf(row), row);
  return [...last.values()];
}

const rewriteContents = (commits: Commit[], texts: Writing): Query[] =>
  commits
    .flatMap(({ rewrites = [] }) => rewrites)
    .flatMap(({ id, text }) => {
      if (text === null) return [sql`delete from contents where id = ${id}`];
      const sealed = texts.reseal(id, text);
      return sealed === undefined ? [] : [sql`update contents set text = ${sealed} where id = ${id}`];
    });

function replaceDeadlines(engine: Engine, commits: Commit[], texts: Writing): Query[] {
  const replaced = new Map(
    commits.flatMap(({ stream, deadlines }) => {
      const named = concealedStream(stream, texts);
      return deadlines === undefined ? [] : [[named, deadlines.map((it) => ({ ...it, stream: named }))] as const];
    }),
  );
  if (replaced.size === 0) return [];
  const rows = newest([...replaced.values()].flat(), ({ stream, kind, at }) => `${stream} ${at} ${kind}`);
  return [
    sql`delete from deadlines where stream ${engine.among([...replaced.keys()])}`,
    ...insertDeadlines(engine, rows),
  ];
}

const excluded = (columns: readonly string[]): string =>
  columns.map((column) => `${column} = excluded.${column}`).join(", ");

const upsertStreams = bulkInsert(
  "streams",
  ["id", "version"],
  `on conflict (id) do update set ${excluded(["version"])}`,
);
const insertEvents = bulkInsert("events", [
  "position",
  "stream",
  "version",
  "at",
  "data",
  "content_id",
  "content_digest",
  "content_length",
]);
export const insertContents = bulkInsert("contents", ["id", "subject", "text"]);
const insertInbound = bulkInsert("inbound", ["channel", "external_id", "at"]);
const insertDeadlines = bulkInsert("deadlines", ["stream", "kind", "at"]);

export const insertEffects = bulkInsert("effects", [
  ...([
    "seq",
    "id",
    "key",
    "lane",
    "due_at",
    "ready_at",
    "holder",
    "act",
    "status",
    "attempts",
    "error",
    "updated_at",
  ] as const),
]);

export const insertConsole = bulkInsert(
  "console",
  ["seq", "id", "thread", "content", "at", "form"],
  "on conflict (id) do nothing",
);

export const insertNumbers = bulkInsert("ticket_numbers", ["key", "number"]);

const CONVERSATION = ["version", "holder", "customer", "ticket", "updated_at", "outage", "outage_news"] as const;
const upsertConversations = bulkInsert(
  "conversations",
  ["id", ...CONVERSATION],
  `on conflict (id) do update set ${excluded(CONVERSATION)}`,
);

const TICKET = [
  ...([
    "number",
    "version",
    "state",
    "active",
    "priority",
    "team",
    "owner",
    "acknowledged",
    "category",
    "language",
    "channel",
  ] as const),
  ...([
    "customer",
    "conversation",
    "subject_content",
    "opened_at",
    "updated_at",
    "due_sort",
    "due_kind",
    "breached",
    "escalation",
    "tags",
    "paged",
    "paged_at",
    "snoozed_until",
    "answered_at",
  ] as const),
] as const;
const upsertTickets = bulkInsert(
  "tickets",
  ["id", ...TICKET],
  `on conflict (id) do update set ${excluded(TICKET.filter((column) => column !== "customer"))}`,
);

const MODERATION = [
  ...(["version", "channel", "thread", "message", "author", "action", "score_thousandths", "because"] as const),
  ...(["decided_by", "undone", "content", "judged_at", "updated_at"] as const),
] as const;
const upsertModerations = bulkInsert(
  "moderations",
  ["id", ...MODERATION],
  `on conflict (id) do update set ${excluded(MODERATION)}`,
);

const INCIDENT = ["active", "account", "reported_at", "data"] as const;
const upsertIncidents = bulkInsert(
  "incidents",
  ["id", ...INCIDENT],
  `on conflict (id) do update set ${excluded(INCIDENT)}`,
);

// The desk names all threads of a conversation in each of its commits; those that are known as they are need no write.
const upsertThreads = bulkInsert(
  "threads",
  ["channel", "thread", "conversation", "side"],
  `on conflict (channel, thread) do update set ${excluded(["conversation", "side"])}
   where threads.conversation <> excluded.conversation or threads.side <> excluded.side`,
);
