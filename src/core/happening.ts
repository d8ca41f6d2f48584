import { type AssistEvent, sayAssist } from "./assist/assist.ts";
import { type OversightEvent, sayOversight } from "./audit/oversight.ts";
import type { ConversationEvent } from "./conversation/conversation.ts";
import type { CustomerEvent } from "./customer/customer.ts";
import { sayEscalation } from "./escalation/say.ts";
import { AUTHORITIES, type AuthorityEvent, sayAuthority } from "./evidence/requests.ts";
import type { IncidentEvent } from "./incident/incident.ts";
import { sayIncidentEvent } from "./incident/say.ts";
import { DONE } from "./moderation/decide.ts";
import { type ModerationEvent, sayRule } from "./moderation/moderation.ts";
import { ROSTER, type RosterEvent } from "./oncall/roster.ts";
import { sayRoster } from "./oncall/say.ts";
import { OUTAGES, type OutageEvent } from "./outage/outage.ts";
import { sayOutage } from "./outage/say.ts";
import type { StoredEvent } from "./ports.ts";
import { PRIVACY, type PrivacyEvent } from "./privacy/privacy.ts";
import { sayPrivacy } from "./privacy/say.ts";
import type { RiskEvent } from "./risk/risk.ts";
import { sayRisk } from "./risk/say.ts";
import { legsOf, sayTarget } from "./ticket/regulatory.ts";
import type { WokenBecause } from "./ticket/snooze.ts";
import type { TicketEvent } from "./ticket/ticket.ts";
import type { Instant } from "./time.ts";
import type { Trace } from "./trace.ts";
import type { VerificationEvent } from "./verification/verification.ts";

/** One thing that happened to a ticket, in a sentence; with its reasons where it was a decision. */
export interface Happening {
  id: string;
  at: Instant;
  what: string;
  trace: Trace | null;
}

/** An event as a sentence, with the reason that a person gave where its text is at hand; null for one that is part of another's story. */
export function happening(
  { id, stream, at, data, content }: StoredEvent,
  texts?: ReadonlyMap<string, string | null>,
): Happening | null {
  const event = data as ConversationEvent | TicketEvent | ModerationEvent | VerificationEvent | CustomerEvent;
  const said = sayStream(stream, data) ?? say(event, at);
  if (said === null) return null;
  const reason = content !== null && GIVES_REASON.has(event.type) ? texts?.get(content.id) : undefined;
  return { id, at, ...said, what: reason ? `${said.what}: ${reason}` : said.what };
}

/** Streams whose events tell nothing but what they say. */
function sayStream(stream: string, data: StoredEvent["data"]): { what: string; trace: Trace | null } | undefined {
  if (stream === AUTHORITIES) return { what: sayAuthority(data as AuthorityEvent), trace: null };
  if (stream.startsWith("oversight:")) return { what: sayOversight(data as OversightEvent), trace: null };
  if (stream.startsWith("assist:")) return { what: sayAssist(data as AssistEvent), trace: null };
  if (stream === ROSTER) return { what: sayRoster(data as RosterEvent), trace: null };
  if (stream.startsWith("incident:")) return { what: sayIncidentEvent(data as IncidentEvent), trace: null };
  if (stream.startsWith("risk:")) return sayRisk(data as RiskEvent);
  if (stream === PRIVACY) return { what: sayPrivacy(data as PrivacyEvent), trace: null };
  return stream === OUTAGES ? { what: sayOutage(data as OutageEvent), trace: null } : undefined;
}

const GIVES_REASON: ReadonlySet<string> = new Set([
  "resolved",
  "reopened",
  "escalated",
  "facts.overridden",
  "handed_off",
  "snoozed",
  "prioritised",
  "indicator.added",
  "freeze.requested",
  "account.frozen",
  "restore.requested",
  "incident.closed",
]);

const WOKEN: Record<WokenBecause, (by: string) => string> = {
  over: () => "the snooze is over",
  customer: () => "back because the customer wrote",
  sla: () => "back because of its SLA",
  asked: (by) => `${by} brought it back`,
};
const minuteOf = (at: Instant): string => new Date(at).toISOString().slice(0, 16).replace("T", " ");

function say(
  event: ConversationEvent | TicketEvent | ModerationEvent | VerificationEvent | CustomerEvent,
  at: Instant,
): { what: string; trace: Trace | null } | null {
  const plain = (what: string) => ({ what, trace: null });
  switch (event.type) {
    case "conversation.started":
      return plain(`conversation started in ${event.place.channel}`);
    case "question.assessed":
      return { what: `decided: ${event.trace.outcome}`, trace: event.trace };
    case "answered":
      return plain(`answered with ${event.article}`);
    case "guided":
      return plain(
        event.guide === null
          ? `guided to the end of ${event.article}`
          : `guided in ${event.article}: ${event.guide.step}`,
      );
    case "clarified":
      return plain(`offered ${event.choices.map(({ article }) => article).join(", ")}`);
    case "handed_off":
      return plain(
        `handed off${event.by === undefined ? "" : ` by ${event.by}`}: ${event.reason.replaceAll("_", " ")}`,
      );
    case "resumed":
      return plain("back with a person");
    case "rated":
      return plain(`rated ${event.score} of 5`);
    case "facts.overridden":
      return plain(`${event.by} sent what no fact says (${[...new Set(event.claims)].join(", ")})`);
    case "answer.rated":
      return plain(event.helpful ? "the customer says that it helped" : "the customer says that it did not help");
    case "outage.joined":
      return plain(`belongs to outage ${event.outage}`);
    case "outage.told":
      return plain(`told what is new of outage ${event.outage}`);
    case "private.requested":
      return plain("asked for a private place");
    case "private.failed":
      return plain("no private place could be opened; the customer was told what to do");
    case "thread.linked":
      return plain(
        event.side === "staff"
          ? `shown to staff in ${event.place.channel}`
          : `goes on in private in ${event.place.channel}`,
      );
    case "thread.lost":
      return plain(`a thread in ${event.place.channel} is gone`);
    case "closed":
      return plain(`conversation closed: ${event.reason}`);
    case "opened":
      return plain(`ticket T-${event.number} opened`);
    case "routed":
      return { what: `routed: ${event.trace.outcome}`, trace: event.trace };
    case "told":
      return plain(`rule “${event.rule}” told ${"person" in event.to ? event.to.person : event.to.channel}`);
    case "incident.called":
      return plain(`a security incident: ${event.because}`);
    case "freeze.asked":
      return plain("the customer asks for a freeze");
    case "clock.started":
      return plain(
        `${event.by} started the clock ${event.clock}: ${legsOf(event.clock, at, event.aware)
          .map(
            ({ target, dueAt }) =>
              `${sayTarget(target)} by ${new Date(dueAt).toISOString().slice(0, 16).replace("T", " ")} UTC`,
          )
          .join(", ")}`,
      );
    case "clock.met":
      return plain(`${event.by}: ${sayTarget(event.target)} is done`);
    case "prioritised":
      return plain(`${event.by} made it ${event.priority}`);
    case "triage.accepted":
      return plain(`${event.by} took what was suggested`);
    case "tagged":
      return plain(
        `${event.by} changed its tags: ${[...event.add.map((tag) => `+${tag}`), ...event.remove.map((tag) => `-${tag}`)].join(" ")}`,
      );
    case "macro.sent":
      return plain(`sent the macro ${event.macro}`);
    case "macro.stopped":
      return plain(`did not send the macro ${event.macro}: it states what no fact says (${event.claims.join(", ")})`);
    case "acknowledged":
      return plain(`${event.by} acknowledged`);
    case "assigned":
      return plain(event.by === event.to ? `${event.to} took it` : `${event.by} assigned it to ${event.to}`);
    case "escalation.started":
    case "escalation.stepped":
    case "responder.paged":
    case "channel.paged":
    case "page.held":
    case "quiet.ended":
    case "nobody_on_call":
    case "escalation.exhausted":
    case "escalated":
    case "acknowledgement.expired":
      return plain(sayEscalation(event));
    case "triage.suggested":
      return { what: `suggested: ${event.trace.outcome}`, trace: event.trace };
    case "sla.warned":
      return plain(`SLA ${sayTarget(event.target)} is about to be missed`);
    case "sla.breached":
      return plain(`SLA ${sayTarget(event.target)} was missed`);
    case "resolved":
      return plain(`${event.by} resolved it`);
    case "reopened":
      return plain(`reopened by ${event.by}`);
    case "snoozed":
      return plain(`${event.by} snoozed it until ${minuteOf(event.until)} UTC`);
    case "woken":
      return plain(WOKEN[event.because](event.by ?? ""));
    case "link.asked":
      return plain(`${event.by} asked the customer to sign in at the exchange`);
    case "identity.linked":
      return plain(`the customer has signed in to account ${event.account}`);
    case "link.refused":
      return plain(`a link to sign in did not count: ${event.because.replaceAll("_", " ")}`);
    case "customer.described":
      return plain(`${event.by} described a customer`);
    case "moderation.judged":
      return { what: `message ${DONE[event.action]}: ${event.trace.outcome}`, trace: event.trace };
    case "moderation.heard":
      return plain(`message ${DONE[event.action]} by ${sayRule(event.rule)}`);
    case "moderation.acted":
      return plain(`message ${DONE[event.action]} by ${event.by}`);
    case "staff.verified":
      return plain(`${event.account} is ${event.staff ?? "nobody of the staff"}: answered to ${event.by}`);
    case "erased":
      return plain("what the customer wrote was erased");
    case "moderation.undone":
      return plain(`${event.by} has undone what was done about a message`);
    case "reply.withheld":
      return plain(`${event.by} took a reply back before it went out`);
    case "message.received":
    case "reply.released":
    case "message.edited":
    case "message.deleted":
    case "notified":
    case "customer.replied":
    case "responder.replied":
    case "note.added":
      return null;
  }
}
