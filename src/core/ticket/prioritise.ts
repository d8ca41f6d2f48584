import { refuse } from "../errors.ts";
import type { EscalationContext } from "../escalation/decide.ts";
import { PRIORITIES, type Priority } from "../ports.ts";
import { type Decision, decided, type Emitted } from "../stream.ts";
import type { Severity } from "../triage/suggestion.ts";
import { started } from "./escalate.ts";
import { targetsOf } from "./targets.ts";
import type { LiveTicket, TicketCommand, TicketEvent } from "./ticket.ts";

const OF_SEVERITY: Record<Severity, Priority> = { sev1: "P0", sev2: "P1", sev3: "P2", sev4: "P3" };

/** A person says how urgent it is. A higher priority pages as one that a rule gives. */
export function prioritise(
  { by, priority, text }: Extract<TicketCommand, { type: "prioritise" }>,
  state: LiveTicket,
  context: EscalationContext,
): Decision<TicketEvent> {
  const { number } = state.opened;
  if (state.state === "resolved") return refuse("already_resolved", `T-${number} is resolved; reopen it first`);
  if (state.priority === priority) return refuse("nothing_to_change", `T-${number} is ${priority} already`);
  return decided(...changed(by, priority, state, context, text));
}

/** A person makes what triage suggests the ticket's own: its severity, where that is graver than the priority. */
export function accept(
  { by }: Extract<TicketCommand, { type: "accept" }>,
  state: LiveTicket,
  context: EscalationContext,
): Decision<TicketEvent> {
  const { suggested, opened } = state;
  if (state.state === "resolved") return refuse("already_resolved", `T-${opened.number} is resolved; reopen it first`);
  if (suggested === null) return refuse("nothing_to_change", `nothing is suggested for T-${opened.number}`);
  const priority = OF_SEVERITY[suggested.severity];
  if (PRIORITIES.indexOf(priority) >= PRIORITIES.indexOf(state.priority))
    return refuse("nothing_to_change", `${suggested.severity} is no graver than ${state.priority}`);
  const accepted: Emitted<TicketEvent> = { event: { type: "triage.accepted", by, of: suggested.id } };
  return decided(accepted, ...changed(by, priority, state, context));
}

function changed(
  by: string,
  priority: Priority,
  { opened, priority: before, team }: LiveTicket,
  context: EscalationContext,
  text = "",
): Emitted<TicketEvent>[] {
  const { config } = context.policy;
  const tier = opened.subject.gathered?.tier ?? null;
  const { targets } = targetsOf(priority, { tier, language: opened.language }, config);
  const raised = PRIORITIES.indexOf(priority) < PRIORITIES.indexOf(before);
  const subject = { number: opened.number, priority, team };
  return [
    { event: { type: "prioritised", by, priority, sla: targets }, ...(text === "" ? {} : { text }) },
    ...(raised ? started(config.tickets.escalate[priority] ?? null, subject, context) : []),
  ];
}
