import { randomUUID } from "node:crypto";
import type { ConsoleMessage } from "../core/console-message.ts";
import type { IncidentRow } from "../core/incident/row.ts";
import type { ModerationRow } from "../core/moderation/row.ts";
import type {
  Commit,
  CommitResult,
  ConversationRow,
  Deadline,
  Store,
  StoredEvent,
  StreamId,
  ThreadLink,
  TicketListItem,
  TicketRow,
} from "../core/ports.ts";
import type { TokenRow } from "../core/token.ts";
import { inboundKey, judge } from "./judge.ts";
import { leadAlone } from "./lead-alone.ts";
import { memoryAudit } from "./memory-audit.ts";
import { lineOf } from "./memory-line.ts";
import { memoryOutbox } from "./memory-outbox.ts";
import { memoryPrivacy } from "./memory-privacy.ts";
import { comparePlaces, fromCursor, pageSize, placeOf, subjectOf, toCursor } from "./page.ts";
import { ticketFilter } from "./ticket-filter.ts";
import { concealed, identitiesIn, shown, streamOf } from "./vault/names.ts";
import { watchers } from "./watchers.ts";

/** A store that forgets everything when the process ends: for trying things out and for tests. */
export function memoryStore(): Store {
  const known = { versions: new Map<StreamId, number>(), inbound: new Set<string>(), position: 0 };
  const log: StoredEvent[] = [];
  const streams = new Map<StreamId, StoredEvent[]>();
  const contents = new Map<string, { subject: string; text: string }>();
  const conversations = new Map<StreamId, ConversationRow>();
  const tickets = new Map<StreamId, TicketRow>();
  const threads = new Map<string, ThreadLink>();
  const moderations = new Map<StreamId, ModerationRow>();
  const incidents = new Map<StreamId, IncidentRow>();
  const deadlines = new Map<StreamId, Deadline[]>();
  const numbers = new Map<string, number>();
  const tokens = new Map<string, TokenRow>();
  const messages = new Map<string, Omit<ConsoleMessage, "text">>();
  const inbound = new Map<string, number>();
  const posts = new Map<string, string[]>();
  const outbox = memoryOutbox((id) => conversations.get(id as StreamId)?.holder);
  const watching = watchers();
  const { append, ...audit } = memoryAudit();
  const agreed = new Map<string, string>();

  const text = (id: string): string | null => contents.get(id)?.text ?? null;
  const listItem = (row: TicketRow): TicketListItem => ({ ...row, subject: subjectOf(text(row.subjectContent)) });

  function apply(commit: Commit, events: StoredEvent[]): void {
    log.push(...events);
    streams.set(commit.stream, [...(streams.get(commit.stream) ?? []), ...events]);
    for (const { id, ...content } of commit.contents) contents.set(id, content);
    for (const { id, text: now } of commit.rewrites ?? []) {
      const before = contents.get(id);
      if (now === null) contents.delete(id);
      else if (before !== undefined) contents.set(id, { ...before, text: now });
    }
    outbox.add(commit.effects);
    append(commit.audit ?? []);
    if (commit.deadlines !== undefined) deadlines.set(commit.stream, commit.deadlines.map(copy));
    if (commit.conversation) conversations.set(commit.conversation.id, copy(commit.conversation));
    // Whose it is was said when it was opened.
    const customer = commit.ticket && tickets.get(commit.ticket.id)?.customer;
    if (commit.ticket) tickets.set(commit.ticket.id, { ...copy(commit.ticket), ...(customer ? { customer } : {}) });
    if (commit.moderation) moderations.set(commit.moderation.id, copy(commit.moderation));
    if (commit.incident) incidents.set(commit.incident.id, copy(commit.incident));
    for (const link of commit.threads ?? []) threads.set(inboundKey(link.channel, link.thread), copy(link));
  }

  /** Whoever it was goes by another name from now on, in the events too. */
  function forget(subject: string, now: string): void {
    const accounts = identitiesIn((streams.get(streamOf(subject)) ?? []).map(({ data }) => data));
    const own = new Set([subject, ...[...accounts].filter((it) => it.startsWith("account:"))]);
    const renamed = <T extends object>(value: T): T =>
      JSON.parse(concealed(value, (identity) => (own.has(identity) ? now : shown(identity))));
    for (const rows of [conversations, tickets, moderations, incidents])
      for (const [id, row] of rows) (rows as Map<StreamId, unknown>).set(id, renamed(row));
    for (const [i, event] of log.entries()) log[i] = { ...event, data: renamed(event.data) };
    for (const [id, events] of streams)
      streams.set(
        id,
        events.map((event) => ({ ...event, data: renamed(event.data) })),
      );
  }

  function commitNow(commit: Commit): CommitResult {
    const [verdict] = judge([{ ...commit, events: copy(commit.events) }], known);
    if (verdict?.result.ok) {
      if (commit.inbound) inbound.set(inboundKey(commit.inbound.channel, commit.inbound.externalId), Date.now());
      apply(commit, verdict.result.events);
      watching.changed();
    }
    return verdict?.result ?? { ok: false, reason: "conflict" };
  }

  return {
    epoch: randomUUID(),
    read: async (stream) => [...(streams.get(stream) ?? [])],
    commit: async (commit) => commitNow(commit),
    seen: async (channel, externalId) => known.inbound.has(inboundKey(channel, externalId)),
    async ticketNumber(key) {
      const number = numbers.get(key) ?? numbers.size + 1;
      numbers.set(key, number);
      return number;
    },
    contents: async (ids) => new Map(ids.map((id) => [id, text(id)])),
    ...memoryPrivacy({ contents, conversations, tickets, moderations, inbound, rename: forget }, (key) => {
      known.inbound.delete(key);
      inbound.delete(key);
    }),
    conversation: async (id) => conversations.get(id),
    conversationAt: async (channel, thread) => threads.get(inboundKey(channel, thread))?.conversation,
    threads: async (conversation) =>
      [...threads.values()].filter((link) => link.conversation === conversation).sort(byPlace),
    attached: async ({ outage, news, after, limit }) =>
      [...conversations.values()]
        .filter((row) => row.outage === outage && (row.outageNews ?? 0) < news && (after === null || row.id > after))
        .map(({ id }) => id)
        .sort(order)
        .slice(0, limit),
    async attachedCounts() {
      const counts = new Map<string, number>();
      for (const { outage } of conversations.values())
        if (outage !== undefined) counts.set(outage, (counts.get(outage) ?? 0) + 1);
      return counts;
    },
    async ticket(ref) {
      const row = "id" in ref ? tickets.get(ref.id) : tickets.values().find(({ number }) => number === ref.number);
      return row && listItem(row);
    },
    async tickets(query) {
      const after = query.cursor === undefined ? undefined : fromCursor(query.cursor);
      const limit = pageSize(query);
      const rows = [...tickets.values()]
        .filter(ticketFilter(query))
        .filter((row) => after === undefined || comparePlaces(placeOf(row), after) > 0)
        .sort((a, b) => comparePlaces(placeOf(a), placeOf(b)));
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return { items: rows.slice(0, limit).map(listItem), cursor: last ? toCursor(placeOf(last)) : null };
    },
    line: async (query) => lineOf([...tickets.values()], query),
    moderations: async ({ undone, limit }) =>
      [...moderations.values()]
        .filter((row) => undone === undefined || row.undone === undone)
        .sort((a, b) => b.judgedAt - a.judgedAt || order(a.id, b.id))
        .slice(0, limit)
        .map((row) => ({ ...row, text: row.content === null ? null : text(row.content) })),
    incidents: async ({ open, account, limit }) =>
      [...incidents.values()]
        .filter((row) => open === undefined || (row.state !== "closed") === open)
        .filter((row) => account === undefined || row.account === account)
        .sort((a, b) => b.reportedAt - a.reportedAt || order(a.id, b.id))
        .slice(0, limit),
    changes: async (after, limit) => log.slice(after, after + limit),
    pages: async ({ from, until }) =>
      log.filter(({ at, data }) => data.type === "responder.paged" && at >= from && at < until),
    head: async () => known.position,
    claim: async (request) => outbox.claim(request),
    async settle(settlements, now) {
      outbox.settle(settlements, now);
      for (const it of settlements)
        if (it.outcome === "done" && it.posted !== undefined) posts.set(postKey(it.posted), [...it.posted.messages]);
      watching.changed();
    },
    posted: async (where) => [...(posts.get(postKey(where)) ?? [])],
    effects: async (query) => outbox.list(query),
    async revive(effectId, now) {
      const revived = outbox.revive(effectId, now);
      if (revived) watching.changed();
      return revived;
    },
    due: async (now, limit) =>
      [...deadlines.values()]
        .flat()
        .filter(({ at }) => at <= now)
        .sort((a, b) => a.at - b.at || order(a.stream, b.stream) || order(a.kind, b.kind))
        .slice(0, limit),
    async consolePut(message) {
      if (messages.has(message.id)) return;
      messages.set(message.id, { seq: messages.size + 1, ...copy(message) });
      watching.changed();
    },
    consoleAfter: async (thread, seq, limit) =>
      [...messages.values()]
        .filter((message) => message.thread === thread && message.seq > seq)
        .slice(0, limit)
        .map((message) => ({ ...message, text: text(message.content) })),
    async putToken(token) {
      tokens.set(token.id, copy(token));
    },
    tokens: async () => [...tokens.values()].sort((a, b) => a.createdAt - b.createdAt || order(a.id, b.id)),
    tokenByHash: async (hash) => tokens.values().find((token) => token.hash === hash),
    async revokeToken(id, at) {
      const token = tokens.get(id);
      if (token === undefined || token.revokedAt !== null) return false;
      tokens.set(id, { ...token, revokedAt: at });
      return true;
    },
    ...audit,
    async record(records, added = []) {
      for (const { id, ...content } of added) contents.set(id, content);
      return append(records);
    },
    async counts(now) {
      const states = { open: 0, pending: 0, resolved: 0, closed: 0 };
      for (const { state } of tickets.values()) states[state] += 1;
      return { tickets: states, deadlines: [...deadlines.values()].flat().length, ...outbox.counts(now) };
    },
    lead: leadAlone,
    async amend(name, step) {
      agreed.set(name, step(agreed.get(name)));
    },
    async agree(name, value) {
      if (!agreed.has(name)) agreed.set(name, value);
      return agreed.get(name) ?? value;
    },
    watch: (onChange) => watching.watch(onChange),
    close: async () => watching.stop(),
  };
}

/** What the SQL engines do on the way to the disk and back: the caller's objects stay the caller's. */
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value));

const order = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
const byPlace = (a: ThreadLink, b: ThreadLink): number => order(a.channel, b.channel) || order(a.thread, b.thread);

const postKey = ({ channel, thread, content }: { channel: string; thread: string; content: string }): string =>
  JSON.stringify([channel, thread, content]);
