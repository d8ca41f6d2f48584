import type { Rooms } from "../config/slack.ts";
import type { ConversationCommand, TicketNotice } from "../conversation/conversation.ts";
import { type CaseOf, type IncidentCommand, incidentOf } from "../incident/incident.ts";
import type { Policy } from "../policy.ts";
import type { Reaction, Recorded } from "../stream.ts";
import type { LiveTicket, Ticket, TicketEvent } from "./ticket.ts";
import type { Waiting } from "./wait-words.ts";
import { afterWorking } from "./working.ts";

/** What an event of a ticket causes: the customer hears of it in the conversation, and staff see it on the ticket's card. */
export function react(recorded: Recorded<TicketEvent>, state: Ticket, { config }: Policy): Reaction[] {
  if (state.state === "none") return [];
  // Opening routes in the same decision: a card without priority and team would be seen by nobody.
  const shown = recorded.event.type === "opened" ? [] : cards(state, config.slack?.tickets);
  return [
    ...told(recorded, state, config),
    ...shown,
    ...pages(recorded, state, config.slack !== undefined),
    ...triage(recorded, state),
  ];
}

function told(
  { id, event, content }: Recorded<TicketEvent>,
  state: LiveTicket,
  { people, exchange }: Policy["config"],
): Reaction[] {
  // Whose account it is, an incident finds out by a link to sign in: nobody is told not to follow one in the same breath.
  const signsIn = state.incident !== null && exchange?.link !== undefined;
  switch (event.type) {
    case "incident.called":
      return called(event, state, exchange !== undefined);
    case "freeze.asked":
      return [toIncident(state, { type: "ask-freeze", linked: null })];
    case "routed":
      return event.again
        ? []
        : [...macro(event.macro, state), ...opened(event.askIdentity === true && !signsIn, state)];
    case "told":
      return content === null ? [] : [tellOf(id, event, content, state)];
    case "reopened":
      return [tell(state, "ticket_reopened", { wait: waiting(state) })];
    case "assigned":
      return event.withReply ? [] : [tell(state, "taken", { name: people[event.to]?.name ?? event.to })];
    case "responder.paged":
      return [page(id, event, state)];
    case "channel.paged":
      return content === null ? [] : [isRoom(event) ? pageRoom(id, event, state) : tellChannel(event, content)];
    case "customer.replied":
      return state.incident === null || event.message === undefined ? [] : [search(event.message, state)];
    case "responder.replied":
      return state.incident === null ? [] : [toIncident(state, { type: "told", by: event.by })];
    case "resolved":
      return [tell(state, "resolved", {})];
    case "opened":
    case "erased":
    case "tagged":
    case "prioritised":
    case "triage.accepted":
    case "clock.started":
    case "clock.met":
    case "acknowledged":
    case "note.added":
    case "snoozed":
    case "woken":
    case "triage.suggested":
    case "sla.warned":
    case "sla.breached":
    case "escalation.started":
    case "escalation.stepped":
    case "page.held":
    case "quiet.ended":
    case "nobody_on_call":
    case "escalation.exhausted":
    case "escalated":
    case "acknowledgement.expired":
      return [];
  }
}

/** The freeze is offered before anything else is said of the ticket. */
function called(
  { kind, because, freeze }: Extract<TicketEvent, { type: "incident.called" }>,
  state: LiveTicket,
  canFreeze: boolean,
): Reaction[] {
  const report = { type: "report", of: caseOf(state), kind, by: because, freeze, linked: null } as const;
  const offer = canFreeze && !freeze ? [tell(state, "freeze_offer", {})] : [];
  const first = state.opened.subjectContent;
  return [...offer, toIncident(state, report), ...(first === "" ? [] : [search(first, state)])];
}

/** In line behind the report, so that there is an incident to note it in. */
const search = (content: string, { id }: LiveTicket): Reaction => {
  const incident = incidentOf(id);
  return { key: incident, act: { kind: "indicators", incident, content } };
};

const caseOf = ({ id: ticket, opened: { number, conversation, customer, channel, language } }: LiveTicket): CaseOf => ({
  ticket,
  number,
  conversation,
  customer,
  channel,
  language,
});

function toIncident({ id }: LiveTicket, command: IncidentCommand): Reaction {
  const stream = incidentOf(id);
  return { key: stream, act: { kind: "command", command: { to: "incident", stream, command } } };
}

/** What a responder needs is prepared anew whenever somebody new has to look at it. */
const triage = ({ event }: Recorded<TicketEvent>, { id }: LiveTicket): Reaction[] =>
  event.type === "routed" || event.type === "reopened"
    ? [{ key: `triage:${id}`, act: { kind: "triage", ticket: id } }]
    : [];

function cards({ id, team, opened }: LiveTicket, rooms: Rooms | undefined): Reaction[] {
  const room = rooms?.teams[team] ?? rooms?.room;
  if (room === undefined) return [];
  const act = { kind: "card", channel: "slack", room, ticket: id, conversation: opened.conversation } as const;
  return [{ key: `card:${id}`, act }];
}

/** A key of its own: a person who cannot be reached holds up nobody else, nor the next page to the same person. */
function page(
  id: string,
  { person, because, round, step }: Extract<TicketEvent, { type: "responder.paged" }>,
  { id: ticket, opened, priority, team }: LiveTicket,
): Reaction {
  const { number } = opened;
  return { key: `page:${id}`, act: { kind: "page", person, because, round, step, ticket, number, priority, team } };
}

/** A thread of Slack has its room and a time stamp; without that it is the room itself. */
const isRoom = ({ channel, thread }: { channel: string; thread: string }) =>
  channel === "slack" && !thread.includes(":");

function pageRoom(
  id: string,
  { channel, thread: room, round, step }: Extract<TicketEvent, { type: "channel.paged" }>,
  { id: ticket, opened, priority, team }: LiveTicket,
): Reaction {
  const { number } = opened;
  return {
    key: `page:${id}`,
    act: { kind: "page-room", channel, room, round, step, ticket, number, priority, team },
  };
}

/** After these a page no longer says how its ticket stands. */
const CHANGES_PAGES: ReadonlySet<TicketEvent["type"]> = new Set([
  "acknowledged",
  "assigned",
  "resolved",
  "reopened",
  "escalated",
  "escalation.stepped",
  "escalation.exhausted",
  "acknowledgement.expired",
]);

function pages({ event }: Recorded<TicketEvent>, state: LiveTicket, hasSlack: boolean): Reaction[] {
  if (!hasSlack || state.escalation.state === "none" || !CHANGES_PAGES.has(event.type)) return [];
  return [{ key: `pages:${state.id}`, act: { kind: "pages", channel: "slack", ticket: state.id } }];
}

const opened = (askIdentity: boolean, state: LiveTicket): Reaction[] => [
  tell(state, "ticket_opened", { wait: waiting(state) }),
  ...(askIdentity ? [tell(state, "ask_identity", {})] : []),
];

function macro(
  id: string | null | undefined,
  { id: ticket, opened: { conversation: stream, number } }: LiveTicket,
): Reaction[] {
  if (id === undefined || id === null) return [];
  const command = { type: "send-macro", macro: id, ticket: { id: ticket, number } } as const;
  return [{ key: stream, act: { kind: "command", command: { to: "conversation", stream, command } } }];
}

/** A person hears of it in the ways that pages go, and nobody waits for them. */
function tellOf(
  id: string,
  { to, rule }: Extract<TicketEvent, { type: "told" }>,
  content: string,
  { id: ticket, opened: { number }, priority, team }: LiveTicket,
): Reaction {
  if (!("person" in to)) return tellChannel(to, content);
  const because = `the rule “${rule}” tells you of it`;
  const act = { kind: "page", person: to.person, because, round: 0, step: 0, ticket, number, priority, team } as const;
  return { key: `page:${id}`, act };
}

const tellChannel = ({ channel, thread }: { channel: string; thread: string }, content: string): Reaction => ({
  key: `${channel}:${thread}`,
  act: { kind: "send", channel, thread, content, form: { form: "message", author: "desk" } },
});

/** From now until the answer is due: over a weekend that is more than the working hours of the target. */
function waiting({ sla }: LiveTicket): Waiting {
  const { targets, answeredAt, waitingSince } = sla;
  const { calendar } = targets;
  const length = answeredAt === null ? targets.first : targets.next;
  const wait = waitingSince === null ? length : afterWorking(waitingSince, length, calendar) - waitingSince;
  return { target: Math.max(1, Math.round(wait / 60_000)), ...(calendar === undefined ? {} : { calendar }) };
}

function tell(state: LiveTicket, notice: TicketNotice, details: { name?: string; wait?: Waiting }): Reaction {
  const stream = state.opened.conversation;
  const command: ConversationCommand = {
    type: "notify",
    notice,
    ticket: { id: state.id, number: state.opened.number },
    ...details,
  };
  return { key: stream, act: { kind: "command", command: { to: "conversation", stream, command } } };
}
