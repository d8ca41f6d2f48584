import type { ModerateAct, OutgoingForm } from "./effect.ts";

/** A text on its way out, as a channel gets it. */
export interface Outgoing {
  /** The effect's id: hand it to the platform as its nonce. */
  id: string;
  thread: string;
  content: string;
  text: string;
  form: OutgoingForm;
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

/** A chat platform. It translates and transports; it decides nothing. */
export interface Channel {
  readonly name: string;
  /** Throws when the platform did not take it: Undeliverable when trying again is useless, anything else to be tried again. */
  send(message: Outgoing): Promise<void>;
  /** Left out by a channel whose messages nobody else reads. Carrying the same order out twice changes nothing; throws as `send` does. */
  moderate?(order: ModerationOrder): Promise<void>;
}

/** Thrown by a channel for what will never work (a deleted thread, a blocked customer): no retry, a dead letter at once. */
export class Undeliverable extends Error {
  override name = "Undeliverable";
}
