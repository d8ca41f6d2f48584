import type { AuditRow } from "../../core/audit/entry.ts";
import type { Lane } from "../../core/lane.ts";
import type { ModerationRow } from "../../core/moderation/row.ts";
import type { Holder, Priority, StreamId, TicketRow } from "../../core/ports.ts";
import type { Instant } from "../../core/time.ts";
import type { SubjectRow } from "../vault/vault.ts";

/** The tables as both engines have them; migrations/ creates them. Truth values are 0 and 1. */
export interface Tables {
  meta: { key: string; value: string };
  migrations: { name: string; checksum: string; applied_at: Instant };
  streams: { id: StreamId; version: number };
  events: EventRow;
  /** `subject`: the name of a row of subjects. `text`: sealed under its key. */
  contents: { id: string; subject: string; text: string };
  subjects: SubjectRow;
  /** `at`: when it was taken; null for what was before that was noted. */
  inbound: { channel: string; external_id: string; at: Instant | null };
  effects: OutboxRow;
  deadlines: { stream: StreamId; kind: string; at: Instant };
  conversations: ConversationTableRow;
  threads: { channel: string; thread: string; conversation: StreamId; side: "customer" | "staff" };
  tickets: TicketTableRow;
  ticket_numbers: { key: string; number: number };
  console: { seq: number; id: string; thread: string; content: string; at: Instant; form: string };
  tokens: TokenTableRow;
  moderations: ModerationTableRow;
  incidents: IncidentTableRow;
  /** `messages`: JSON. */
  posted: { channel: string; thread: string; content: string; messages: string; at: Instant };
  audit: AuditRow;
}

export interface ModerationTableRow {
  id: StreamId;
  version: number;
  channel: string;
  thread: string;
  message: string;
  author: string;
  action: ModerationRow["action"];
  score_thousandths: number;
  because: string;
  decided_by: string | null;
  undone: number;
  content: string | null;
  judged_at: Instant;
  updated_at: Instant;
}

export interface IncidentTableRow {
  id: StreamId;
  /** 1 until it is closed. */
  active: number;
  account: string | null;
  reported_at: Instant;
  /** JSON */
  data: string;
}

export interface EventRow {
  position: number;
  stream: StreamId;
  version: number;
  at: Instant;
  /** JSON */
  data: string;
  content_id: string | null;
  content_digest: string | null;
  content_length: number | null;
}

export interface OutboxRow {
  /** Place in the order of all effects. */
  seq: number;
  id: string;
  key: string;
  /** Who may carry it out. */
  lane: Lane;
  due_at: Instant;
  /** When it may be handed out: when due, or when its lease runs out. Null while it waits behind another of its key, and once settled. */
  ready_at: Instant | null;
  /** The conversation that the bot must hold. */
  holder: string | null;
  /** JSON */
  act: string;
  status: "pending" | "leased" | "done" | "dead" | "dropped";
  attempts: number;
  error: string | null;
  updated_at: Instant;
}

export interface ConversationTableRow {
  id: StreamId;
  version: number;
  holder: Holder;
  customer: string;
  ticket: StreamId | null;
  updated_at: Instant;
  outage: string | null;
  outage_news: number | null;
}

export interface TicketTableRow {
  id: StreamId;
  number: number;
  version: number;
  state: TicketRow["state"];
  /** 1 for open and pending: the tickets that lists usually show, which have an index of their own. */
  active: number;
  priority: Priority;
  team: string;
  owner: string | null;
  acknowledged: number;
  category: string | null;
  language: string;
  channel: string;
  customer: string;
  conversation: StreamId;
  subject_content: string;
  opened_at: Instant;
  updated_at: Instant;
  /** NEVER_DUE where no clock runs, so that one index serves the order. */
  due_sort: Instant;
  due_kind: string | null;
  breached: number;
  escalation: TicketRow["escalation"];
  /** Words, with a space before and after each. */
  tags: string | null;
  /** Ids of people, with spaces between. */
  paged: string | null;
  paged_at: Instant | null;
  snoozed_until: Instant | null;
  answered_at: Instant | null;
}

export interface TokenTableRow {
  id: string;
  name: string;
  role: string;
  hash: string;
  created_at: Instant;
  created_by: string;
  revoked_at: Instant | null;
}
