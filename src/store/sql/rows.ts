import type { Effect } from "../../core/effect.ts";
import { laneOf } from "../../core/lane.ts";
import type { ConversationRow, StoredEvent, StreamId, TicketListItem, TicketRow } from "../../core/ports.ts";
import type { TokenRow } from "../../core/token.ts";
import { NEVER_DUE, subjectOf } from "../page.ts";
import { concealed, identityOfStream, revealed, streamOf } from "../vault/names.ts";
import type { Writing } from "../vault/writing.ts";
import type { ConversationTableRow, EventRow, OutboxRow, TicketTableRow, TokenTableRow } from "./schema.ts";
import type { Opened } from "./subjects.ts";

type Concealing = Pick<Writing, "nameOf">;
type Revealing = Pick<Opened, "identity">;

/** The stream's id as the tables have it: a customer's is named by their name. */
export function concealedStream(stream: StreamId, { nameOf }: Concealing): StreamId {
  const identity = identityOfStream(stream);
  return identity === undefined ? stream : streamOf(nameOf(identity));
}

export function revealedStream(stream: StreamId, opened: Revealing): StreamId {
  const name = identityOfStream(stream);
  return name === undefined ? stream : streamOf(opened.identity(name));
}

export const eventToRow = (
  { position, stream, version, at, data, content }: StoredEvent,
  texts: Concealing,
): EventRow => ({
  position,
  stream: concealedStream(stream, texts),
  version,
  at,
  data: concealed(data, texts.nameOf),
  content_id: content?.id ?? null,
  content_digest: content?.digest ?? null,
  content_length: content?.length ?? null,
});

export function eventFromRow(row: EventRow, opened: Revealing): StoredEvent {
  const stream = revealedStream(row.stream, opened);
  const { position, version, at, content_id: id, content_digest: digest, content_length: length } = row;
  const content = id === null || digest === null || length === null ? null : { id, digest, length };
  return {
    id: `${stream}/${version}`,
    stream,
    version,
    position,
    at,
    data: revealed(row.data, opened.identity),
    content,
  };
}

/** An effect of a customer's stream is named by it; whoever carries it out is given it under this name. */
function concealedId(id: string, nameOf: Concealing["nameOf"]): string {
  const identity = identityOfStream(id);
  if (identity === undefined) return id;
  const end = identity.lastIndexOf("/");
  return `${streamOf(nameOf(identity.slice(0, end)))}${identity.slice(end)}`;
}

export const effectToRow = (
  effect: Effect,
  seq: number,
  waits: boolean,
  { nameOf, keyOf }: Pick<Writing, "nameOf" | "keyOf">,
): OutboxRow => ({
  seq,
  id: concealedId(effect.id, nameOf),
  key: keyOf(effect.key),
  lane: laneOf(effect.act),
  due_at: effect.dueAt,
  ready_at: waits ? null : effect.dueAt,
  holder: effect.holder?.conversation ?? null,
  act: concealed(effect.act, nameOf),
  status: "pending",
  attempts: 0,
  error: null,
  updated_at: effect.dueAt,
});

export const effectFromRow = (
  row: Pick<OutboxRow, "id" | "key" | "due_at" | "holder" | "act">,
  opened: Revealing,
): Effect => ({
  id: row.id,
  key: row.key,
  dueAt: row.due_at,
  holder: row.holder === null ? null : { conversation: row.holder },
  act: revealed(row.act, opened.identity),
});

export const conversationToRow = (
  { updatedAt, outage, outageNews, ...row }: ConversationRow,
  { nameOf }: Concealing,
): ConversationTableRow => ({
  ...row,
  customer: nameOf(row.customer),
  updated_at: updatedAt,
  outage: outage ?? null,
  outage_news: outageNews ?? null,
});

export const conversationFromRow = (
  { updated_at, outage, outage_news, ...row }: ConversationTableRow,
  opened: Revealing,
): ConversationRow => ({
  ...row,
  customer: opened.identity(row.customer),
  updatedAt: updated_at,
  ...(outage === null ? {} : { outage, outageNews: outage_news ?? 0 }),
});

export const ticketToRow = (row: TicketRow, { nameOf }: Concealing): TicketTableRow => ({
  id: row.id,
  number: row.number,
  version: row.version,
  state: row.state,
  active: row.state === "open" || row.state === "pending" ? 1 : 0,
  priority: row.priority,
  team: row.team,
  owner: row.owner,
  acknowledged: row.acknowledged ? 1 : 0,
  category: row.category,
  language: row.language,
  channel: row.channel,
  customer: nameOf(row.customer),
  conversation: row.conversation,
  subject_content: row.subjectContent,
  opened_at: row.openedAt,
  updated_at: row.updatedAt,
  due_sort: row.dueAt ?? NEVER_DUE,
  due_kind: row.dueKind,
  breached: row.breached ? 1 : 0,
  escalation: row.escalation,
  tags: row.tags.length === 0 ? null : ` ${row.tags.join(" ")} `,
  paged: row.paged.join(" "),
  paged_at: row.pagedAt,
  snoozed_until: row.snoozedUntil,
  answered_at: row.answeredAt,
});

export const ticketFromRow = (
  row: TicketTableRow & { subject_text: string | null; subject: string | null },
  opened: Opened,
): TicketListItem => ({
  id: row.id,
  number: row.number,
  version: row.version,
  state: row.state,
  priority: row.priority,
  team: row.team,
  tags: row.tags === null ? [] : row.tags.trim().split(" "),
  owner: row.owner,
  acknowledged: row.acknowledged === 1,
  category: row.category,
  language: row.language,
  channel: row.channel,
  customer: opened.identity(row.customer),
  conversation: row.conversation,
  subjectContent: row.subject_content,
  openedAt: row.opened_at,
  updatedAt: row.updated_at,
  dueAt: row.due_sort === NEVER_DUE ? null : row.due_sort,
  dueKind: row.due_kind,
  breached: row.breached === 1,
  escalation: row.escalation,
  paged: row.paged === null || row.paged === "" ? [] : row.paged.split(" "),
  pagedAt: row.paged_at,
  snoozedUntil: row.snoozed_until,
  answeredAt: row.answered_at,
  subject: subjectOf(opened.text({ id: row.subject_content, subject: row.subject, text: row.subject_text })),
});

export const tokenToRow = ({ createdAt, createdBy, revokedAt, ...row }: TokenRow): TokenTableRow => ({
  ...row,
  created_at: createdAt,
  created_by: createdBy,
  revoked_at: revokedAt,
});

export const tokenFromRow = ({ created_at, created_by, revoked_at, ...row }: TokenTableRow): TokenRow => ({
  ...row,
  createdAt: created_at,
  createdBy: created_by,
  revokedAt: revoked_at,
});
