import { stamp } from "../oncall/zoned.ts";
import type { EscalationEvent, StepName } from "./escalation.ts";

/** What an event of an escalation says to people. */
export function sayEscalation(event: EscalationEvent): string {
  switch (event.type) {
    case "escalation.started":
      return `escalation “${event.policy.id}” started${event.by === null ? "" : ` by ${event.by}`}`;
    case "escalation.stepped":
      return `escalation: ${stepOf(event)}`;
    case "responder.paged":
      return `${event.person} was paged: ${event.because}`;
    case "page.held":
      return `${event.person} is left in peace until ${stamp(event.until, event.zone)}, as ${event.priority} is quiet until then (${event.because})`;
    case "quiet.ended":
      return `quiet hours are over for ${event.people.join(", ")}`;
    case "channel.paged":
      return `${event.channel} was told`;
    case "nobody_on_call":
      return `nobody is on call: ${event.wanted}`;
    case "escalation.exhausted":
      return "escalation: nobody took it";
    case "escalated":
      return `${event.by} escalated it`;
    case "acknowledgement.expired":
      return `the acknowledgement of ${event.by} ran out`;
  }
}

const stepOf = ({ round, step }: { round: number; step: StepName }): string =>
  step === "end"
    ? `told at its end${round === 0 ? "" : `, time ${round + 1}`}`
    : `step ${step + 1}${round === 0 ? "" : `, round ${round + 1}`}`;
