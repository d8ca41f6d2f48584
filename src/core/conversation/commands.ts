import type { FactFinding } from "../outbound/check.ts";
import type { StreamId } from "../ports.ts";
import type { Waiting } from "../ticket/wait-words.ts";
import type { Instant, Millis } from "../time.ts";
import type { Question, TicketNotice } from "./conversation.ts";
import type { Place } from "./place.ts";

/** A customer wrote something. */
export interface ReceiveCommand {
  type: "receive";
  place: Place;
  customer: string;
  externalId: string;
  question: Question;
  newTicket: StreamId;
  /** The responder who wants it to be a ticket, whatever the desk could answer. */
  openedBy?: string | undefined;
}

/** A responder answers the customer. */
export interface ReplyCommand {
  type: "reply";
  by: string;
  text: string;
  /** The thread the responder wrote in; null for the desk's own screens. */
  from: Place | null;
  redacted: number;
  /** What it states and no fact says; the desk fills it in before the conversation decides. */
  findings?: readonly FactFinding[];
  /** Lets out what was found, for this reason. */
  override?: { reason: string } | undefined;
  /** The platform's id of the message, so that a change of it can be followed. */
  externalId?: string;
  /** It goes out only after this long, and can be taken back until then. */
  hold?: Millis;
}

/** A responder changes what they said: by the id of its content, or the platform's. */
export interface CorrectCommand {
  type: "correct";
  by: string;
  of: { content: string } | { externalId: string };
  text: string;
  redacted: number;
  findings?: readonly FactFinding[];
  override?: { reason: string } | undefined;
}

/** What the ticket's life means for the customer. */
export interface NotifyCommand {
  type: "notify";
  notice: TicketNotice;
  ticket: { id: StreamId; number: number };
  name?: string;
  wait?: Waiting;
  /** Of a link to sign in at the exchange; the desk makes the address of them before the conversation decides. */
  nonce?: string;
  expiresAt?: Instant;
  link?: string;
}
