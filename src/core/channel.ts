import type { Utterance } from "./conversation/transcript.ts";
import type { ModerateAct, OutgoingForm } from "./effect.ts";
import type { LinkedEntity } from "./explorers/links.ts";
import type { TicketListItem } from "./ports.ts";
import type { Instant } from "./time.ts";
import type { Advice } from "./triage/record.ts";

/** A text on its way out, as a channel gets it. */
export interface Outgoing {
  /** The effect's id: hand it to the platform as its nonce. */
  id: string;
  thread: string;
  content: string;
  text: string;
  form: OutgoingForm;
  /** 1 on the first try. On a later one the platform may have taken it already: look before sending again. */
  attempt: number;
  /** When the desk said it: a channel that was away for long says so. */
  at: Instant;
}

/**
 * What a message has become since it was sent: `text` is null where its author took it back. `posted`: what the platform calls the messages
 * that carry it, as `send` and `edit` said; none where that is not known.
 */
export type Edited = Omit<Outgoing, "text"> & { text: string | null; posted: string[] };

/** A ticket as staff see it in their own rooms. */
export interface Card {
  /** The effect's id. */
  id: string;
  attempt: number;
  room: string;
  /** The thread of the card that is there already; null for a new one. */
  thread: string | null;
  ticket: TicketListItem;
  /** What was said until the thread was linked; what comes later is relayed into it. */
  before: Utterance[];
  /** How much more was said before that than the card has room for. */
  earlier: number;
  /** Wallet addresses and transactions named in it, and where staff can look them up. */
  entities: LinkedEntity[];
  /** Why it came to be and went where it is: the sentences of its last decisions. */
  why: string[];
  /** What triage suggests; null while it has not looked yet. */
  advice: Advice | null;
}

/**
 * What to do about a message: `hold` takes it out of sight until a moderator has looked at it, `delete` removes it, `time_out` removes
 * it and keeps its author from writing for `seconds`. With `undo`, what was done is taken back as far as the platform can: `text` is
 * then what to show again.
 */
export interface ModerationOrder extends Omit<ModerateAct, "kind" | "channel" | "content"> {
  /** The effect's id: the same order never has another. */
  id: string;
  /** What the guard left of the message; null when it was erased. */
  text: string | null;
}

/** A wish to go on where only the customer and the team can read along. */
export interface OpenPrivate {
  /** The effect's id. */
  id: string;
  /** Where the customer is now. */
  from: string;
  customer: string;
  conversation: string;
  language: string;
  /** 1 on the first try. On a later one the place may be there already: look before opening another. */
  attempt: number;
}

/** How a chat platform is connected. "dead" stays so until a person does what `next` says. */
export interface Connection {
  name: string;
  state: "connecting" | "ready" | "degraded" | "dead";
  detail?: string;
  next?: string;
  /** Since when it is being connected; left out where it is, or is not tried any more. */
  since?: Instant;
}

/** A page as a channel shows it: which ticket, why it came here and how it stands; never what the customer wrote. */
export interface ShownPage {
  /** The person or room of the platform. */
  to: string;
  ticket: string;
  number: number;
  priority: string;
  team: string;
  /** How it stands, in a sentence, and since when. */
  state: string;
  at: Instant;
  /** What there is still to do about it. */
  open: "acknowledge" | "escalate" | "nothing";
}

/** A chat platform. It translates and transports; it decides nothing. */
export interface Channel {
  readonly name: string;
  /**
   * Throws when the platform did not take it: Undeliverable when trying again is useless, anything else to be tried again. Names the messages
   * that it became, in the platform's words, where a change of the text will need that.
   */
  send(message: Outgoing): Promise<string[] | undefined>;
  /** Left out by a channel that shows each text as it is now. Throws and names messages as `send` does. */
  edit?(message: Edited): Promise<string[] | undefined>;
  /** Left out by a channel whose messages nobody else reads. Carrying the same order out twice changes nothing; throws as `send` does. */
  moderate?(order: ModerationOrder): Promise<void>;
  /** Shows a ticket to staff, new or in place, and returns its thread. Only where staff work. */
  card?(card: Card): Promise<string>;
  /** Opens a place that nobody else can read, and names its thread. Throws as `send` does. */
  /** Pages a person or a room: a message of its own each time, so that it rings. The same id is posted once. */
  page?(page: ShownPage & { id: string; because: string; attempt: number }): Promise<void>;
  /** Writes one line to a person or a room. */
  tell?(to: string, text: string): Promise<void>;
  /** Brings what was posted there about the ticket up to date. */
  repage?(page: ShownPage): Promise<void>;
  openPrivate?(wish: OpenPrivate): Promise<{ thread: string }>;
}

/** Thrown by a channel for what will never work (a deleted thread, a blocked customer): no retry, a dead letter at once. */
export class Undeliverable extends Error {
  override name = "Undeliverable";
  /** The place itself is gone, so what is said to the customer has to go elsewhere. */
  readonly gone: boolean;

  constructor(message: string, options: { gone?: boolean; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.gone = options.gone === true;
  }
}

/** Thrown by a channel whose platform does not answer at all: tried again for as long as it takes, and never a dead letter. */
export class Unreachable extends Error {
  override name = "Unreachable";
}
