import type { OutgoingForm } from "./effect.ts";
import type { Instant } from "./time.ts";

/** A message on the console channel, as its customers read it. */
export interface ConsoleMessage {
  seq: number;
  id: string;
  thread: string;
  content: string;
  at: Instant;
  form: OutgoingForm;
  text: string | null;
}
