import type { Instant } from "../../../core/time.ts";
import type { WireConsoleMessage } from "../../../server/api.ts";
import type { Field } from "../text/field.ts";

/** A message of the customer's chat: written in this terminal, or come from the desk. */
export type ChatMessage =
  | { from: "customer"; id: string; at: Instant; text: string; status: "sending" | "sent" | "failed" }
  | { from: "desk"; message: WireConsoleMessage };

export interface Chat {
  open: boolean;
  listening: boolean;
  thread: string;
  field: Field;
  /** In the order in which they came to be known here. */
  messages: readonly ChatMessage[];
  /** Rows scrolled up from the newest. */
  scroll: number;
}
