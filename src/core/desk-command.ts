import type { AssistCommand } from "./assist/assist.ts";
import type { ConversationCommand } from "./conversation/conversation.ts";
import type { CustomerCommand } from "./customer/customer.ts";
import { AUTHORITIES, type AuthorityCommand } from "./evidence/requests.ts";
import type { IncidentCommand } from "./incident/incident.ts";
import type { ModerationCommand } from "./moderation/moderation.ts";
import { ROSTER, type RosterCommand } from "./oncall/roster.ts";
import { OUTAGES, type OutageCommand } from "./outage/outage.ts";
import type { Deadline, StreamId } from "./ports.ts";
import { PRIVACY, type PrivacyCommand } from "./privacy/privacy.ts";
import type { RISKS, RiskCommand } from "./risk/risk.ts";
import type { TicketCommand } from "./ticket/ticket.ts";
import type { VerificationCommand } from "./verification/verification.ts";

/** A command and the stream that decides it. */
export type DeskCommand =
  | { to: "conversation"; stream: StreamId; command: ConversationCommand }
  | { to: "ticket"; stream: StreamId; command: TicketCommand }
  | { to: "incident"; stream: StreamId; command: IncidentCommand }
  | { to: "moderation"; stream: StreamId; command: ModerationCommand }
  | { to: "verification"; stream: StreamId; command: VerificationCommand }
  | { to: "assist"; stream: StreamId; command: AssistCommand }
  | { to: "authority"; stream: typeof AUTHORITIES; command: AuthorityCommand }
  | { to: "customer"; stream: StreamId; command: CustomerCommand }
  | { to: "risk"; stream: typeof RISKS; command: RiskCommand }
  | { to: "roster"; stream: typeof ROSTER; command: RosterCommand }
  | { to: "privacy"; stream: typeof PRIVACY; command: PrivacyCommand }
  | { to: "outage"; stream: typeof OUTAGES; command: OutageCommand };

/** What a deadline that is due asks of its stream. */
export function commandOf({ stream, kind }: Deadline): DeskCommand {
  const command = { type: "deadline", kind } as const;
  if (stream === OUTAGES) return { to: "outage", stream, command };
  if (stream === PRIVACY) return { to: "privacy", stream, command };
  if (stream === AUTHORITIES) return { to: "authority", stream, command };
  if (stream === ROSTER) return { to: "roster", stream, command };
  if (stream.startsWith("incident:")) return { to: "incident", stream, command };
  if (stream.startsWith("conversation:")) return { to: "conversation", stream, command };
  return { to: "ticket", stream, command };
}
