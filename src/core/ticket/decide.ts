import { refuse } from "../errors.ts";
import { isPaging } from "../escalation/escalation.ts";
import type { Roster } from "../oncall/roster.ts";
import type { Policy } from "../policy.ts";
import { PRIORITIES } from "../ports.ts";
import { type Gathered, joined } from "../rules/facts.ts";
import { type Routing, route } from "../rules/route.ts";
import { type Decision, decided, type Emitted } from "../stream.ts";
import type { Instant } from "../time.ts";
import { calledLater, callOf } from "./call-incident.ts";
import { clocksOf, decideClock } from "./clock.ts";
import { escalate, escalationDue, pagedAnew, started } from "./escalate.ts";
import { accept, prioritise } from "./prioritise.ts";
import { clocks } from "./sla.ts";
import { snooze, snoozeDue, wake, wokenBy } from "./snooze.ts";
import type { LiveTicket, OpenTicket, Ticket, TicketCommand, TicketEvent } from "./ticket.ts";

interface Context {
  now: Instant;
  policy: Policy;
  roster: Roster;
}

/** Decides a command against a ticket. Pure. */
export function decide(command: TicketCommand, state: Ticket, context: Context): Decision<TicketEvent> {
  const { now, policy } = context;
  if (state.state === "none") {
    return command.type === "open" ? open(command, context) : refuse("not_found", "there is no such ticket");
  }
  switch (command.type) {
    case "open":
      return refuse("already_open", `T-${state.opened.number} exists already`);
    case "acknowledge":
      return acknowledge(command.by, state);
    case "assign":
      return assign(command, state, policy);
    case "note":
      if (command.text.trim() === "") return refuse("empty_text", "there is nothing to note");
      return decided({ event: { type: "note.added", by: command.by }, text: command.text });
    case "suggest":
      if (state.state === "resolved") return refuse("already_resolved", `T-${state.opened.number} is resolved`);
      return decided({
        event: { type: "triage.suggested", ...command.judged },
        text: JSON.stringify(command.personal),
      });
    case "start-clock":
    case "meet-clock":
      return decideClock(command, state);
    case "prioritise":
      return prioritise(command, state, context);
    case "accept":
      return accept(command, state, context);
    case "tag":
      return tag(command, state);
    case "resolve":
      if (state.state === "resolved") return refuse("already_resolved", `T-${state.opened.number} is resolved already`);
      return decided({ event: { type: "resolved", by: command.by }, text: command.text });
    case "reopen":
      if (state.state !== "resolved") return refuse("already_open", `T-${state.opened.number} is open`);
      return decided(
        { event: { type: "reopened", by: command.by }, ...(command.text === undefined ? {} : { text: command.text }) },
        ...pagedAnew(state, context),
      );
    case "customer-wrote": {
      const reopened: Emitted<TicketEvent>[] =
        state.state === "resolved"
          ? [{ event: { type: "reopened", by: "customer" } }, ...pagedAnew(state, context)]
          : [];
      return decided(
        ...reopened,
        ...wokenBy("customer", state),
        { event: { type: "customer.replied", ...(command.message === undefined ? {} : { message: command.message }) } },
        ...raised(command, state, context),
      );
    }
    case "responder-wrote":
      return responderWrote(command.by, state);
    case "forget":
      return decided({ event: { type: "erased" } });
    case "snooze":
      return snooze(command, state, now);
    case "wake":
      return wake(command.by, state);
    case "escalate":
      return escalate(command, state, context);
    case "deadline":
      if (command.kind === "snooze.over") return decided(...snoozeDue(state, now));
      return command.kind.startsWith("escalation.")
        ? decided(...escalationDue(state, context))
        : deadline(command.kind, state, now);
  }
}

/** Opening routes in the same decision: a ticket is never seen without a priority, a team and its clocks. */
function open({ type: _, number, ...command }: OpenTicket, context: Context): Decision<TicketEvent> {
  if (number === undefined) return refuse("not_found", "a ticket needs its number before it opens");
  const routed = route(command, context.policy, context.now);
  return decided(
    { event: { type: "opened", number, ...command } },
    ...callOf(routed.incident, command.subject.gathered),
    { event: { type: "routed", ...routed, again: false } },
    ...clocksOf(routed, []),
    ...toldOf(number, routed),
    ...started(routed.policy, { number, ...routed }, context),
  );
}

/** Whom the rules tell, with a text of the desk's own: which ticket, never what the customer wrote. */
const toldOf = (number: number, { notify, rule, priority, team }: Routing): Emitted<TicketEvent>[] =>
  notify.map((to) => ({
    event: { type: "told", to, rule: rule ?? "" },
    text: `T-${number} (${priority}, ${team}): the rule “${rule}” tells you of it. \`nightdesk explain T-${number}\` says why.`,
  }));

/** Whether a message says something that a rule may have waited for. */
const says = ({ said, amounts, freeze }: Gathered): boolean => said.length > 0 || amounts.length > 0 || freeze === true;

function tag(
  { by, add, remove }: Extract<TicketCommand, { type: "tag" }>,
  { tags }: LiveTicket,
): Decision<TicketEvent> {
  const added = add.filter((it) => !tags.includes(it));
  const removed = remove.filter((it) => tags.includes(it));
  if (added.length + removed.length === 0) return refuse("nothing_to_change", "its tags are like that already");
  return decided({ event: { type: "tagged", by, add: added, remove: removed } });
}

function acknowledge(by: string, state: LiveTicket): Decision<TicketEvent> {
  if (state.state === "resolved") return refuse("already_resolved", `T-${state.opened.number} is resolved`);
  if (state.acknowledgedBy !== null)
    return refuse("already_acknowledged", `${state.acknowledgedBy} has acknowledged T-${state.opened.number}`);
  return decided({ event: { type: "acknowledged", by } });
}

function assign(
  { by, to }: Extract<TicketCommand, { type: "assign" }>,
  state: LiveTicket,
  { config }: Policy,
): Decision<TicketEvent> {
  if (state.state === "resolved")
    return refuse("already_resolved", `T-${state.opened.number} is resolved; reopen it first`);
  if (state.owner === to) return refuse("already_assigned", `${to} owns T-${state.opened.number} already`);
  const people = Object.keys(config.people);
  if (people.length > 0 && !people.includes(to) && to !== by) {
    return refuse("unknown_responder", `no “${to}” under people: in nightdesk.yaml; known are ${people.join(", ")}`);
  }
  // Who takes it has seen it.
  const taken = to === by && state.acknowledgedBy === null && isPaging(state.escalation);
  return decided(...(taken ? [{ event: { type: "acknowledged" as const, by } }] : []), {
    event: { type: "assigned", to, by, withReply: false },
  });
}

/** Whoever answers an unowned ticket has taken it. */
function responderWrote(by: string, state: LiveTicket): Decision<TicketEvent> {
  if (state.state === "resolved") return decided();
  return decided(
    ...(state.acknowledgedBy === null ? [{ event: { type: "acknowledged" as const, by } }] : []),
    ...(state.owner === null ? [{ event: { type: "assigned" as const, to: by, by, withReply: true } }] : []),
    { event: { type: "responder.replied", by } },
  );
}

/** A secret or another risk that comes up later raises the ticket; nothing that a customer writes lowers it. */
function raised(
  { signals, gathered: now }: Extract<TicketCommand, { type: "customer-wrote" }>,
  state: LiveTicket,
  context: Context,
): Emitted<TicketEvent>[] {
  if (signals.length === 0 && (now === undefined || !says(now))) return [];
  const { number, ...opened } = state.opened;
  const before = opened.subject.gathered;
  // Its own ticket is no other one.
  const contacts = before?.contacts ?? Math.max(0, (now?.contacts ?? 0) - 1);
  const gathered = now === undefined ? before : { ...joined(before, now), contacts };
  const subject = {
    ...opened.subject,
    signals: [...new Set([...opened.subject.signals, ...signals])],
    ...(gathered ? { gathered } : {}),
  };
  const grave = signals.includes("seed_shared") || signals.includes("key_shared");
  const reason = grave ? "secret_shared" : opened.reason;
  const routed = route({ ...opened, reason, subject }, context.policy, context.now);
  const higher = PRIORITIES.indexOf(routed.priority) < PRIORITIES.indexOf(state.priority);
  const called = calledLater(routed.incident, now, state);
  if (!higher) return called;
  return [
    ...called,
    { event: { type: "routed", ...routed, again: true } },
    ...clocksOf(routed, state.sla.regulatory),
    ...toldOf(number, routed),
    ...started(routed.policy, { number, ...routed }, context),
  ];
}

/** A deadline that came due. One that no longer applies decides nothing. */
function deadline(kind: string, state: LiveTicket, now: Instant): Decision<TicketEvent> {
  if (state.state === "resolved") return decided();
  const [, moment, target] = kind.split(".");
  const clock = clocks(state.sla).find((running) => running.target === target);
  if (clock === undefined) return decided();
  const { run, dueAt, warnAt } = clock;
  if (moment === "breach" && dueAt <= now && !state.sla.breached.includes(run)) {
    return decided({ event: { type: "sla.breached", target: clock.target, run, dueAt } }, ...wokenBy("sla", state));
  }
  if (moment === "warn" && warnAt <= now && !state.sla.warned.includes(run) && !state.sla.breached.includes(run)) {
    return decided({ event: { type: "sla.warned", target: clock.target, run, dueAt } }, ...wokenBy("sla", state));
  }
  return decided();
}
