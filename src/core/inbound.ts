import type { Author } from "./guard/circumstances.ts";
import type { Instant } from "./time.ts";

/** A customer's message as a channel translates it: ids and text only. */
export interface Inbound {
  channel: string;
  thread: string;
  /** The platform's id of the message; the same id is taken once. */
  externalId: string;
  /** The platform's id of the person, with the channel's name before it: "discord:1234". */
  customer: string;
  text: string;
  /** Whether others than the customer and the team can read along there. */
  public?: boolean;
  /** The responder who wants it to be a ticket, whatever the desk could answer. */
  openedBy?: string;
}

/** A message that its author changed, or took back (null). */
export interface Amendment {
  channel: string;
  thread: string;
  externalId: string;
  text: string | null;
  /** Tells one change of a message from the next. */
  revision: string;
  /** Who changed it, as `customer` of an inbound message. */
  author?: string | undefined;
  public?: boolean;
}

/** A message that others read too, as a channel translates it. */
export interface PublicPost {
  channel: string;
  thread: string;
  /** The platform's id of the message; an edit keeps it. */
  message: string;
  author: Author & { id: string };
  text: string;
}

/** What became of an inbound message. Durable when it is handed out. */
export interface Receipt {
  conversation: string;
  /** True when this message had been taken before; nothing was done again. */
  duplicate: boolean;
  at: Instant;
}
