import type { Migration } from "./migration.ts";

export const initial: Migration = {
  name: "0001-initial",
  statements: ({ int, text, keyed, plain }) => [
    `create table meta (key ${text} primary key, value ${text} not null)${keyed}`,
    `create table streams (id ${text} primary key, version ${int} not null)${keyed}`,
    `create table events (
      position ${int} primary key,
      stream ${text} not null,
      version ${int} not null,
      at ${int} not null,
      data ${text} not null,
      content_id ${text},
      content_digest ${text},
      content_length ${int},
      unique (stream, version)
    )${plain}`,
    `create table contents (id ${text} primary key, subject ${text} not null, text ${text} not null)${plain}`,
    "create index contents_subject on contents (subject)",
    `create table inbound (
      external_id ${text} not null,
      channel ${text} not null,
      primary key (external_id, channel)
    )${keyed}`,
    `create table effects (
      seq ${int} primary key,
      id ${text} not null unique,
      key ${text} not null,
      due_at ${int} not null,
      ready_at ${int},
      holder ${text},
      act ${text} not null,
      status ${text} not null,
      attempts ${int} not null,
      error ${text},
      updated_at ${int} not null
    )${plain}`,
    "create index effects_unsettled on effects (key, seq) where status in ('pending', 'leased')",
    "create index effects_ready on effects (ready_at, seq) where ready_at is not null",
    "create index effects_status on effects (status, updated_at, seq)",
    `create table deadlines (
      stream ${text} not null,
      kind ${text} not null,
      at ${int} not null,
      primary key (stream, kind, at)
    )${keyed}`,
    "create index deadlines_at on deadlines (at, stream, kind)",
    `create table conversations (
      id ${text} primary key,
      version ${int} not null,
      holder ${text} not null,
      customer ${text} not null,
      ticket ${text},
      updated_at ${int} not null
    )${keyed}`,
    `create table threads (
      channel ${text} not null,
      thread ${text} not null,
      conversation ${text} not null,
      side ${text} not null,
      primary key (channel, thread)
    )${keyed}`,
    "create index threads_conversation on threads (conversation, channel, thread)",
    `create table tickets (
      id ${text} primary key,
      number ${int} not null unique,
      version ${int} not null,
      state ${text} not null,
      active ${int} not null,
      priority ${text} not null,
      team ${text} not null,
      owner ${text},
      acknowledged ${int} not null,
      category ${text},
      language ${text} not null,
      channel ${text} not null,
      customer ${text} not null,
      conversation ${text} not null,
      subject_content ${text} not null,
      opened_at ${int} not null,
      updated_at ${int} not null,
      due_sort ${int} not null,
      due_kind ${text},
      breached ${int} not null
    )${plain}`,
    "create index tickets_urgency on tickets (priority, due_sort, opened_at, id)",
    "create index tickets_active on tickets (priority, due_sort, opened_at, id) where active = 1",
    "create index tickets_state on tickets (state, priority, due_sort, opened_at, id)",
    "create index tickets_owner on tickets (owner, priority, due_sort, opened_at, id) where owner is not null",
    `create table ticket_numbers (key ${text} primary key, number ${int} not null unique)${keyed}`,
    `create table console (
      seq ${int} primary key,
      id ${text} not null unique,
      thread ${text} not null,
      content ${text} not null,
      at ${int} not null,
      form ${text} not null
    )${plain}`,
    "create index console_thread on console (thread, seq)",
    `create table tokens (
      id ${text} primary key,
      name ${text} not null,
      role ${text} not null,
      hash ${text} not null unique,
      created_at ${int} not null,
      created_by ${text} not null,
      revoked_at ${int}
    )${plain}`,
  ],
};
