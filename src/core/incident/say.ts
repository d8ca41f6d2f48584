import type { IncidentEvent } from "./incident.ts";
import { RESTORE_REFUSED } from "./restore.ts";

export const KIND_SAYS = {
  takeover: "somebody else may be in the account",
  withdrawal: "a withdrawal that the customer did not make",
  secret: "a recovery phrase or a key was shared",
  freeze: "a freeze was asked for",
  risk: "the exchange warns of the account",
  other: "a security incident",
} as const;

const who = (by: string | null): string => by ?? "the owner of the account";

/** An event of an incident as a sentence: the timeline writes itself. */
export function sayIncidentEvent(event: IncidentEvent): string {
  switch (event.type) {
    case "incident.reported":
      return `incident INC-${event.number} reported by ${event.by}: ${KIND_SAYS[event.kind]}`;
    case "freeze.wished":
      return "the customer asks for a freeze; which account is theirs is not known yet";
    case "freeze.requested":
      return `${who(event.by)} asks for a freeze of account ${event.account}`;
    case "freeze.sent":
      return "the back office has taken the freeze and has not confirmed it yet";
    case "account.frozen":
      return event.action === null ? `frozen by hand, says ${event.by}` : "account frozen, the back office confirms";
    case "freeze.failed":
      return `the back office refuses the freeze: ${event.because}`;
    case "freeze.overdue":
      return "the freeze is not confirmed in time: on-call is paged";
    case "identity.verified":
      return `the customer has signed in to account ${event.account}`;
    case "identity.mismatched":
      return "the customer has signed in to another account than this one: it proves nothing here";
    case "restore.requested":
      return `${event.by} asks to restore account ${event.account}`;
    case "restore.approved":
      return `${event.by} approves the restore`;
    case "restore.refused":
      return `${event.by} could not ${event.step === "request" ? "ask for a restore" : "approve a restore"}: ${RESTORE_REFUSED[event.because]}`;
    case "restore.sent":
      return "the back office has taken the restore and has not confirmed it yet";
    case "account.restored":
      return "account restored, the back office confirms";
    case "restore.failed":
      return `the back office refuses the restore: ${event.because}`;
    case "restore.overdue":
      return "the restore is not confirmed in time: on-call is paged";
    case "indicator.added":
      return `${event.by ?? "the desk"} noted ${event.kind === "address" ? "an" : "a"} ${event.kind}`;
    case "intake.taken":
      return `${event.by} wrote down what the customer answered`;
    case "task.done":
      return `${event.by} has done “${event.task}”`;
    case "customer.told":
      return `${event.by} wrote to the customer`;
    case "update.missed":
      return "nobody told the customer anything in time: the desk did";
    case "incident.closed":
      return `${event.by} closed the incident`;
  }
}
