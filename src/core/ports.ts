import type { AuditRecord } from "./audit/entry.ts";
import type { AuditLog } from "./audit/log.ts";
import type { ConsoleMessage } from "./console-message.ts";
import type { LinkedPlace } from "./conversation/place.ts";
import type { StoreCounts } from "./counts.ts";
import type { Effect, OutgoingForm } from "./effect.ts";
import type { EscalationStatus } from "./escalation/escalation.ts";
import type { IncidentQuery, IncidentRow } from "./incident/row.ts";
import type { ClaimRequest } from "./lane.ts";
import type { ModerationListItem, ModerationQuery, ModerationRow } from "./moderation/row.ts";
import type { PrivateStore } from "./privacy/store.ts";
import type { Line, LineQuery } from "./ticket/line.ts";
import type { TicketPage, TicketQuery } from "./ticket/query.ts";
import type { Instant } from "./time.ts";
import type { TokenRow } from "./token.ts";

/** The streams' names carry their kind: "conversation:…", "ticket:…", "incident:…", "moderation:<channel>:<message>", "roster:…", "outage:desk". */
export type StreamId =
  `${"conversation" | "ticket" | "incident" | "moderation" | "roster" | "verification" | "customer" | "outage" | "assist" | "privacy" | "oversight" | "authority" | "risk"}:${string}`;

/** An event as the store keeps it. `data` is the event of its stream (type and fields); it never holds personal text. */
export interface StoredEvent {
  /** `<stream>/<version>` */
  id: string;
  stream: StreamId;
  /** 1 for the first event of a stream. */
  version: number;
  /** Place in the order of all events of the store; grows, may have gaps. */
  position: number;
  at: Instant;
  data: { type: string };
  content: ContentRef | null;
}

/** Points at an erasable text. The digest is keyed: it proves what was said without revealing it. */
export interface ContentRef {
  id: string;
  digest: string;
  /** UTF-16 code units. */
  length: number;
}

export interface NewEvent {
  at: Instant;
  data: { type: string };
  content: ContentRef | null;
}

/** A text that an erasure of its subject removes. */
export interface Content {
  id: string;
  subject: string;
  text: string;
}

export interface Deadline {
  stream: StreamId;
  kind: string;
  at: Instant;
}

/** Everything that one decision changes: all of it is durable, or none of it is. */
export interface Commit {
  stream: StreamId;
  /** The version that the decision saw; 0 for a stream that did not exist. */
  expectedVersion: number;
  events: NewEvent[];
  contents: Content[];
  /** Texts that their authors changed, or took back (null). */
  rewrites?: { id: string; text: string | null }[] | undefined;
  effects: Effect[];
  /** All deadlines of the stream after this commit; those not named are gone. Undefined: unchanged. */
  deadlines?: Deadline[] | undefined;
  /** Drops the commit as a duplicate when this pair has been committed before. */
  inbound?: { channel: string; externalId: string } | undefined;
  conversation?: ConversationRow | undefined;
  ticket?: TicketRow | undefined;
  threads?: ThreadLink[] | undefined;
  moderation?: ModerationRow | undefined;
  incident?: IncidentRow | undefined;
  /** What the audit log says of it. */
  audit?: AuditRecord[] | undefined;
}

export type CommitResult =
  | { ok: true; events: StoredEvent[] }
  /** `conflict`: somebody else was first, load and decide again. `duplicate`: this inbound was committed before. */
  | { ok: false; reason: "conflict" | "duplicate" };

export type Holder = "bot" | "agent" | "nobody";

/** Read model of a conversation. */
export interface ConversationRow {
  id: StreamId;
  version: number;
  holder: Holder;
  customer: string;
  ticket: StreamId | null;
  updatedAt: Instant;
  /** The outage that it is attached to, and the number of the news that its customer heard last. */
  outage?: string | undefined;
  outageNews?: number | undefined;
}

/** Read model of a ticket: what lists show and sort by. The subject is the text of a content, joined when read. */
export interface TicketRow {
  id: StreamId;
  number: number;
  version: number;
  state: "open" | "pending" | "resolved" | "closed";
  priority: Priority;
  team: string;
  tags: string[];
  owner: string | null;
  acknowledged: boolean;
  category: string | null;
  language: string;
  channel: string;
  customer: string;
  conversation: StreamId;
  subjectContent: string;
  openedAt: Instant;
  updatedAt: Instant;
  /** The next SLA target that is running, and which; null when none is. */
  dueAt: Instant | null;
  dueKind: string | null;
  breached: boolean;
  /** Put aside until then; null when it is not. */
  snoozedUntil: Instant | null;
  /** When a person first answered it; null while nobody has. */
  answeredAt: Instant | null;
  /** Where its escalation stands; null when there is none, or it is over. */
  escalation: EscalationStatus | null;
  /** Whom the current step has paged, and when. */
  paged: string[];
  pagedAt: Instant | null;
}

export const PRIORITIES = ["P0", "P1", "P2", "P3"] as const;
export type Priority = (typeof PRIORITIES)[number];

/** A ticket as lists read it: with the first line of what the customer wrote, or null where that was erased. */
export type TicketListItem = TicketRow & { subject: string | null };

export type ThreadLink = Omit<LinkedPlace, "public"> & { conversation: StreamId };

export interface ClaimedEffect {
  effect: Effect;
  /** 1 on the first try. */
  attempt: number;
}

/** The messages of a platform that carry a text in one place, in order, by what the platform calls them. */
export interface Posted {
  channel: string;
  thread: string;
  content: string;
  messages: string[];
}

export type Settlement =
  /** `posted`: what it became, so that a change of the text finds it, whenever that comes. */
  | { id: string; outcome: "done"; posted?: Posted | undefined }
  /** `attempts`: how many there have been, where handing it out was not one. */
  | { id: string; outcome: "retry"; at: Instant; error: string; attempts?: number }
  | { id: string; outcome: "dead"; error: string }
  | { id: string; outcome: "dropped"; error: string };

export interface EffectRow {
  effect: Effect;
  status: "pending" | "leased" | "done" | "dead" | "dropped";
  attempts: number;
  error: string | null;
  updatedAt: Instant;
}

/** The desk's memory, on three engines: tests/contract/store.test.ts says what each must do. Failing, all throw a Fault and leave nothing half-written. */
export interface Store extends AuditLog, PrivateStore {
  /** Names this store for ever; a restored or new database has another one. */
  readonly epoch: string;
  read(stream: StreamId): Promise<StoredEvent[]>;
  /** Resolves only when durable. Commits that wait at the same time share one transaction, and so one fsync. */
  commit(commit: Commit): Promise<CommitResult>;
  /** Whether a message of this name has been committed. */
  seen(channel: string, externalId: string): Promise<boolean>;
  /** What is agreed under a name by all who share the store: the value of whoever said one first. */
  agree(name: string, value: string): Promise<string>;
  /** Replaces what is kept under a name by what `step` makes of it, one after the other in all processes that share the store. */
  amend(name: string, step: (before: string | undefined) => string): Promise<void>;
  /** The ticket's number for people; the same key always gets the same number. Starts at 1. */
  ticketNumber(key: string): Promise<number>;
  contents(ids: string[]): Promise<Map<string, string | null>>;
  conversation(id: StreamId): Promise<ConversationRow | undefined>;
  conversationAt(channel: string, thread: string): Promise<StreamId | undefined>;
  threads(conversation: StreamId): Promise<ThreadLink[]>;
  /** Conversations of an outage whose customers have not heard this news, by id after `after`. */
  attached(query: { outage: string; news: number; after: StreamId | null; limit: number }): Promise<StreamId[]>;
  /** How many conversations are attached to each outage; those with none are left out. */
  attachedCounts(): Promise<Map<string, number>>;
  ticket(ref: { id: StreamId } | { number: number }): Promise<TicketListItem | undefined>;
  /** Most urgent first: priority, then the SLA clock (none last), then age. */
  tickets(query: TicketQuery): Promise<TicketPage>;
  /** Whom a ticket waits behind, and how long others of its team have waited. */
  line(query: LineQuery): Promise<Line>;
  /** Messages about which something was done, newest first. */
  moderations(query: ModerationQuery): Promise<ModerationListItem[]>;
  incidents(query: IncidentQuery): Promise<IncidentRow[]>;
  /** Events of all streams after a position, oldest first. */
  changes(after: number, limit: number): Promise<StoredEvent[]>;
  /** Pages of responders within a span, oldest first, from an index of their own. */
  pages(span: { from: Instant; until: Instant }): Promise<StoredEvent[]>;
  /** The position of the newest event; 0 for none. */
  head(): Promise<number>;
  /**
   * Leases due effects to one worker: the first unsettled of each key only, oldest first. One whose lease ran out is handed out again.
   * An effect that only the bot may carry out is dropped here when a person holds its conversation.
   */
  claim(request: ClaimRequest): Promise<ClaimedEffect[]>;
  settle(settlements: Settlement[], now: Instant): Promise<void>;
  /** The messages that a text became in a place; none where that was never noted down, or was long ago. */
  posted(where: Omit<Posted, "messages">): Promise<string[]>;
  /** Effects by state, newest first. */
  effects(query: { status: EffectRow["status"]; limit: number }): Promise<EffectRow[]>;
  /** Puts a dead letter back in line; false when there is none of that id. */
  revive(effectId: string, now: Instant): Promise<boolean>;
  due(now: Instant, limit: number): Promise<Deadline[]>;
  /** Delivers to a console thread once per id, however often it is called. */
  consolePut(message: { id: string; thread: string; content: string; form: OutgoingForm; at: Instant }): Promise<void>;
  consoleAfter(thread: string, seq: number, limit: number): Promise<ConsoleMessage[]>;
  putToken(token: TokenRow): Promise<void>;
  tokens(): Promise<TokenRow[]>;
  tokenByHash(hash: string): Promise<TokenRow | undefined>;
  revokeToken(id: string, at: Instant): Promise<boolean>;
  counts(now: Instant): Promise<StoreCounts>;
  /**
   * Stands for a task that one process does at a time: `turned` hears when it is this one's turn, and when it is no longer. When the process
   * that has it dies, the next one's turn comes within seconds. Returns how to stand down.
   */
  lead(task: string, turned: (leads: boolean) => void): () => Promise<void>;
  /** Calls back soon after any commit, of this process or another. Returns how to stop. */
  watch(onChange: () => void): () => void;
  close(): Promise<void>;
}
