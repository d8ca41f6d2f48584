import { refuse } from "../errors.ts";
import { type EscalationContext, goOn, nextOf, type PageSubject, snapshotOf, start } from "../escalation/decide.ts";
import { isPaging } from "../escalation/escalation.ts";
import { escalationSchema, type PolicySnapshot } from "../escalation/policy.ts";
import { type Decision, decided, type Emitted } from "../stream.ts";
import type { LiveTicket, TicketCommand, TicketEvent } from "./ticket.ts";

type Event = Emitted<TicketEvent>;

/** An escalation by a policy of the configuration as it is now; none when there is no such policy. */
export function started(id: string | null, subject: PageSubject, context: EscalationContext): Event[] {
  const policy = snapshotOf(id, context.policy);
  return policy === undefined ? [] : start(policy, null, subject, context);
}

const subjectOf = ({ opened, priority, team }: LiveTicket): PageSubject => ({ number: opened.number, priority, team });

/** A ticket that is opened again pages again, by its policy as it is now. */
export const pagedAnew = (state: LiveTicket, context: EscalationContext): Event[] =>
  state.escalation.state === "none" ? [] : started(state.escalation.policy.id, subjectOf(state), context);

/** A person does not want to wait for the next step, or wants others to be paged. */
export function escalate(
  { by, policy: wanted, text }: Extract<TicketCommand, { type: "escalate" }>,
  state: LiveTicket,
  context: EscalationContext,
): Decision<TicketEvent> {
  const { escalation, opened, priority } = state;
  const { config } = context.policy;
  // What the desk itself pages for does not fail because a policy was renamed or a ticket settled meanwhile.
  const insists = by === "desk";
  const named = insists && wanted !== null && config.escalation[wanted] === undefined ? null : wanted;
  if (state.state === "resolved" && insists) {
    const again = escalate({ type: "escalate", by, policy: wanted, text }, { ...state, state: "open" }, context);
    return again.ok ? decided<TicketEvent>({ event: { type: "reopened", by }, text }, ...again.events) : again;
  }
  if (state.state === "resolved") return refuse("already_resolved", `T-${opened.number} is resolved; reopen it first`);
  const known = Object.keys(config.escalation);
  if (named !== null && config.escalation[named] === undefined)
    return refuse(
      "unknown_policy",
      `there is no escalation policy “${named}”; there are ${known.join(", ") || "none"}`,
    );
  const asked: Event = { event: { type: "escalated", by }, ...(text === "" ? {} : { text }) };
  // Who asks for it by hand does not want to wait for anybody's morning.
  const urgent = { ...context, urgent: true };
  const same = escalation.state !== "none" && (named === null || named === escalation.policy.id);
  if (same) {
    const { state: step } = escalation;
    const next = step === "over" ? pagedAnew(state, urgent) : goOn(escalation, subjectOf(state), urgent);
    if (next.length > 0 || !insists) return decided(asked, ...next);
  }
  const id = named ?? config.tickets.escalate[priority] ?? null;
  const policy = snapshotOf(id, context.policy) ?? (insists ? theLead(config.paging.lead) : undefined);
  if (policy === undefined)
    return refuse(
      "no_policy",
      `no escalation policy goes with T-${opened.number}; name one of ${known.join(", ") || "none"}`,
    );
  return decided(asked, ...start(policy, by, subjectOf(state), urgent));
}

/** Whom the desk pages where no policy goes with a ticket. */
const theLead = (lead: string | undefined): PolicySnapshot | undefined =>
  lead === undefined ? undefined : { id: "lead", ...escalationSchema.parse({ steps: [{ page: [{ person: lead }] }] }) };

/** An acknowledgement does not run out while the customer is waited for, or while the ticket is put aside. */
export const restsFor = ({ state, snooze }: LiveTicket): boolean => state === "pending" || snooze !== null;

/** The step was in vain, or an acknowledgement ran out. One that is early, or no longer applies, decides nothing. */
export function escalationDue(state: LiveTicket, context: EscalationContext): Event[] {
  const { escalation } = state;
  if (state.state === "resolved") return [];
  if (isPaging(escalation)) return nextOf(escalation, subjectOf(state), context);
  if (escalation.state !== "acknowledged" || restsFor(state) || escalation.expiresAt > context.now) return [];
  return [
    { event: { type: "acknowledgement.expired", by: escalation.by } },
    ...goOn(escalation, subjectOf(state), context),
  ];
}
