import { createHmac, type KeyObject } from "node:crypto";
import type { Conversation, ConversationCommand, ConversationEvent } from "./conversation/conversation.ts";
import { noConversation } from "./conversation/conversation.ts";
import { decide as decideConversation } from "./conversation/decide.ts";
import { evolve as evolveConversation } from "./conversation/evolve.ts";
import { holdDeadlines } from "./conversation/hold.ts";
import { react as reactConversation } from "./conversation/react.ts";
import type { Effect } from "./effect.ts";
import { escalationDeadline } from "./escalation/escalation.ts";
import { decide as decideIncident, deadlines as incidentDeadlines } from "./incident/decide.ts";
import { evolve as evolveIncident } from "./incident/evolve.ts";
import { type Incident, type IncidentCommand, type IncidentEvent, noIncident } from "./incident/incident.ts";
import { react as reactIncident } from "./incident/react.ts";
import { decide as decideModeration } from "./moderation/decide.ts";
import type { Moderation, ModerationCommand, ModerationEvent } from "./moderation/moderation.ts";
import { evolve as evolveModeration, noModeration } from "./moderation/moderation.ts";
import { react as reactModeration } from "./moderation/react.ts";
import {
  decide as decideRoster,
  evolve as evolveRoster,
  noChanges,
  type Roster,
  type RosterCommand,
  type RosterEvent,
  react as reactRoster,
  deadlines as rosterDeadlines,
} from "./oncall/roster.ts";
import {
  decide as decideOutage,
  evolve as evolveOutages,
  noOutages,
  type OutageCommand,
  type OutageEvent,
  type Outages,
  deadlines as outageDeadlines,
  react as reactOutage,
} from "./outage/outage.ts";
import type { Policy } from "./policy.ts";
import type { Commit, ConversationRow, Holder, NewEvent, StoredEvent, StreamId } from "./ports.ts";
import { decide as decideRisk } from "./risk/decide.ts";
import { react as reactRisk } from "./risk/react.ts";
import { evolve as evolveRisk, noRisk, type Risk, type RiskCommand, type RiskEvent } from "./risk/risk.ts";
import type { Emitted, Recorded, StreamKind } from "./stream.ts";
import { decide as decideTicket } from "./ticket/decide.ts";
import { restsFor } from "./ticket/escalate.ts";
import { react as reactTicket } from "./ticket/react.ts";
import { ticketRow } from "./ticket/row.ts";
import { slaDeadlines } from "./ticket/sla.ts";
import { snoozeDeadline } from "./ticket/snooze.ts";
import type { Ticket, TicketCommand, TicketEvent } from "./ticket/ticket.ts";
import { evolve as evolveTicket, noTicket } from "./ticket/ticket.ts";
import type { Instant } from "./time.ts";

export const conversations: StreamKind<Conversation, ConversationCommand, ConversationEvent, Policy> = {
  initial: noConversation,
  decide: decideConversation,
  evolve: evolveConversation,
  react: reactConversation,
  deadlines: holdDeadlines,
};

export const tickets: StreamKind<Ticket, TicketCommand, TicketEvent, Policy> = {
  initial: noTicket,
  decide: decideTicket,
  evolve: evolveTicket,
  react: reactTicket,
  deadlines: (state) =>
    state.state === "none" || state.state === "resolved"
      ? []
      : [
          ...slaDeadlines(state.sla),
          ...escalationDeadline(state.escalation, restsFor(state)),
          ...snoozeDeadline(state),
        ],
};

export const incidents: StreamKind<Incident, IncidentCommand, IncidentEvent, Policy> = {
  initial: noIncident,
  decide: decideIncident,
  evolve: evolveIncident,
  react: reactIncident,
  deadlines: incidentDeadlines,
};

export const moderations: StreamKind<Moderation, ModerationCommand, ModerationEvent, Policy> = {
  initial: noModeration,
  decide: decideModeration,
  evolve: evolveModeration,
  react: reactModeration,
  deadlines: () => [],
};

export const roster: StreamKind<Roster, RosterCommand, RosterEvent, Policy> = {
  initial: noChanges,
  decide: decideRoster,
  evolve: evolveRoster,
  react: reactRoster,
  deadlines: rosterDeadlines,
};

export const outages: StreamKind<Outages, OutageCommand, OutageEvent, Policy> = {
  initial: noOutages,
  decide: decideOutage,
  evolve: evolveOutages,
  react: reactOutage,
  deadlines: outageDeadlines,
};

export const risks: StreamKind<Risk, RiskCommand, RiskEvent, Policy> = {
  initial: noRisk,
  decide: decideRisk,
  evolve: evolveRisk,
  react: reactRisk,
  deadlines: () => [],
};

/** What a stream looks like at a version. */
export interface Loaded<State> {
  version: number;
  state: State;
}

/** Folds stored events into a state. */
export function replay<State, Event>(
  kind: StreamKind<State, never, Event, Policy>,
  stream: StreamId,
  events: StoredEvent[],
): Loaded<State> {
  let state = kind.initial;
  for (const stored of events) state = kind.evolve(state, recorded<Event>(stored), stream);
  return { version: events.at(-1)?.version ?? 0, state };
}

const recorded = <Event>({ id, at, data, content }: StoredEvent): Recorded<Event> => ({
  id,
  at,
  event: data as Event,
  content: content?.id ?? null,
});

interface Drafted<State> {
  commit: Commit;
  after: Loaded<State>;
}

/**
 * Turns what was decided into one commit: events with their places, texts apart with a keyed digest in the event, effects whose ids
 * come from the events', the deadlines that now stand, and the rows that lists read.
 */
export function draft<State, Event extends { type: string }>(
  kind: StreamKind<State, never, Event, Policy>,
  stream: StreamId,
  before: Loaded<State>,
  emitted: Emitted<Event>[],
  { now, policy, key, subject }: { now: Instant; policy: Policy; key: KeyObject; subject: string },
): Drafted<State> {
  const commit: Commit = {
    stream,
    expectedVersion: before.version,
    events: [],
    contents: [],
    effects: [],
    deadlines: [],
  };
  let state = before.state;
  emitted.forEach(({ event, text, rewrites }, i) => {
    const id = `${stream}/${before.version + i + 1}`;
    const stored: NewEvent = {
      at: now,
      data: event,
      content: text === undefined ? null : { id: rewrites ?? id, digest: digest(key, text), length: text.length },
    };
    commit.events.push(stored);
    if (rewrites !== undefined) commit.rewrites = [...(commit.rewrites ?? []), { id: rewrites, text: text ?? null }];
    else if (text !== undefined) commit.contents.push({ id, subject, text });
    const entry: Recorded<Event> = { id, at: now, event, content: stored.content?.id ?? null };
    state = kind.evolve(state, entry, stream);
    kind.react(entry, state, policy).forEach((reaction, index) => {
      const effect: Effect = { id: `${id}#${index}`, dueAt: now, holder: null, ...reaction };
      commit.effects.push(effect);
    });
  });
  commit.deadlines = kind.deadlines(state, policy).map((deadline) => ({ stream, ...deadline }));
  return { commit, after: { version: before.version + emitted.length, state } };
}

/** HMAC-SHA256 under the desk's key: it proves what was said, and after an erasure reveals nothing. */
const digest = (key: KeyObject, text: string): string => createHmac("sha256", key).update(text).digest("base64url");

const HOLDER = { none: "nobody", with_bot: "bot", with_agent: "agent", closed: "nobody" } as const satisfies Record<
  Conversation["state"],
  Holder
>;

/** The read models of a conversation after a commit. */
export function conversationRows(
  state: Conversation,
  version: number,
  updatedAt: Instant,
): Pick<Commit, "conversation" | "threads"> {
  if (state.state === "none") return {};
  const { id, customer, places, outage } = state;
  const ticket = state.state === "with_agent" ? state.ticket : null;
  const attached = outage === undefined ? {} : { outage: outage.id, outageNews: outage.told };
  const holder = HOLDER[state.state];
  const conversation: ConversationRow = { id, version, holder, customer, ticket, updatedAt, ...attached };
  return {
    conversation,
    threads: places.map(({ channel, thread, side }) => ({ channel, thread, side, conversation: id })),
  };
}

export const ticketRows = (state: Ticket, version: number, updatedAt: Instant): Pick<Commit, "ticket"> =>
  state.state === "none" ? {} : { ticket: ticketRow(state, version, updatedAt) };
