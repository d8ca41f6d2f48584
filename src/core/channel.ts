import type { OutgoingForm } from "./effect.ts";

/** A text on its way out, as a channel gets it. */
export interface Outgoing {
  /** The effect's id: hand it to the platform as its nonce. */
  id: string;
  thread: string;
  content: string;
  text: string;
  form: OutgoingForm;
}

/** A chat platform. It translates and transports; it decides nothing. */
export interface Channel {
  readonly name: string;
  /** Throws when the platform did not take it: Undeliverable when trying again is useless, anything else to be tried again. */
  send(message: Outgoing): Promise<void>;
}

/** Thrown by a channel for what will never work (a deleted thread, a blocked customer): no retry, a dead letter at once. */
export class Undeliverable extends Error {
  override name = "Undeliverable";
}
